// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/organisations.hpp"

#include "db/actors.hpp"
#include "db/follows.hpp"
#include "db/values.hpp"

namespace federwerk::db {

namespace {

constexpr char const* organisation_columns = R"sql(actor_id, domain, token, state, method,
       milliseconds(verified_at) AS verified_at, milliseconds(checked_at) AS checked_at,
       milliseconds(failing_since) AS failing_since, created_by, milliseconds(created_at) AS created_at)sql";

domain::organisation to_organisation(pqxx::row const& row)
{
    auto const method = to_optional_text(row["method"]);
    return {.actor_id = to_id(row["actor_id"]),
            .domain = row["domain"].as<std::string>(),
            .token = to_optional_text(row["token"]),
            .state = domain::parse_organisation_state(row["state"].as<std::string>())
                         .value_or(domain::organisation_state::claimed),
            .method = method ? domain::parse_proof_method(*method) : std::nullopt,
            .verified_at = to_optional_time(row["verified_at"]),
            .checked_at = to_optional_time(row["checked_at"]),
            .failing_since = to_optional_time(row["failing_since"]),
            .created_by = to_optional_id(row["created_by"]),
            .created_at = to_time(row["created_at"])};
}

std::optional<domain::organisation> first(pqxx::result const& rows)
{
    return rows.empty() ? std::nullopt : std::optional(to_organisation(rows[0]));
}

std::vector<domain::organisation> all(pqxx::result const& rows)
{
    std::vector<domain::organisation> out;
    for (auto const& row : rows)
        out.push_back(to_organisation(row));
    return out;
}

std::string select(char const* name)
{
    return std::string("/* organisations.") + name + " */ SELECT " + organisation_columns +
           " FROM organisation ";
}

std::optional<std::string> text_of(std::optional<domain::proof_method> method)
{
    return method ? std::optional(std::string(to_string(*method))) : std::nullopt;
}

} // namespace

result<> insert_organisation(transaction& tx, domain::organisation const& o)
{
    tx.exec_params(R"sql(/* organisations.insert */
        INSERT INTO organisation (actor_id, domain, token, state, method, verified_at, checked_at, created_by,
                                  created_at)
             VALUES ($1, $2, $3, $4, $5, $6::timestamptz, $7::timestamptz, $8, $9::timestamptz)
    )sql",
                   o.actor_id.value, o.domain, o.token, std::string(to_string(o.state)), text_of(o.method),
                   timestamp(o.verified_at), timestamp(o.checked_at), nullable(o.created_by),
                   timestamp(o.created_at));
    return {};
}

result<> update_organisation(transaction& tx, domain::organisation const& o)
{
    tx.exec_params(R"sql(/* organisations.update */
        UPDATE organisation
           SET state = $2, method = $3, verified_at = $4::timestamptz, checked_at = $5::timestamptz,
               failing_since = $6::timestamptz
         WHERE actor_id = $1
    )sql",
                   o.actor_id.value, std::string(to_string(o.state)), text_of(o.method),
                   timestamp(o.verified_at), timestamp(o.checked_at), timestamp(o.failing_since));
    return {};
}

result<std::optional<domain::organisation>> find_organisation(transaction& tx, core::snowflake actor_id)
{
    return first(tx.exec_params(select("find") + "WHERE actor_id = $1", actor_id.value));
}

result<std::optional<domain::organisation>> lock_organisation(transaction& tx, core::snowflake actor_id)
{
    return first(tx.exec_params(select("lock") + "WHERE actor_id = $1 FOR UPDATE", actor_id.value));
}

result<std::optional<domain::organisation>> find_organisation_of_domain(transaction& tx,
                                                                        std::string const& domain)
{
    return first(tx.exec_params(
        select("find_by_domain") + "WHERE domain = $1 AND token IS NOT NULL AND state = 'verified'", domain));
}

result<std::vector<domain::organisation>> local_organisations(transaction& tx)
{
    return all(tx.exec(select("local") + "WHERE token IS NOT NULL ORDER BY actor_id"));
}

result<std::vector<domain::organisation>> take_due_organisations(transaction& tx, core::time_point now,
                                                                 int limit)
{
    // What never proved anything is looked at when its people ask; claims from elsewhere once, then weekly,
    // and after our own: strangers make as many as they like.
    auto const due = tx.exec_params(R"sql(/* organisations.take_due */
        UPDATE organisation
           SET checked_at = $1::timestamptz
         WHERE actor_id IN (
             SELECT o.actor_id FROM organisation o
              WHERE (o.state <> 'claimed' OR o.token IS NULL)
                AND (o.checked_at IS NULL
                     OR o.checked_at <= $1::timestamptz
                                        - CASE WHEN o.failing_since IS NULL THEN $3::int ELSE $4::int END * interval '1 day')
              ORDER BY o.token IS NULL, o.checked_at NULLS FIRST
              LIMIT $2 FOR UPDATE SKIP LOCKED)
        RETURNING actor_id
    )sql",
                                    timestamp(now), limit, static_cast<int>(domain::between_proofs.count()),
                                    static_cast<int>(domain::between_misses.count()));
    std::vector<core::snowflake> ids;
    for (auto const& row : due)
        ids.push_back(to_id(row["actor_id"]));
    return all(tx.exec_params(select("taken") + "WHERE actor_id = ANY ($1::bigint[])", array(ids)));
}

result<> claim_remote_domain(transaction& tx, core::snowflake actor_id,
                             std::optional<std::string> const& domain)
{
    if (!domain) {
        tx.exec_params(
            "/* organisations.unclaim */ DELETE FROM organisation WHERE actor_id = $1 AND token IS NULL",
            actor_id.value);
        return {};
    }
    // Another domain than the one that was checked is a new claim.
    tx.exec_params(R"sql(/* organisations.claim */
        INSERT INTO organisation (actor_id, domain) VALUES ($1, $2)
        ON CONFLICT (actor_id) DO UPDATE
           SET domain = EXCLUDED.domain, state = 'claimed', checked_at = NULL, failing_since = NULL
         WHERE organisation.token IS NULL AND organisation.domain <> EXCLUDED.domain
    )sql",
                   actor_id.value, *domain);
    return {};
}

result<std::vector<domain::organisation>> lock_old_claims(transaction& tx, core::time_point made_before,
                                                          int limit)
{
    return all(tx.exec_params(select("old_claims") + R"sql(
         WHERE token IS NOT NULL AND state = 'claimed' AND created_at < $1::timestamptz
         ORDER BY created_at
         LIMIT $2 FOR UPDATE SKIP LOCKED
    )sql",
                              timestamp(made_before), limit));
}

result<std::vector<core::snowflake>> open_openings_of(transaction& tx, core::snowflake actor_id)
{
    std::vector<core::snowflake> out;
    for (auto const& row : tx.exec_params(R"sql(/* organisations.open_openings */
            SELECT id FROM opening
             WHERE actor_id = $1 AND local AND closed_at IS NULL AND ends_at > now()
             ORDER BY id
        )sql",
                                          actor_id.value))
        out.push_back(to_id(row["id"]));
    return out;
}

result<> delete_organisation(transaction& tx, domain::organisation const& o)
{
    if (o.state == domain::organisation_state::claimed) { // Nobody outside has heard of it
        tx.exec_params("/* organisations.delete_claim */ DELETE FROM actor WHERE id = $1 AND local",
                       o.actor_id.value);
        return {};
    }
    TRY_VOID(update_actor_state(tx, o.actor_id, domain::actor_state::gone));
    tx.exec_params("/* organisations.delete */ DELETE FROM organisation WHERE actor_id = $1",
                   o.actor_id.value);
    return delete_follows_of(tx, o.actor_id);
}

} // namespace federwerk::db
