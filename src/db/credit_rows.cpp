// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/credit_rows.hpp"

#include "db/values.hpp"

namespace federwerk::db {

std::string const credit_columns = R"sql( k.id, k.request_uri, k.uri, k.highlight_uri, k.author_id,
        k.collaborator_id, k.role, k.digest, k.headline, k.plain, k.context_uri, k.state, k.evidence,
        coalesce(k.document, '') AS document, k.key, milliseconds(k.checked_at) AS checked_at,
        milliseconds(k.check_at) AS check_at, milliseconds(k.answered_at) AS answered_at,
        milliseconds(k.requested_at) AS requested_at )sql";

domain::credit to_credit(pqxx::row const& row)
{
    domain::credit c;
    c.id = to_id(row["id"]);
    c.request_uri = to_optional_text(row["request_uri"]);
    c.uri = to_optional_text(row["uri"]);
    c.highlight_uri = row["highlight_uri"].as<std::string>();
    c.author_id = to_id(row["author_id"]);
    c.collaborator_id = to_id(row["collaborator_id"]);
    c.role = row["role"].as<std::string>();
    c.digest = row["digest"].as<std::string>();
    c.headline = row["headline"].as<std::string>();
    c.plain = row["plain"].as<std::string>();
    c.context_uri = to_optional_text(row["context_uri"]);
    // What cannot be read shows nobody.
    c.state =
        domain::parse_credit_state(row["state"].as<std::string>()).value_or(domain::credit_state::revoked);
    if (auto const evidence = to_optional_text(row["evidence"]))
        c.evidence = domain::parse_evidence(*evidence);
    c.document = row["document"].as<std::string>();
    c.key = to_optional_text(row["key"]);
    c.checked_at = to_optional_time(row["checked_at"]);
    c.check_at = to_optional_time(row["check_at"]);
    c.answered_at = to_optional_time(row["answered_at"]);
    c.requested_at = to_time(row["requested_at"]);
    return c;
}

std::vector<domain::credit> to_credits(pqxx::result const& rows)
{
    std::vector<domain::credit> out;
    for (auto const& row : rows)
        out.push_back(to_credit(row));
    return out;
}

std::optional<domain::credit> first_credit(pqxx::result const& rows)
{
    return rows.empty() ? std::nullopt : std::optional(to_credit(rows[0]));
}

} // namespace federwerk::db
