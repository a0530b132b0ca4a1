// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/notification.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace federwerk::domain {

namespace {

using enum notification_kind;

constexpr std::array<std::pair<notification_kind, std::string_view>, 22> words{{
    {request_received, "request_received"},
    {request_interested, "request_interested"},
    {request_agreed, "request_agreed"},
    {request_done, "request_done"},
    {request_closed, "request_closed"},
    {introduction_asked, "introduction_asked"},
    {notification_kind::thread_message, "thread_message"},
    {credit_requested, "credit_requested"},
    {credit_confirmed, "credit_confirmed"},
    {credit_revoked, "credit_revoked"},
    {badge_offered, "badge_offered"},
    {badge_accepted, "badge_accepted"},
    {badge_declined, "badge_declined"},
    {badge_revoked, "badge_revoked"},
    {opening_ends, "opening_ends"},
    {call_matches, "call_matches"},
    {openness_matches, "openness_matches"},
    {search_hits, "search_hits"},
    {organisation_lapsing, "organisation_lapsing"},
    {pact_asked, "pact_asked"},
    {pact_holds, "pact_holds"},
    {pact_ended, "pact_ended"},
}};

} // namespace

std::string_view to_string(notification_kind kind)
{
    return std::ranges::find(words, kind, &std::pair<notification_kind, std::string_view>::first)->second;
}

std::optional<notification_kind> parse_notification_kind(std::string_view text)
{
    auto const found =
        std::ranges::find(words, text, &std::pair<notification_kind, std::string_view>::second);
    return found == words.end() ? std::nullopt : std::optional(found->first);
}

} // namespace federwerk::domain
