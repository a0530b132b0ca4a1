// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/award_rows.hpp"

#include "db/values.hpp"

namespace federwerk::db {

std::string const award_columns = R"sql( w.id, w.uri, w.source, w.badge_id, w.achievement_uri, w.issuer_id,
        w.recipient_id, w.issued_by, w.name, w.description, w.criteria, w.image_url, w.evidence_uri, w.offer_uri,
        w.state, w.document, w.key, milliseconds(w.issued_at) AS issued_at, milliseconds(w.offered_at) AS offered_at,
        milliseconds(w.expires_at) AS expires_at, milliseconds(w.answered_at) AS answered_at,
        milliseconds(w.revoked_at) AS revoked_at, milliseconds(w.checked_at) AS checked_at,
        milliseconds(w.check_at) AS check_at )sql";

namespace {

void read_texts(domain::award& a, pqxx::row const& row)
{
    a.achievement_uri = row["achievement_uri"].as<std::string>();
    a.name = row["name"].as<std::string>();
    a.description = row["description"].as<std::string>();
    a.criteria = row["criteria"].as<std::string>();
    a.image_url = to_optional_text(row["image_url"]);
    a.evidence_uri = to_optional_text(row["evidence_uri"]);
    a.offer_uri = to_optional_text(row["offer_uri"]);
    a.document = row["document"].as<std::string>();
    a.key = to_optional_text(row["key"]);
}

void read_times(domain::award& a, pqxx::row const& row)
{
    a.issued_at = to_time(row["issued_at"]);
    a.offered_at = to_time(row["offered_at"]);
    a.expires_at = to_optional_time(row["expires_at"]);
    a.answered_at = to_optional_time(row["answered_at"]);
    a.revoked_at = to_optional_time(row["revoked_at"]);
    a.checked_at = to_optional_time(row["checked_at"]);
    a.check_at = to_optional_time(row["check_at"]);
}

} // namespace

domain::award to_award(pqxx::row const& row)
{
    domain::award a;
    a.id = to_id(row["id"]);
    a.uri = row["uri"].as<std::string>();
    a.source =
        domain::parse_award_source(row["source"].as<std::string>()).value_or(domain::award_source::badgefed);
    a.badge_id = to_optional_id(row["badge_id"]);
    a.issuer_id = to_id(row["issuer_id"]);
    a.recipient_id = to_id(row["recipient_id"]);
    a.issued_by = to_optional_id(row["issued_by"]);
    // What cannot be read is shown to nobody.
    a.state =
        domain::parse_award_state(row["state"].as<std::string>()).value_or(domain::award_state::revoked);
    read_texts(a, row);
    read_times(a, row);
    return a;
}

std::vector<domain::award> to_awards(pqxx::result const& rows)
{
    std::vector<domain::award> out;
    for (auto const& row : rows)
        out.push_back(to_award(row));
    return out;
}

} // namespace federwerk::db
