// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/awards.hpp"

#include "db/award_rows.hpp"
#include "db/values.hpp"

namespace federwerk::db {

namespace {

std::optional<domain::award> first(pqxx::result const& rows)
{
    return rows.empty() ? std::nullopt : std::optional(to_award(rows[0]));
}

std::string select(char const* name)
{
    return std::string("/* awards.") + name + " */ SELECT" + award_columns + "FROM award w WHERE ";
}

} // namespace

result<std::optional<domain::award>> insert_award(transaction& tx, domain::award const& a)
{
    return first(tx.exec_params("/* awards.insert */"
                                R"sql(
        INSERT INTO award AS w (id, uri, source, badge_id, achievement_uri, issuer_id, recipient_id, issued_by, name,
                           description, criteria, image_url, evidence_uri, offer_uri, state, document, key,
                           issued_at, offered_at, expires_at, answered_at, revoked_at, checked_at, check_at)
             VALUES (coalesce($1, snowflake()), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                     $18::timestamptz, $19::timestamptz, $20::timestamptz, $21::timestamptz, $22::timestamptz,
                     $23::timestamptz, $24::timestamptz)
        ON CONFLICT DO NOTHING
          RETURNING )sql" + award_columns,
                                a.id.value != 0 ? std::optional(a.id.value) : std::nullopt, a.uri,
                                std::string(to_string(a.source)), nullable(a.badge_id), a.achievement_uri,
                                a.issuer_id.value, a.recipient_id.value, nullable(a.issued_by), a.name,
                                a.description, a.criteria, a.image_url, a.evidence_uri, a.offer_uri,
                                std::string(to_string(a.state)), a.document, a.key, timestamp(a.issued_at),
                                timestamp(a.offered_at), timestamp(a.expires_at), timestamp(a.answered_at),
                                timestamp(a.revoked_at), timestamp(a.checked_at), timestamp(a.check_at)));
}

result<> update_award(transaction& tx, domain::award const& a)
{
    tx.exec_params(R"sql(/* awards.update */
        UPDATE award
           SET badge_id = $2, achievement_uri = $3, name = $4, description = $5, criteria = $6, image_url = $7,
               evidence_uri = $8, offer_uri = $9, state = $10, document = $11, key = $12, issued_at = $13::timestamptz,
               expires_at = $14::timestamptz, answered_at = $15::timestamptz, revoked_at = $16::timestamptz,
               checked_at = $17::timestamptz, check_at = $18::timestamptz, offered_at = $19::timestamptz
         WHERE id = $1
    )sql",
                   a.id.value, nullable(a.badge_id), a.achievement_uri, a.name, a.description, a.criteria,
                   a.image_url, a.evidence_uri, a.offer_uri, std::string(to_string(a.state)), a.document,
                   a.key, timestamp(a.issued_at), timestamp(a.expires_at), timestamp(a.answered_at),
                   timestamp(a.revoked_at), timestamp(a.checked_at), timestamp(a.check_at),
                   timestamp(a.offered_at));
    return {};
}

result<std::optional<domain::award>> find_award(transaction& tx, core::snowflake id)
{
    return first(tx.exec_params(select("find") + "w.id = $1", id.value));
}

result<std::optional<domain::award>> find_award_by_uri(transaction& tx, std::string const& uri)
{
    return first(tx.exec_params(select("find_by_uri") + "w.uri = $1", uri));
}

result<std::optional<domain::award>> find_award_by_offer(transaction& tx, std::string const& offer_uri,
                                                         core::snowflake recipient_id)
{
    return first(tx.exec_params(select("find_by_offer") +
                                    "w.offer_uri = $1 AND w.recipient_id = $2 ORDER BY w.id DESC LIMIT 1",
                                offer_uri, recipient_id.value));
}

result<std::optional<domain::award>> lock_award(transaction& tx, core::snowflake id)
{
    return first(tx.exec_params(select("lock") + "w.id = $1 FOR UPDATE", id.value));
}

result<std::optional<domain::award>> lock_award_by_uri(transaction& tx, std::string const& uri)
{
    return first(tx.exec_params(select("lock_by_uri") + "w.uri = $1 FOR UPDATE", uri));
}

result<std::optional<domain::award>> last_award_between(transaction& tx, core::snowflake issuer_id,
                                                        core::snowflake recipient_id,
                                                        core::snowflake badge_id)
{
    return first(tx.exec_params(select("last_between") + R"sql(
               w.issuer_id = $1 AND w.recipient_id = $2 AND w.badge_id = $3 AND w.source = 'own'
         ORDER BY w.id DESC
         LIMIT 1)sql",
                                issuer_id.value, recipient_id.value, badge_id.value));
}

result<int> count_awards_since(transaction& tx, core::snowflake issuer_id, core::time_point since)
{
    return tx
        .exec_params1(R"sql(/* awards.count_since */
        SELECT count(*) AS issued FROM award WHERE issuer_id = $1 AND source = 'own' AND offered_at >= $2::timestamptz
    )sql",
                      issuer_id.value, timestamp(since))["issued"]
        .as<int>();
}

result<int> count_offers_between(transaction& tx, core::snowflake issuer_id, core::snowflake recipient_id)
{
    return tx
        .exec_params1(R"sql(/* awards.count_offers */
        SELECT count(*) AS open FROM award
         WHERE issuer_id = $1 AND recipient_id = $2 AND state = 'offered' AND (expires_at IS NULL OR expires_at > now())
    )sql",
                      issuer_id.value, recipient_id.value)["open"]
        .as<int>();
}

result<std::vector<domain::award>> take_due_awards(transaction& tx, core::time_point now,
                                                   core::time_point again, int limit)
{
    return to_awards(tx.exec_params("/* awards.take_due */"
                                    R"sql(
        UPDATE award w
           SET check_at = CASE WHEN w.expires_at <= $1::timestamptz THEN NULL ELSE $2::timestamptz END
         WHERE w.id IN (SELECT due.id FROM award due
                         WHERE due.check_at <= $1::timestamptz
                         ORDER BY due.check_at
                         LIMIT $3
                           FOR UPDATE SKIP LOCKED)
     RETURNING )sql" + award_columns,
                                    timestamp(now), timestamp(again), limit));
}

} // namespace federwerk::db
