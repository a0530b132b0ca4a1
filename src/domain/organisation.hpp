// SPDX-License-Identifier: AGPL-3.0-or-later
// An organisation is believed by the proof of its domain; members act for it in roles.
#pragma once

#include "core/result.hpp"
#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "domain/actor.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace federwerk::domain {

enum class organisation_state { claimed, verified, lapsed };
enum class organisation_role { owner, admin, scout }; // Each may do what those after it may
enum class proof_method { dns, file };
std::string_view to_string(organisation_state state);
std::string_view to_string(organisation_role role);
std::string_view to_string(proof_method method);
std::optional<organisation_state> parse_organisation_state(std::string_view text);
std::optional<organisation_role> parse_organisation_role(std::string_view text);
std::optional<proof_method> parse_proof_method(std::string_view text);

// While the proof is missed, it is looked for every day.
inline constexpr std::chrono::days between_proofs{7}, between_misses{1}, proof_grace{14};

struct organisation {
    core::snowflake actor_id;
    std::string domain;               // A-labels, lower case
    std::optional<std::string> token; // Absent: lives elsewhere
    organisation_state state = organisation_state::claimed;
    std::optional<proof_method> method;
    std::optional<core::time_point> verified_at, checked_at, failing_since;
    std::optional<core::snowflake> created_by;
    core::time_point created_at;
};

result<std::string>
parse_organisation_domain(std::string_view text); // With a dot, no address; as A-labels, lower case

// What the proof says: a TXT record of the domain or below "_federwerk" in it, or a line of the file.
std::string proof_text(std::string_view token);
std::string proof_record(std::string_view domain); // "_federwerk.x.org"
std::string proof_file(std::string_view domain);   // "https://x.org/.well-known/federwerk-organisation"

// What a check of the proof makes of it: verified; after a failure still verified until the grace is over;
// then lapsed.
organisation after_check(organisation before, std::optional<proof_method> found, core::time_point now);

// What is left for others of one whose proof has lapsed: an id with keys, so that its last words can be
// checked, and nothing that speaks for the domain.
actor without_its_word(actor a);

// owner: everything; admin: profile, openings, requests, scouts; scout: calls and requests.
enum class organisation_act {
    manage_owners,
    manage_roles,
    edit_profile,
    publish_calls,
    answer_requests,
    issue_badges
};
bool may(organisation_role role, organisation_act what);

} // namespace federwerk::domain
