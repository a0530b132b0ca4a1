// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/requests.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

std::string const select_request = R"sql(
        SELECT request.id, request.uri, request.opening_id, request.opening_uri, request.position, request.kind,
               request.sender_id, request.receiver_id, request.behalf_id, request.spoken, request.message,
               request.answers, request.state, request.agreement_uri, request.introducer_id,
               request.introduction, request.highlight_uri, request.unit,
               milliseconds(request.interested_at) AS interested_at, milliseconds(request.agreed_at) AS agreed_at,
               milliseconds(request.sender_done_at) AS sender_done_at,
               milliseconds(request.receiver_done_at) AS receiver_done_at,
               milliseconds(request.closed_at) AS closed_at, milliseconds(request.expires_at) AS expires_at,
               milliseconds(request.thread_removed_at) AS thread_removed_at,
               milliseconds(request.created_at) AS created_at
          FROM request )sql";

void read_times(pqxx::row const& row, domain::request& r)
{
    r.interested_at = to_optional_time(row["interested_at"]);
    r.agreed_at = to_optional_time(row["agreed_at"]);
    r.sender_done_at = to_optional_time(row["sender_done_at"]);
    r.receiver_done_at = to_optional_time(row["receiver_done_at"]);
    r.closed_at = to_optional_time(row["closed_at"]);
    r.expires_at = to_time(row["expires_at"]);
    r.thread_removed_at = to_optional_time(row["thread_removed_at"]);
    r.created_at = to_time(row["created_at"]);
}

domain::request read_request(pqxx::row const& row)
{
    domain::request r;
    r.id = to_id(row["id"]);
    r.uri = row["uri"].as<std::string>();
    r.opening_id = to_optional_id(row["opening_id"]);
    r.opening_uri = row["opening_uri"].as<std::string>();
    r.position = row["position"].as<int>();
    r.kind = row["kind"].as<std::string>();
    r.sender_id = to_id(row["sender_id"]);
    r.receiver_id = to_id(row["receiver_id"]);
    r.behalf_id = to_optional_id(row["behalf_id"]);
    r.spoken = row["spoken"].as<std::string>() == "note" ? domain::spoken::note : domain::spoken::offer;
    r.message = row["message"].as<std::string>();
    r.answers = to_texts(row["answers"]);
    r.state =
        domain::parse_request_state(row["state"].as<std::string>()).value_or(domain::request_state::ended);
    r.agreement_uri = to_optional_text(row["agreement_uri"]);
    r.introducer_id = to_optional_id(row["introducer_id"]);
    r.introduction = row["introduction"].as<std::string>();
    r.highlight_uri = to_optional_text(row["highlight_uri"]);
    r.unit = row["unit"].as<std::string>();
    read_times(row, r);
    return r;
}

std::optional<domain::request> first(pqxx::result const& rows)
{
    return rows.empty() ? std::nullopt : std::optional(read_request(rows[0]));
}

std::vector<domain::request> all(pqxx::result const& rows)
{
    std::vector<domain::request> out;
    for (auto const& row : rows)
        out.push_back(read_request(row));
    return out;
}

constexpr char const* received = R"sql(
        request.receiver_id = ANY (ARRAY(SELECT $1::bigint UNION ALL
                                         SELECT r.organisation_id FROM organisation_role r WHERE r.member_id = $1)))sql";
constexpr char const* next_page =
    " AND ($2::bigint IS NULL OR request.id < $2) ORDER BY request.id DESC LIMIT $3";

} // namespace

result<> insert_request(transaction& tx, domain::request const& r)
{
    auto const made =
        tx.exec_params(R"sql(/* requests.insert */
        INSERT INTO request (id, uri, opening_id, opening_uri, position, kind, sender_id, receiver_id, behalf_id,
                             spoken, message, answers, state, expires_at, introducer_id, introduction, created_at,
                             unit)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text[], $13, $14::timestamptz, $15, $16,
                     $17::timestamptz, $18)
        ON CONFLICT DO NOTHING
          RETURNING id
    )sql",
                       r.id.value, r.uri, nullable(r.opening_id), r.opening_uri, r.position, r.kind,
                       r.sender_id.value, r.receiver_id.value, nullable(r.behalf_id),
                       std::string(r.spoken == domain::spoken::note ? "note" : "offer"), r.message,
                       array(r.answers), std::string(domain::to_string(r.state)), timestamp(r.expires_at),
                       nullable(r.introducer_id), r.introduction, timestamp(r.created_at), r.unit);
    if (made.empty())
        return failure{errc::conflict,
                       "an open request for seat " + std::to_string(r.position) + " of " + r.opening_uri +
                           " is there",
                       "You have asked for this already."};
    return {};
}

result<> update_request(transaction& tx, domain::request const& r)
{
    tx.exec_params(R"sql(/* requests.update */
        UPDATE request
           SET state = $2, agreement_uri = $3, interested_at = $4::timestamptz, agreed_at = $5::timestamptz,
               sender_done_at = $6::timestamptz, receiver_done_at = $7::timestamptz, closed_at = $8::timestamptz,
               expires_at = $9::timestamptz, introducer_id = $10, introduction = $11, highlight_uri = $12,
               thread_removed_at = $13::timestamptz
         WHERE id = $1
    )sql",
                   r.id.value, std::string(domain::to_string(r.state)), r.agreement_uri,
                   timestamp(r.interested_at), timestamp(r.agreed_at), timestamp(r.sender_done_at),
                   timestamp(r.receiver_done_at), timestamp(r.closed_at), timestamp(r.expires_at),
                   nullable(r.introducer_id), r.introduction, r.highlight_uri,
                   timestamp(r.thread_removed_at));
    return {};
}

result<std::optional<domain::request>> lock_request(transaction& tx, core::snowflake id)
{
    return first(
        tx.exec_params("/* requests.lock */ " + select_request + "WHERE id = $1 FOR UPDATE", id.value));
}

result<std::optional<domain::request>> lock_request_by_uri(transaction& tx, std::string const& uri)
{
    return first(
        tx.exec_params("/* requests.lock_by_uri */ " + select_request + "WHERE uri = $1 FOR UPDATE", uri));
}

result<std::optional<domain::request>> lock_request_of_agreement(transaction& tx,
                                                                 std::string const& agreement_uri)
{
    return first(tx.exec_params("/* requests.lock_of_agreement */ " + select_request +
                                    "WHERE agreement_uri = $1 FOR UPDATE",
                                agreement_uri));
}

result<std::vector<domain::request>> lock_open_requests(transaction& tx, core::snowflake sender_id,
                                                        std::string const& opening_uri)
{
    return all(tx.exec_params("/* requests.lock_open */ " + select_request +
                                  "WHERE sender_id = $1 AND opening_uri = $2 "
                                  "AND state IN ('sent', 'interested', 'not_now', 'agreed') "
                                  "ORDER BY id DESC FOR UPDATE",
                              sender_id.value, opening_uri));
}

result<std::optional<domain::request>> find_request(transaction& tx, core::snowflake id)
{
    return first(tx.exec_params("/* requests.find */ " + select_request + "WHERE id = $1", id.value));
}

result<std::optional<domain::request>> find_request_by_uri(transaction& tx, std::string const& uri)
{
    return first(tx.exec_params("/* requests.find_by_uri */ " + select_request + "WHERE uri = $1", uri));
}

result<std::optional<domain::request>> find_request_of_agreement(transaction& tx,
                                                                 std::string const& agreement_uri)
{
    return first(tx.exec_params("/* requests.of_agreement */ " + select_request + "WHERE agreement_uri = $1",
                                agreement_uri));
}

result<std::vector<domain::request>> requests_sent(transaction& tx, core::snowflake member_id,
                                                   std::optional<core::snowflake> before, int limit)
{
    return all(
        tx.exec_params("/* requests.sent */ " + select_request + "WHERE request.sender_id = $1" + next_page,
                       member_id.value, nullable(before), limit));
}

result<std::vector<domain::request>> requests_received(transaction& tx, core::snowflake member_id,
                                                       std::optional<core::snowflake> before, int limit)
{
    return all(tx.exec_params("/* requests.received */ " + select_request + "WHERE " + received + next_page,
                              member_id.value, nullable(before), limit));
}

result<std::vector<domain::request>> requests_with_threads(transaction& tx, core::snowflake member_id,
                                                           std::optional<core::snowflake> before, int limit)
{
    return all(
        tx.exec_params("/* requests.with_threads */ " + select_request +
                           "WHERE request.interested_at IS NOT NULL AND request.thread_removed_at IS NULL "
                           "AND (request.sender_id = $1 OR " +
                           received + ")" + next_page,
                       member_id.value, nullable(before), limit));
}

result<std::vector<core::snowflake>> requests_that_expire(transaction& tx, core::time_point now, int limit)
{
    std::vector<core::snowflake> out;
    for (auto const& row : tx.exec_params(R"sql(/* requests.that_expire */
            SELECT id FROM request
             WHERE state IN ('sent', 'interested', 'not_now') AND expires_at <= $1::timestamptz
             ORDER BY expires_at, id
             LIMIT $2
        )sql",
                                          timestamp(now), limit))
        out.push_back(to_id(row["id"]));
    return out;
}

} // namespace federwerk::db
