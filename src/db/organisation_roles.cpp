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
            seats.push_back(
                {to_id(row["organisation_id"]), to_id(row["member_id"]), *role, row["listed"].as<bool>()});
    return seats;
}

} // namespace

result<> set_role(transaction& tx, core::snowflake organisation_id, core::snowflake member_id,
                  std::optional<domain::organisation_role> role)
{
    if (!role)
        tx.exec_params(R"sql(/* organisation_roles.delete */
            DELETE FROM organisation_role WHERE organisation_id = $1 AND member_id = $2
        )sql",
                       organisation_id.value, member_id.value);
    else
        tx.exec_params(R"sql(/* organisation_roles.upsert */
            INSERT INTO organisation_role (organisation_id, member_id, role) VALUES ($1, $2, $3)
            ON CONFLICT (organisation_id, member_id) DO UPDATE SET role = EXCLUDED.role
        )sql",
                       organisation_id.value, member_id.value, std::string(to_string(*role)));
    return {};
}

result<std::optional<domain::organisation_role>> role_in(transaction& tx, core::snowflake organisation_id,
                                                         core::snowflake member_id)
{
    auto const rows = tx.exec_params(R"sql(/* organisation_roles.find */
        SELECT role FROM organisation_role WHERE organisation_id = $1 AND member_id = $2
    )sql",
                                     organisation_id.value, member_id.value);
    return rows.empty() ? std::nullopt : domain::parse_organisation_role(rows[0]["role"].as<std::string>());
}

result<bool> set_listed(transaction& tx, core::snowflake organisation_id, core::snowflake member_id,
                        bool listed)
{
    auto const rows = tx.exec_params(R"sql(/* organisation_roles.list */
        UPDATE organisation_role SET listed = $3 WHERE organisation_id = $1 AND member_id = $2
    )sql",
                                     organisation_id.value, member_id.value, listed);
    return rows.affected_rows() > 0;
}

result<std::vector<organisation_seat>> people_of(transaction& tx, core::snowflake organisation_id)
{
    return to_seats(tx.exec_params(R"sql(/* organisation_roles.people */
        SELECT organisation_id, member_id, role, listed FROM organisation_role
         WHERE organisation_id = $1
         ORDER BY since, member_id
    )sql",
                                   organisation_id.value));
}

result<std::vector<organisation_seat>> organisations_of(transaction& tx, core::snowflake member_id)
{
    return to_seats(tx.exec_params(R"sql(/* organisation_roles.organisations */
        SELECT organisation_id, member_id, role, listed FROM organisation_role
         WHERE member_id = $1
         ORDER BY since, organisation_id
    )sql",
                                   member_id.value));
}

} // namespace federwerk::db
