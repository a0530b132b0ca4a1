// SPDX-License-Identifier: AGPL-3.0-or-later
// The limits of what strangers may try (T-71, T-73, T-75, T-76), and what they are counted by.
#pragma once

#include "core/secrets.hpp"
#include "core/time.hpp"
#include "db/throttles.hpp"

#include <string>
#include <string_view>

namespace federwerk::app {

struct throttle {
    std::string_view name;
    int most;
    std::chrono::seconds window;
};

namespace throttles {
using namespace std::chrono_literals;
inline constexpr throttle code_tries{"code.client", 10, 1h};
inline constexpr throttle applications_by_client{"waitlist.client", 10, 1h};
inline constexpr throttle applications_by_domain{"waitlist.domain", 200, 1h};
inline constexpr throttle mail_to_address{"mail.address", 1, 10min};
inline constexpr throttle sign_in_by_account{"sign_in.account", 10, 15min};
inline constexpr throttle sign_in_by_client{"sign_in.client", 30, 15min};
} // namespace throttles

// The subject is stored as an HMAC: addresses of people who only tried stay out of the database.
db::throttle_rule rule_for(throttle const& t, core::secrets const& secrets, std::string_view subject);

// False where the limit is reached; the row stays counted only if the transaction commits.
result<bool> take(db::transaction& tx, core::secrets const& secrets, throttle const& t,
                  std::string_view subject, core::time_point now);

// What one client is: an IPv4 address, or the /64 that an IPv6 address belongs to (T-75).
std::string client_network(std::string_view address);

failure too_many(std::string_view what); // errc::throttled

} // namespace federwerk::app
