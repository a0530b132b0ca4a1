// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody is open to (an openness), and a concrete search for somebody (a call). Both have an end.
#pragma once

#include "core/result.hpp"
#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "domain/actor.hpp"
#include "domain/badge.hpp"
#include "domain/collaboration_kind.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::domain {

enum class opening_form { openness, call };
enum class term { paid, unpaid, swap, equity, credit, expenses };
enum class audience { everyone, instance, pacts, verified_organisations, two_credits };
std::string_view to_string(opening_form form);
std::string_view to_string(term t);
std::string_view to_string(audience a);
std::optional<opening_form> parse_opening_form(std::string_view text);
std::optional<term> parse_term(std::string_view text);
std::optional<audience> parse_audience(std::string_view text);

inline constexpr std::chrono::days longest_openness{180}, longest_call{90};

struct location {
    std::string name; // "Zürich"
    std::optional<double> latitude, longitude;
    std::optional<int> radius_km;
    bool operator==(location const&) const = default;
};

// What a request answers: an openness has one, a call one or several.
struct seat {
    int position = 0;
    std::string uri;  // Of the FEP-0837 Intent: the opening's URI with #primary, #seat-1 …
    std::string kind; // An id of the vocabulary; empty where others have a kind that we do not know
    std::vector<badge> badges;
    int places = 1, taken = 0; // Of calls
    bool full() const { return taken >= places; }
};

// A member, an organisation with its people, or a domain with all below it. Exactly one is set.
struct exclusion {
    std::optional<core::snowflake> actor_id;
    std::optional<std::string> domain;
};

struct opening {
    core::snowflake id, actor_id; // actor_id: a member or an organisation
    std::string uri;
    opening_form form = opening_form::openness;
    bool local = true;
    domain::direction direction = domain::direction::offering;
    std::string title;                   // Of calls
    std::optional<std::string> markdown; // Absent for remote ones
    std::string html;                    // Sanitised
    std::string plain;                   // Without markup
    std::optional<std::string> language; // That it is written in, BCP 47
    std::vector<term> terms;
    std::string in_exchange; // The kind that a swap asks for, or empty
    bool at_distance = true; // Can be done from anywhere
    std::optional<location> where;
    std::vector<std::string> languages; // To work in, BCP 47
    std::vector<std::string> questions; // At most three
    domain::audience audience = domain::audience::everyone;
    std::optional<int> capacity;                // Agreements a month; absent: as many as come
    std::optional<core::time_point> full_until; // Used up until then
    core::time_point ends_at;
    std::optional<core::time_point> closed_at;
    std::optional<core::snowflake> renews_id;
    std::optional<std::string> url;
    core::time_point published;
    std::optional<core::time_point> edited_at;
    std::optional<core::time_point> fetched_at;
    std::vector<seat> seats;
    std::vector<exclusion> exclusions;       // Only for its owner's eyes
    std::vector<core::snowflake> recipients; // Of a remote one that is not public

    // Ended, closed and full ones vanish from search; only its owner still sees a closed one.
    bool is_open(core::time_point now) const { return !closed_at && now < ends_at; }
    bool is_full(core::time_point now) const { return full_until && now < *full_until; }
    // With exclusions it is never said to the Public: see migrations/0013_openings.sql.
    bool is_public() const { return audience == domain::audience::everyone && exclusions.empty(); }
    // Whoever answers a swap promises something back (FEP-0837: required where it is there), so it is only
    // said where nothing else is taken.
    bool asks_for_return() const { return !in_exchange.empty() && terms == std::vector{term::swap}; }
    std::string reciprocal_uri() const { return uri + "#reciprocal"; } // Of what is given in return
};

struct seat_draft {
    std::string kind;
    std::vector<std::string> badges; // Slugs, or handles of badges elsewhere
    int places = 1;
};
struct opening_draft {
    opening_form form = opening_form::openness;
    std::string direction, title, markdown, in_exchange, audience = "everyone";
    std::optional<std::string> language;
    std::vector<std::string> terms, languages, questions;
    bool at_distance = true;
    std::optional<location> where;
    std::optional<int> capacity;
    std::optional<core::time_point> ends_at; // Absent: the longest that is allowed
    std::vector<seat_draft> seats;
    std::vector<std::string> exclusions; // Handles, or domains
};
// Each part may be left out, and then stays. Form, direction, kinds and audience never change: make a new
// one.
struct opening_edit {
    std::optional<std::string> title, markdown;
    std::optional<std::vector<std::string>> terms, languages, questions, badges; // badges: of the one seat
    std::optional<bool> at_distance;
    std::optional<std::optional<location>> where;
    std::optional<std::optional<int>> capacity;
    std::optional<core::time_point>
        ends_at; // Of an openness only, at most 180 days from now: "it still holds"
    // Only where it is not public before and not public after: what everybody has seen cannot be taken back
    // from one.
    std::optional<std::vector<std::string>> exclusions;
};

// The rules, pure. Without ids, HTML, badges and exclusions, which the act looks up. errc::invalid names the
// fields.
result<opening> make_opening(opening_draft const& draft, actor const& owner, core::time_point now);
result<opening> edit_opening(opening before, opening_edit const& edit, core::time_point now);

// The call that follows one: the same, without what was taken of its seats, until ends_at or as long as is
// allowed.
result<opening> renew_call(opening before, std::optional<core::time_point> ends_at, core::time_point now);

// How a person, an organisation or a domain is left out: "bo@b.test", or "b.test". Absent: neither.
struct exclusion_text {
    std::string handle, domain; // Exactly one is set
};
std::optional<exclusion_text> parse_exclusion(std::string_view text);

// Until when an opening is full after `this_month` agreements, the newest of them at `now`.
std::optional<core::time_point> full_until(opening const& o, int this_month, core::time_point now);

} // namespace federwerk::domain
