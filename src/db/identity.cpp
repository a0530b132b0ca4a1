// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/identity.hpp"

namespace federwerk::db {

result<std::optional<identity>> find_identity(transaction& tx)
{
    auto const rows = tx.exec("/* identity.find */ SELECT domain, base_url FROM instance");
    if (rows.empty())
        return std::optional<identity>{};
    return std::optional(
        identity{rows[0]["domain"].as<std::string>(), rows[0]["base_url"].as<std::string>()});
}

result<identity> establish_identity(transaction& tx, identity const& wanted)
{
    tx.exec_params(R"sql(/* identity.establish */
        INSERT INTO instance (domain, base_url) VALUES ($1, $2) ON CONFLICT DO NOTHING
    )sql",
                   wanted.domain, wanted.base_url);
    TRY(auto const stands, find_identity(tx));
    if (!stands)
        return failure{errc::internal, "no row in table instance after inserting one", {}};
    return *stands;
}

} // namespace federwerk::db
