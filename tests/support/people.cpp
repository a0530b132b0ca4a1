// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/people.hpp"

#include "domain/uris.hpp"

#include <array>
#include <chrono>

namespace federwerk::tests {
namespace {

constexpr std::array kinds{"Person", "Organization", "Group", "Application", "Service"};

void insert(db::transaction& tx, domain::actor const& a)
{
    tx.exec_params(R"sql(/* tests.add_actor */
        INSERT INTO actor (id, uri, local, kind, username, host, name, url, inbox, shared_inbox, outbox,
                           followers, following, fetched_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, CASE WHEN $3 THEN NULL ELSE now() END)
    )sql",
                   a.id.value, a.uri, a.local, kinds.at(static_cast<std::size_t>(a.kind)), a.username, a.host,
                   a.name, a.url, a.inbox, a.shared_inbox, a.outbox, a.followers, a.following);
}

domain::actor make(db::transaction& tx, std::string const& uri, std::string const& username,
                   std::string const& host)
{
    domain::actor a;
    a.id = {tx.exec1("SELECT snowflake() AS id")["id"].as<std::int64_t>()};
    a.uri = uri;
    a.username = username;
    a.host = host;
    a.name = username;
    a.inbox = uri + "/inbox";
    a.outbox = uri + "/outbox";
    a.followers = uri + "/followers";
    a.following = uri + "/following";
    a.published = a.updated_at = core::time_point(
        std::chrono::milliseconds(tx.exec1("SELECT milliseconds(now()) AS t")["t"].as<std::int64_t>()));
    return a;
}

} // namespace

domain::actor add_member(db::transaction& tx, std::string const& handle, std::string const& role,
                         std::string const& base_url)
{
    auto const host = base_url.substr(base_url.find("://") + 3);
    domain::uris const uris(base_url, host);
    auto a = make(tx, "", handle, host);
    a.local = true;
    a.uri = uris.actor(a.id);
    a.url = uris.member_page(handle);
    a.inbox = uris.inbox(a.uri);
    a.shared_inbox = uris.shared_inbox();
    a.outbox = uris.outbox(a.uri);
    a.followers = uris.followers(a.uri);
    a.following = uris.following(a.uri);
    insert(tx, a);
    tx.exec_params("/* tests.add_member */ INSERT INTO member (actor_id, email, role) VALUES ($1, $2, $3)",
                   a.id.value, handle + "@example.test", role);
    return a;
}

domain::actor add_remote_actor(db::transaction& tx, std::string const& uri, domain::actor_kind kind)
{
    auto const scheme_end = uri.find("://") + 3;
    auto const host_end = uri.find('/', scheme_end);
    auto a = make(tx, uri, uri.substr(uri.rfind('/') + 1), uri.substr(scheme_end, host_end - scheme_end));
    a.kind = kind;
    a.url = uri;
    a.shared_inbox = uri.substr(0, host_end) + "/inbox";
    a.fetched_at = a.updated_at;
    insert(tx, a);
    return a;
}

} // namespace federwerk::tests
