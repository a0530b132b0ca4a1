// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/announce_opening.hpp"

#include "db/opening_audience.hpp"

namespace federwerk::app {

result<> announce_opening(db::transaction&, domain::uris const&, domain::opening const&, domain::actor const&,
                          core::time_point)
{
    return {};
}

result<std::vector<core::snowflake>> pact_stations(db::transaction&, domain::opening const&)
{
    return std::vector<core::snowflake>{};
}

} // namespace federwerk::app
