// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/refresh_opening.hpp"

#include "db/openings.hpp"

namespace federwerk::app {

boost::asio::awaitable<result<std::optional<domain::opening>>> refresh_opening(instance const& in,
                                                                               core::snowflake id)
{
    co_return co_await in.db.run([&](db::transaction& tx) { return db::lock_opening(tx, id); });
}

} // namespace federwerk::app
