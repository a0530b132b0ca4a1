// SPDX-License-Identifier: AGPL-3.0-or-later
// The waitlist: an application is confirmed by mail, waits at a visible place, and is admitted or declined.
#pragma once

#include "core/result.hpp"
#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "domain/uris.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace federwerk::domain {

enum class waitlist_state { unconfirmed, waiting, admitted, declined, joined };
std::string_view to_string(waitlist_state state);
std::optional<waitlist_state> parse_waitlist_state(std::string_view text);

struct waitlist_entry {
    core::snowflake id;
    std::string email, handle, about;
    std::string locale = "en";
    waitlist_state state = waitlist_state::unconfirmed;
    std::string reason; // Of a decline, as the applicant reads it
    std::optional<core::snowflake> decided_by;
    std::optional<core::time_point> decided_at;
    core::time_point created_at;
};

struct waitlist_place {
    std::int64_t place = 0, of = 0; // "number 42 of 310"
};

// What an applicant gives, made safe. about has at most 1,000 characters; the locale is "de" or "en".
struct application {
    std::string email, handle, about, locale;
};
result<application> parse_application(application const& given);

// waiting → admitted or declined; admitted or declined → waiting (undo). Everything else is errc::conflict.
result<> check_transition(waitlist_state from, waitlist_state to);

// Where the links in mails lead.
inline std::string waitlist_confirm_page(uris const& u, std::string_view token)
{
    return u.base() + "/waitlist/confirm/" + std::string(token);
}

} // namespace federwerk::domain
