// SPDX-License-Identifier: AGPL-3.0-or-later
// A result of work. When it happened is apart from when it was written.
#pragma once

#include "core/result.hpp"
#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "domain/actor.hpp"
#include "domain/badge.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::domain {

enum class visibility { public_, followers, named };
std::string_view to_string(visibility v);
std::optional<visibility> parse_visibility(std::string_view text);

// A day, or a span of days; to is absent for a single day.
struct happening {
    core::day from;
    std::optional<core::day> to;
};

struct link {
    std::string url, title;
};

struct collaborator {
    std::string handle; // bo@b.test
    std::optional<core::snowflake> actor_id;
    std::optional<core::time_point> confirmed_at;
};

struct picture {
    core::snowflake id;
    std::string url;        // Absolute
    std::string media_type; // image/webp for ours
    std::string alt;
    std::optional<std::string> blurhash;
    std::optional<int> width, height;
};

struct highlight {
    core::snowflake id, actor_id;
    std::string uri;
    bool local = true;
    std::string headline;                // Empty only for remote Notes
    std::optional<std::string> markdown; // Absent for remote ones
    std::string html;                    // Sanitised
    std::string activity;                // "shipped", or empty
    std::optional<std::string> language; // BCP 47
    visibility seen_by = visibility::public_;
    std::optional<happening> happened;
    std::optional<std::string> url;
    bool quiet = false; // Backdated: in the outbox collection, but not delivered
    core::time_point published;
    std::optional<core::time_point> edited_at;
    std::vector<badge> badges; // The first is the primary one
    std::vector<link> links;
    std::vector<picture> pictures;
    std::vector<collaborator> collaborators;
    std::vector<std::string> audience; // Actor URIs, where only named people see it
};

} // namespace federwerk::domain
