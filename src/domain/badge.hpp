// SPDX-License-Identifier: AGPL-3.0-or-later
// A keyword that members wear and highlights carry. Anybody can make one.
#pragma once

#include "core/result.hpp"
#include "core/snowflake.hpp"
#include "core/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::domain {

enum class badge_kind { role, craft, subject, industry, language, place, community, life_event, fun };
std::string_view to_string(badge_kind kind);
std::optional<badge_kind> parse_badge_kind(std::string_view text);

struct badge {
    core::snowflake id, actor_id;
    std::string uri;  // Of its Group actor
    std::string slug; // "rust"
    std::string host; // Empty for badges of this instance
    std::string name;
    int hue = 205;                 // 0 … 359
    std::string icon = "sparkles"; // A Lucide name
    std::string description;
    badge_kind kind = badge_kind::subject;
    std::optional<core::snowflake> creator_id;
    std::vector<std::string> aliases;
    core::time_point created_at;
};

struct badge_draft {
    std::string name, icon, description;
    std::optional<int> hue; // Absent: derived from the slug
    badge_kind kind = badge_kind::subject;
    std::vector<std::string> aliases;
};
result<badge> make_badge(badge_draft draft,
                         core::time_point now); // Without ids; errc::invalid names the fields

} // namespace federwerk::domain
