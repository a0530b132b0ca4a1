// SPDX-License-Identifier: AGPL-3.0-or-later
// What a member is told: only what concerns them, never that somebody looked.
#pragma once

#include "core/snowflake.hpp"
#include "core/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace federwerk::domain {

enum class notification_kind {
    request_received,
    request_interested,
    request_agreed,
    request_done,
    request_closed, // Withdrawn, ended or expired
    introduction_asked,
    thread_message,
    credit_requested,
    credit_confirmed,
    credit_revoked,
    badge_offered,
    badge_accepted, // These two for the people of the organisation that issued it
    badge_declined,
    badge_revoked,
    opening_ends,     // Does it still hold?
    call_matches,     // A new call that fits an openness of the member
    openness_matches, // A new openness that fits a call of the member, or is the other half of a swap
    search_hits,
    organisation_lapsing,
    pact_asked, // These are for administrators: another instance asks
    pact_holds, // What was asked for, by whichever side, was agreed to
    pact_ended  // The other side left, or refused
};
std::string_view to_string(notification_kind kind);
std::optional<notification_kind> parse_notification_kind(std::string_view text);

struct notification {
    core::snowflake id, member_id;
    notification_kind kind = notification_kind::request_received;
    std::optional<core::snowflake> actor_id, request_id, opening_id, credit_id, search_id;
    std::string subject_uri; // Anything else that it is about, or empty
    std::string once;        // The effect that it tells of; told twice it is told once
    core::time_point created_at;
    std::optional<core::time_point> read_at;
};

} // namespace federwerk::domain
