// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/openings.hpp"

#include "db/opening_rows.hpp"
#include "db/values.hpp"

namespace federwerk::db {

namespace {

result<std::optional<domain::opening>> first(transaction& tx, pqxx::result const& rows)
{
    TRY(auto found, read_openings(tx, rows));
    if (found.empty())
        return std::optional<domain::opening>{};
    return std::optional(std::move(found.front()));
}

} // namespace

result<std::optional<domain::opening>> find_opening(transaction& tx, core::snowflake id, viewer who)
{
    return first(tx, tx.exec_params("/* openings.find */ SELECT" + opening_columns +
                                        "FROM opening o WHERE o.id = $2 AND" + opening_is_seen,
                                    nullable(who), id.value));
}

result<std::optional<domain::opening>> find_opening_by_uri(transaction& tx, std::string const& uri,
                                                           viewer who)
{
    return first(tx, tx.exec_params("/* openings.find_by_uri */ SELECT" + opening_columns +
                                        "FROM opening o WHERE o.uri = $2 AND" + opening_is_seen,
                                    nullable(who), uri));
}

result<std::vector<domain::opening>> find_openings(transaction& tx, std::vector<core::snowflake> const& ids,
                                                   viewer who)
{
    return read_openings(tx,
                         tx.exec_params("/* openings.find_all */ SELECT" + opening_columns +
                                            "FROM opening o WHERE o.id = ANY ($2::bigint[]) AND" +
                                            opening_is_seen + "ORDER BY array_position($2::bigint[], o.id)",
                                        nullable(who), array(ids)));
}

result<std::vector<domain::opening>> openings_of_actor(transaction& tx, core::snowflake actor_id, viewer who,
                                                       page const& p,
                                                       std::optional<domain::opening_form> form)
{
    auto const only = form ? std::optional(std::string(domain::to_string(*form))) : std::nullopt;
    return read_openings(tx,
                         tx.exec_params("/* openings.of_actor */ SELECT" + opening_columns +
                                            "FROM opening o WHERE o.actor_id = $2 AND" + opening_is_seen +
                                            R"sql(
           AND ($3::bigint IS NULL OR o.id < $3)
           AND ($5::text IS NULL OR o.form = $5)
           AND (o.full_until IS NULL OR o.full_until <= now() OR o.actor_id = $1
                OR EXISTS (SELECT FROM organisation_role r WHERE r.organisation_id = o.actor_id AND r.member_id = $1))
         ORDER BY o.id DESC
         LIMIT $4
    )sql",
                                        nullable(who), actor_id.value, nullable(p.before), p.limit, only));
}

result<std::int64_t> count_public_openings(transaction& tx, core::snowflake actor_id)
{
    auto const row = tx.exec_params1("/* openings.count_public */ SELECT count(*) FROM opening o" +
                                         (" WHERE o.actor_id = $2 AND" + opening_is_seen) +
                                         "AND (o.full_until IS NULL OR o.full_until <= now())",
                                     nullable(std::nullopt), actor_id.value);
    return row[0].as<std::int64_t>();
}

result<std::optional<domain::opening>> find_any_opening(transaction& tx, std::string const& uri)
{
    return first(tx, tx.exec_params("/* openings.find_any */ SELECT" + opening_columns +
                                        "FROM opening o WHERE o.uri = $1",
                                    uri));
}

result<std::optional<domain::opening>> find_any_opening(transaction& tx, core::snowflake id)
{
    return first(tx, tx.exec_params("/* openings.find_any_by_id */ SELECT" + opening_columns +
                                        "FROM opening o WHERE o.id = $1",
                                    id.value));
}

result<std::optional<domain::opening>> lock_opening(transaction& tx, core::snowflake id)
{
    return first(tx, tx.exec_params("/* openings.lock */ SELECT" + opening_columns +
                                        "FROM opening o WHERE o.id = $1 FOR UPDATE",
                                    id.value));
}

} // namespace federwerk::db
