// SPDX-License-Identifier: AGPL-3.0-or-later
// A credit: a collaborator confirms that they worked on a highlight, and can take it back.
#pragma once

#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "domain/highlight.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace federwerk::domain {

// requested → confirmed or declined; confirmed → revoked by the collaborator; anything → requested again by
// an edit that changes the text.
enum class credit_state { requested, confirmed, declined, revoked };
enum class evidence { authorization, reply };
constexpr bool is_refused(credit_state state)
{
    return state == credit_state::declined || state == credit_state::revoked;
}
std::string_view to_string(credit_state state);
std::optional<credit_state> parse_credit_state(std::string_view text);
std::string_view to_string(evidence e);
std::optional<evidence> parse_evidence(std::string_view text);

inline constexpr std::chrono::days authorization_lasts{1}; // Until it is looked at again at its home
inline constexpr std::chrono::hours authorization_retry{1};
inline constexpr std::chrono::days authorization_missed_for{30}; // Then what is not there counts as gone
inline constexpr int most_asked_by_host = 50; // Questions that one instance puts to one person in a day
inline constexpr std::size_t most_role = 100;
// Credits that one author may have open with one person, and questions that they put to them in a day.
inline constexpr int most_asked_by_one = 20;

struct credit {
    core::snowflake id;
    std::optional<std::string> request_uri; // Of the CreditRequest
    std::optional<std::string> uri;         // Of the CreditAuthorization
    std::string highlight_uri;
    core::snowflake author_id, collaborator_id;
    std::string role; // "Design", or empty
    std::string digest;
    std::string headline, plain;            // What the digest is of
    std::optional<std::string> context_uri; // Of the collaboration request that it came from
    credit_state state = credit_state::requested;
    std::optional<domain::evidence> evidence;
    std::string document;           // The authorization with its proof
    std::optional<std::string> key; // The Multikey that the proof was verified with
    std::optional<core::time_point> checked_at, check_at, answered_at;
    core::time_point requested_at;
};

// Of what was agreed to: the headline and the text without markup, so that a corrected space or link asks
// nobody again. "sha-256:" and hex.
std::string credit_digest(std::string_view headline, std::string_view plain_text);

// What a CreditAuthorization says, by ids. `actor` is who spoke for it: the owner of the proof's key.
struct authorization {
    std::string uri, collaborator_uri, highlight_uri, author_uri, role, digest;
    std::optional<core::time_point> published;
};
// Whether it is the answer to this credit, and nobody else's (T-17): errc::forbidden says what differs. The
// role is the author's to name: where they asked (request_uri), the answer is to that one.
struct credit_parties {
    std::string author_uri, collaborator_uri;
};
result<> check_authorization(authorization const& said, credit const& asked, credit_parties const& who);

// Where the authorization was not to be read: when to look again. The longer its home is away, the less
// often.
core::time_point next_look(credit const& c, core::time_point now);
bool is_missed_for_long(credit const& c, core::time_point now);

// What a direct reply says: "Yes, that was me" confirms, "nein" declines; all else is no answer.
std::optional<credit_state> spoken_answer(std::string_view plain_text);

} // namespace federwerk::domain
