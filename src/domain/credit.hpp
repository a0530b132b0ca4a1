// SPDX-License-Identifier: AGPL-3.0-or-later
// A credit: a collaborator confirms that they worked on a highlight, and can take it back.
#pragma once

#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "domain/highlight.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace federwerk::domain {

enum class credit_state { requested, confirmed, declined, revoked };
enum class evidence { authorization, reply };
std::string_view to_string(credit_state state);
std::optional<credit_state> parse_credit_state(std::string_view text);

struct credit {
    core::snowflake id;
    std::optional<std::string> request_uri; // Of the CreditRequest
    std::optional<std::string> uri;         // Of the CreditAuthorization
    std::string highlight_uri;
    core::snowflake author_id, collaborator_id;
    std::string role; // "Design", or empty
    std::string digest;
    credit_state state = credit_state::requested;
    std::optional<domain::evidence> evidence;
    std::string document; // The authorization with its proof
    std::optional<core::time_point> checked_at, answered_at;
    core::time_point requested_at;
};

// Of what was agreed to: the headline and the text without markup, so that a corrected space or link asks
// nobody again. "sha-256:" and hex.
std::string credit_digest(std::string_view headline, std::string_view plain_text);

} // namespace federwerk::domain
