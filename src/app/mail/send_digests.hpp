// SPDX-License-Identifier: AGPL-3.0-or-later
// Once a day each member hears of what is new in the searches that they keep, of calls that fit what they are
// open to, of swaps, and of what they have not read yet: as notifications, and as one mail unless they turned
// it off. Nothing new, no mail.
#pragma once

#include "app/instance.hpp"
#include "core/time.hpp"

namespace federwerk::app {

inline constexpr int most_in_digest = 10; // Of each part; whether there is more is said

// One member whose day is over, in the transaction of the caller; whether there was one.
result<bool> send_digest(db::transaction& tx, core::secrets const& secrets, domain::uris const& uris,
                         std::string const& instance_name, core::time_point now);

// Every minute, until the coroutine is cancelled. Counts badges once a day, too.
boost::asio::awaitable<void> run_digests(instance const& in);

} // namespace federwerk::app
