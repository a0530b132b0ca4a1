// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/seat_terms.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

void insert(transaction& tx, core::snowflake opening_id, std::string const& seat_uri,
            domain::seat_terms const& t)
{
    auto const back = t.reciprocal.value_or(domain::seat_terms::in_return{});
    tx.exec_params(R"sql(/* seat_terms.insert */
        INSERT INTO seat_terms (opening_id, position, resource, unit, quantity, unit_based, reciprocal_uri,
                                reciprocal_resource, reciprocal_unit, reciprocal_quantity)
             SELECT s.opening_id, s.position, $3, $4, $5, $6, $7, $8, $9, $10
               FROM seat s
              WHERE s.opening_id = $1 AND s.uri = $2
    )sql",
                   opening_id.value, seat_uri, t.resource, t.unit, t.quantity, t.unit_based,
                   t.reciprocal ? std::optional(back.uri) : std::nullopt, back.resource, back.unit,
                   back.quantity);
}

} // namespace

result<> replace_seat_terms(transaction& tx, core::snowflake opening_id,
                            std::map<std::string, domain::seat_terms> const& by_seat_uri)
{
    tx.exec_params("/* seat_terms.delete */ DELETE FROM seat_terms WHERE opening_id = $1", opening_id.value);
    for (auto const& [uri, terms] : by_seat_uri)
        insert(tx, opening_id, uri, terms);
    return {};
}

result<domain::seat_terms> find_seat_terms(transaction& tx, core::snowflake opening_id, int position)
{
    auto const rows = tx.exec_params(R"sql(/* seat_terms.find */
        SELECT resource, unit, quantity, unit_based, reciprocal_uri, reciprocal_resource, reciprocal_unit,
               reciprocal_quantity
          FROM seat_terms
         WHERE opening_id = $1 AND position = $2
    )sql",
                                     opening_id.value, position);
    if (rows.empty())
        return domain::seat_terms{.resource = {}, .quantity = "1", .reciprocal = {}};
    auto const row = rows[0];
    domain::seat_terms out{.resource = row["resource"].as<std::string>(),
                           .unit = row["unit"].as<std::string>(),
                           .quantity = to_optional_text(row["quantity"]),
                           .unit_based = row["unit_based"].as<bool>(),
                           .reciprocal = {}};
    if (auto uri = to_optional_text(row["reciprocal_uri"]))
        out.reciprocal = {.uri = std::move(*uri),
                          .resource = row["reciprocal_resource"].as<std::string>(),
                          .unit = row["reciprocal_unit"].as<std::string>(),
                          .quantity = to_optional_text(row["reciprocal_quantity"])};
    return out;
}

} // namespace federwerk::db
