// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/credits.hpp"

#include "db/credit_rows.hpp"
#include "db/values.hpp"

namespace federwerk::db {

namespace {

std::optional<std::string> evidence_text(domain::credit const& c)
{
    return c.evidence ? std::optional(std::string(to_string(*c.evidence))) : std::nullopt;
}

// The one order of locks: an edit has its highlight before it comes to the credits on it.
void lock_highlight(transaction& tx, std::string const& uri)
{
    tx.exec_params("/* credits.lock_highlight */ SELECT id FROM highlight WHERE uri = $1 FOR NO KEY UPDATE",
                   uri);
}

} // namespace

result<domain::credit> upsert_credit(transaction& tx, domain::credit const& c)
{
    return to_credit(tx.exec_params1("/* credits.upsert */"
                                     R"sql(
        INSERT INTO credit AS k (request_uri, uri, highlight_uri, author_id, collaborator_id, role, digest, headline,
                            plain, context_uri, state, evidence, document, key, checked_at, check_at, requested_at,
                            answered_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, nullif($13, ''), $14,
                     $15::timestamptz, $16::timestamptz, $17::timestamptz, $18::timestamptz)
        ON CONFLICT (highlight_uri, collaborator_id) DO UPDATE
                SET request_uri = excluded.request_uri, uri = excluded.uri, role = excluded.role,
                    digest = excluded.digest, headline = excluded.headline, plain = excluded.plain,
                    context_uri = excluded.context_uri, state = excluded.state, evidence = excluded.evidence,
                    document = excluded.document, key = excluded.key, checked_at = excluded.checked_at,
                    check_at = excluded.check_at, requested_at = excluded.requested_at,
                    answered_at = excluded.answered_at
          RETURNING )sql" + credit_columns,
                                     c.request_uri, c.uri, c.highlight_uri, c.author_id.value,
                                     c.collaborator_id.value, c.role, c.digest, c.headline, c.plain,
                                     c.context_uri, std::string(to_string(c.state)), evidence_text(c),
                                     c.document, c.key, timestamp(c.checked_at), timestamp(c.check_at),
                                     timestamp(c.requested_at), timestamp(c.answered_at)));
}

result<> delete_credit(transaction& tx, core::snowflake id)
{
    tx.exec_params("/* credits.delete */ DELETE FROM credit WHERE id = $1", id.value);
    return {};
}

result<> renew_proof(transaction& tx, domain::credit const& c)
{
    tx.exec_params(R"sql(/* credits.renew_proof */
        UPDATE credit SET document = $3, key = $4 WHERE id = $1 AND uri = $2 AND state = 'confirmed'
    )sql",
                   c.id.value, c.uri, c.document, c.key);
    return {};
}

result<std::optional<domain::credit>> lock_credit(transaction& tx, core::snowflake id)
{
    auto const found =
        tx.exec_params("/* credits.highlight_of */ SELECT highlight_uri FROM credit WHERE id = $1", id.value);
    if (found.empty())
        return std::nullopt;
    lock_highlight(tx, found[0]["highlight_uri"].as<std::string>());
    return first_credit(tx.exec_params(
        "/* credits.lock */ SELECT" + credit_columns + "FROM credit k WHERE k.id = $1 FOR UPDATE", id.value));
}

// What it says may have changed before the lock was had.
result<std::optional<domain::credit>> lock_credit_by_uri(transaction& tx, std::string const& uri)
{
    TRY(auto found, find_credit_by_uri(tx, uri));
    if (!found)
        return std::nullopt;
    TRY(found, lock_credit(tx, found->id));
    return found && (found->uri == uri || found->request_uri == uri) ? found : std::nullopt;
}

result<std::optional<domain::credit>> lock_credit_of(transaction& tx, std::string const& highlight_uri,
                                                     core::snowflake collaborator_id)
{
    lock_highlight(tx, highlight_uri);
    return first_credit(tx.exec_params("/* credits.lock_of */ SELECT" + credit_columns + R"sql(
          FROM credit k
         WHERE k.highlight_uri = $1 AND k.collaborator_id = $2
           FOR UPDATE
    )sql",
                                       highlight_uri, collaborator_id.value));
}

result<std::optional<domain::credit>> find_credit_by_uri(transaction& tx, std::string const& uri)
{
    return first_credit(tx.exec_params("/* credits.find_by_uri */ SELECT" + credit_columns + R"sql(
          FROM credit k
         WHERE k.uri = $1 OR k.request_uri = $1
         LIMIT 1
    )sql",
                                       uri));
}

result<std::optional<domain::credit>> find_credit_of(transaction& tx, std::string const& highlight_uri,
                                                     core::snowflake collaborator_id)
{
    return first_credit(tx.exec_params("/* credits.find_of */ SELECT" + credit_columns + R"sql(
          FROM credit k
         WHERE k.highlight_uri = $1 AND k.collaborator_id = $2
    )sql",
                                       highlight_uri, collaborator_id.value));
}

result<std::vector<domain::credit>> lock_credits_on(transaction& tx, std::string const& highlight_uri)
{
    lock_highlight(tx, highlight_uri);
    return to_credits(tx.exec_params("/* credits.on_highlight */ SELECT" + credit_columns +
                                         "FROM credit k WHERE k.highlight_uri = $1 ORDER BY k.id FOR UPDATE",
                                     highlight_uri));
}

result<> end_credits(transaction& tx, std::string const& highlight_uri, core::snowflake author_id)
{
    tx.exec_params("/* credits.end */ SELECT end_credits($1, $2)", highlight_uri, author_id.value);
    return {};
}

result<int> count_open_between(transaction& tx, core::snowflake author_id, core::snowflake collaborator_id)
{
    return tx
        .exec_params1(R"sql(/* credits.count_open */
        SELECT count(*) AS open FROM credit k
         WHERE k.collaborator_id = $2 AND k.author_id = $1 AND k.state = 'requested' AND k.request_uri IS NOT NULL
    )sql",
                      author_id.value, collaborator_id.value)["open"]
        .as<int>();
}

result<std::vector<domain::credit>> take_due_credits(transaction& tx, core::time_point now,
                                                     core::time_point again, int limit)
{
    return to_credits(tx.exec_params("/* credits.take_due */"
                                     R"sql(
        UPDATE credit k
           SET check_at = $2::timestamptz
         WHERE k.id IN (SELECT due.id FROM credit due
                         WHERE due.check_at <= $1::timestamptz AND due.uri IS NOT NULL
                           AND due.state IN ('confirmed', 'requested')
                         ORDER BY due.check_at
                         LIMIT $3
                           FOR UPDATE SKIP LOCKED)
     RETURNING )sql" + credit_columns,
                                     timestamp(now), timestamp(again), limit));
}

result<> touch_highlight(transaction& tx, core::snowflake highlight_id, core::time_point now)
{
    tx.exec_params("/* highlights.touch */ UPDATE highlight SET edited_at = $2::timestamptz WHERE id = $1",
                   highlight_id.value, timestamp(now));
    return {};
}

} // namespace federwerk::db
