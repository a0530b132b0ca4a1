// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/credit.hpp"

#include "core/secrets.hpp"
#include "core/text.hpp"
#include "domain/spoken.hpp"

#include <algorithm>
#include <array>

namespace federwerk::domain {

namespace {

constexpr std::array<std::string_view, 4> states{"requested", "confirmed", "declined", "revoked"};
constexpr std::array<std::string_view, 2> kinds_of_evidence{"authorization", "reply"};

// Folded as core::fold leaves them: without case and accents.
constexpr std::array<std::string_view, 10> agreeing{"yes", "confirm", "confirmed", "ok",        "ja",
                                                    "jo",  "jawohl",  "bestatige", "bestatigt", "si"};
constexpr std::array<std::string_view, 8> refusing{"no",   "not",   "decline",  "revoke",
                                                   "nein", "nicht", "ablehnen", "widerrufe"};

failure differs(std::string const& what, std::string const& uri)
{
    return {errc::forbidden, "the authorization " + uri + " is for another " + what, {}};
}

} // namespace

std::string_view to_string(credit_state state)
{
    return states.at(static_cast<std::size_t>(state));
}

std::optional<credit_state> parse_credit_state(std::string_view text)
{
    auto const found = std::ranges::find(states, text);
    if (found == states.end())
        return std::nullopt;
    return static_cast<credit_state>(found - states.begin());
}

std::string_view to_string(evidence e)
{
    return kinds_of_evidence.at(static_cast<std::size_t>(e));
}

std::optional<evidence> parse_evidence(std::string_view text)
{
    auto const found = std::ranges::find(kinds_of_evidence, text);
    if (found == kinds_of_evidence.end())
        return std::nullopt;
    return static_cast<evidence>(found - kinds_of_evidence.begin());
}

std::string credit_digest(std::string_view headline, std::string_view plain_text)
{
    return "sha-256:" +
           core::to_hex(core::sha256(core::single_line(headline) + "\n" + core::single_line(plain_text)));
}

result<> check_authorization(authorization const& said, credit const& asked, credit_parties const& who)
{
    if (said.collaborator_uri != who.collaborator_uri)
        return differs("collaborator", said.uri);
    if (said.author_uri != who.author_uri)
        return differs("author", said.uri);
    if (said.highlight_uri != asked.highlight_uri)
        return differs("highlight", said.uri);
    if (said.digest != asked.digest)
        return differs("text", said.uri);
    if (asked.request_uri && said.role != asked.role)
        return differs("role", said.uri);
    return {};
}

bool is_missed_for_long(credit const& c, core::time_point now)
{
    return now - c.checked_at.value_or(c.requested_at) > authorization_missed_for;
}

core::time_point next_look(credit const& c, core::time_point now)
{
    std::chrono::milliseconds const longest = authorization_lasts, shortest = authorization_retry;
    auto const missed = now - c.checked_at.value_or(c.requested_at);
    return now + (is_missed_for_long(c, now) ? missed : std::clamp(missed, shortest, longest));
}

std::optional<credit_state> spoken_answer(std::string_view plain_text)
{
    auto const word = first_word(plain_text);
    if (std::ranges::find(agreeing, word) != agreeing.end())
        return credit_state::confirmed;
    if (std::ranges::find(refusing, word) != refusing.end())
        return credit_state::declined;
    return std::nullopt;
}

} // namespace federwerk::domain
