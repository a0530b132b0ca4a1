// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/organisations.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

std::vector<organisation_seat> to_seats(pqxx::result const& rows)
{
    std::vector<organisation_seat> seats;
    for (auto const& row : rows)
        if (auto const role = domain::parse_organisation_role(row["role"].as<std::string>()))
            seats.push_back({to_id(row["organisation_id"]), to_id(row["member_id"]), *role});
    return seats;
}

} // namespace

result<std::optional<domain::organisation_role>> role_in(transaction& tx, core::snowflake organisation_id,
                                                         core::snowflake member_id)
{
    auto const rows = tx.exec_params(R"sql(/* organisation_roles.find */
        SELECT role FROM organisation_role WHERE organisation_id = $1 AND member_id = $2
    )sql",
                                     organisation_id.value, member_id.value);
    return rows.empty() ? std::nullopt : domain::parse_organisation_role(rows[0]["role"].as<std::string>());
}

result<std::vector<organisation_seat>> people_of(transaction& tx, core::snowflake organisation_id)
{
    return to_seats(tx.exec_params(R"sql(/* organisation_roles.people */
        SELECT organisation_id, member_id, role FROM organisation_role
         WHERE organisation_id = $1
         ORDER BY since, member_id
    )sql",
                                   organisation_id.value));
}

result<std::vector<organisation_seat>> organisations_of(transaction& tx, core::snowflake member_id)
{
    return to_seats(tx.exec_params(R"sql(/* organisation_roles.organisations */
        SELECT organisation_id, member_id, role FROM organisation_role
         WHERE member_id = $1
         ORDER BY since, organisation_id
    )sql",
                                   member_id.value));
}

} // namespace federwerk::db
