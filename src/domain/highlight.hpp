// SPDX-License-Identifier: AGPL-3.0-or-later
// A result of work. When it happened is apart from when it was written.
#pragma once

#include "core/result.hpp"
#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "domain/actor.hpp"
#include "domain/badge.hpp"

#include <chrono>
#include <map>
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
    std::optional<core::time_point> confirmed_at; // Follows the credit (domain/credit.hpp)
    std::optional<std::string> actor_uri;
    std::optional<std::string> authorization; // Where they confirmed by one
    std::string role;                         // As they confirmed it, or empty
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
    std::optional<core::time_point> edited_at;         // What its last Update says
    std::optional<core::time_point> content_edited_at; // When headline, text or pictures changed
    std::vector<badge> badges;                         // The first is the primary one
    std::vector<link> links;
    std::vector<picture> pictures;
    std::vector<collaborator> collaborators;
    std::vector<std::string> audience; // Actor URIs, where only named people see it
};

// What was done longer ago than this when it is written down is quiet, unless its author says otherwise:
// whoever fills a profile with ten years of work does not flood followers (product.md, row 8).
inline constexpr std::chrono::days quiet_after{365};

// What a member writes; each part of an edit may be left out, and then stays.
struct highlight_draft {
    std::string headline, markdown, activity;
    std::optional<std::string> language;
    visibility seen_by = visibility::public_;
    std::optional<happening> happened;
    std::optional<bool> quiet; // Absent: by quiet_after
    std::vector<link> links;
    std::vector<std::string> badges; // Slugs, or handles of badges elsewhere; the first is the primary one
    std::vector<std::string> collaborators;   // Handles
    std::map<std::string, std::string> roles; // Of collaborators, by handle: "Design"
    std::vector<std::string> audience; // Handles or URIs of those who may see it, where only named people do
    std::vector<core::snowflake> media;
    std::optional<core::snowflake> request; // The collaboration that it is the joint highlight of
};
struct highlight_edit {
    std::optional<std::string> headline, markdown, activity;
    std::optional<std::optional<std::string>> language;
    std::optional<std::optional<happening>> happened;
    std::optional<std::vector<link>> links;
    std::optional<std::vector<std::string>> badges, collaborators;
    std::map<std::string, std::string> roles; // Of those who are asked by this edit
    std::optional<std::vector<core::snowflake>> media;
};

// The rules, pure. Without ids, HTML, badges, pictures and audience, which the act looks up. errc::invalid
// names the fields.
result<highlight> make_highlight(highlight_draft const& draft, actor const& author, core::time_point now);
// Of two Updates that say the same time, peers keep the one that they have.
core::time_point after_last_edit(highlight const& h, core::time_point now);
// Whether people read and see the same.
bool same_content(highlight const& one, highlight const& other);
// The same rules for the changed parts; sets edited_at. The visibility never changes: who has it, has it.
result<highlight> edit_highlight(highlight before, highlight_edit const& edit, core::time_point now);

} // namespace federwerk::domain
