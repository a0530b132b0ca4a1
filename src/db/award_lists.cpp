// SPDX-License-Identifier: AGPL-3.0-or-later
// Awards as lists: of those who issue them, of those who have them, and what others see.
#include "db/award_rows.hpp"
#include "db/awards.hpp"
#include "db/values.hpp"

namespace federwerk::db {

namespace {

// Those whom the recipient blocked, or who blocked them, and blocked domains say nothing to them; nor does
// who speaks no more offer anything.
constexpr char const* heard = R"sql(
           AND NOT EXISTS (SELECT FROM block b
                            WHERE (b.actor_id = w.issuer_id AND b.blocked_id = w.recipient_id)
                               OR (b.actor_id = w.recipient_id AND b.blocked_id = w.issuer_id))
           AND EXISTS (SELECT FROM actor a
                        WHERE a.id = w.issuer_id AND (a.local OR domain_severity(a.host) <> 'suspend')
                          AND (w.state <> 'offered' OR (a.state NOT IN ('suspended', 'gone')
                                                       AND NOT a.home_suspended))))sql";

result<std::vector<domain::award>> list(transaction& tx, std::string const& where, core::snowflake id,
                                        award_filter const& filter)
{
    auto const state =
        filter.state ? std::optional(std::string(domain::to_string(*filter.state))) : std::nullopt;
    return to_awards(tx.exec_params("/* awards.list */ SELECT" + award_columns + "FROM award w WHERE " +
                                        where +
                                        R"sql(
           AND ($2::text IS NULL OR w.state = $2) AND ($3::bigint IS NULL OR w.id < $3)
         ORDER BY w.id DESC
         LIMIT $4)sql",
                                    id.value, state, nullable(filter.before), filter.limit));
}

// As for what they publish: whose list it is, decides first.
result<bool> shows_lists_to(transaction& tx, std::optional<core::snowflake> viewer, core::snowflake owner_id)
{
    return tx
        .exec_params1(
            "/* awards.shows_lists */ SELECT visible_to($1, NULL, $2, 'public', true) IS TRUE AS shown",
            nullable(viewer), owner_id.value)["shown"]
        .as<bool>();
}

} // namespace

result<std::vector<domain::award>> awards_to(transaction& tx, core::snowflake recipient_id,
                                             award_filter const& filter)
{
    return list(tx, std::string("w.recipient_id = $1") + heard, recipient_id, filter);
}

result<std::vector<domain::award>> awards_by(transaction& tx, core::snowflake issuer_id,
                                             award_filter const& filter)
{
    return list(tx, "w.issuer_id = $1", issuer_id, filter);
}

result<std::vector<domain::award>> awards_shown_to(transaction& tx, std::optional<core::snowflake> viewer,
                                                   core::snowflake recipient_id, award_filter const& filter)
{
    TRY(bool const shown, shows_lists_to(tx, viewer, recipient_id));
    if (!shown)
        return std::vector<domain::award>{};
    return list(tx,
                "w.recipient_id = $1 AND award_stands(w.state, w.expires_at, w.issuer_id, w.recipient_id)",
                recipient_id, filter);
}

result<std::vector<shown_award>> shown_awards_of(transaction& tx, core::snowflake recipient_id)
{
    std::vector<shown_award> out;
    for (auto const& row : tx.exec_params("/* awards.shown_of */ SELECT" + award_columns + R"sql(,
               coalesce(nullif(a.name, ''), a.username) AS issuer_name, a.uri AS issuer_uri, a.url AS issuer_url,
               (SELECT o.domain FROM organisation o WHERE o.actor_id = a.id AND o.state = 'verified') AS verified
          FROM award w JOIN actor a ON a.id = w.issuer_id
         WHERE w.recipient_id = $1 AND award_stands(w.state, w.expires_at, w.issuer_id, w.recipient_id)
         ORDER BY w.issued_at DESC, w.id DESC
    )sql",
                                          recipient_id.value))
        out.push_back({to_award(row), row["issuer_name"].as<std::string>(),
                       row["issuer_uri"].as<std::string>(), to_optional_text(row["issuer_url"]),
                       to_optional_text(row["verified"])});
    return out;
}

result<std::set<core::snowflake>> awards_that_stand(transaction& tx, std::vector<core::snowflake> const& ids)
{
    std::set<core::snowflake> out;
    for (auto const& row : tx.exec_params(R"sql(/* awards.that_stand */
        SELECT w.id FROM award w
         WHERE w.id = ANY ($1::bigint[]) AND award_stands(w.state, w.expires_at, w.issuer_id, w.recipient_id)
    )sql",
                                          array(ids)))
        out.insert(to_id(row["id"]));
    return out;
}

} // namespace federwerk::db
