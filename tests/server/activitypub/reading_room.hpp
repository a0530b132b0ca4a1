// SPDX-License-Identifier: AGPL-3.0-or-later
// The readable surface as other servers meet it: the real routes on a real database, without sockets. A
// request is "signed" by the actor whose URI its Signature header holds; "broken" is a signature that does
// not hold.
#pragma once

#include "api/activitypub/routes.hpp"
#include "api/wellknown/routes.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"
#include "db/highlights.hpp"
#include "support/people.hpp"
#include "support/source_tree.hpp"
#include "support/test_database.hpp"
#include "support/through_routes.hpp"
#include "json/document.hpp"
#include "json/schema.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <memory>
#include <optional>
#include <string>

namespace federwerk::tests {

class no_network final : public http::client {
public:
    boost::asio::awaitable<result<http::response>> send(http::outgoing) override
    {
        co_return failure{errc::unavailable, "no network in this test", {}};
    }
};

struct question {
    std::string path, accept = "application/activity+json", signature, etag;
};

class reading_room {
public:
    explicit reading_room(bool authorized_fetch = false) : keys_(secrets_, base.pool(), workers_)
    {
        settings_.domain = "a.test";
        settings_.federation.authorized_fetch = authorized_fetch;
        remote_.emplace(settings_, uris, keys_, base.pool(), workers_, client_);
        post_.emplace(settings_, uris, keys_, base.pool(), workers_, client_);
        app::instance const in{settings_, uris, secrets_, base.pool(), workers_, keys_, *remote_, *post_};
        router_.add(api::activitypub_routes(in, [this](http::request const& r) { return verify(r); }));
        router_.add(api::wellknown_routes(in));
    }

    http::response get(question const& q)
    {
        http::request request{.target = q.path};
        if (!q.accept.empty())
            request.headers.set("Accept", q.accept);
        if (!q.signature.empty())
            request.headers.set("Signature", q.signature);
        if (!q.etag.empty())
            request.headers.set("If-None-Match", q.etag);
        if (!router_.find(http::method::get, q.path.substr(0, q.path.find('?'))).matched)
            return {.status = 404};
        return through(router_, std::move(request));
    }
    http::response at(std::string const& uri, std::string const& signature = {})
    {
        return get({.path = uri.substr(uris.base().size()), .signature = signature});
    }

    // What an act does after its commit.
    void changed() { post_->nudge(); }

    domain::actor member(std::string const& handle)
    {
        domain::actor out;
        base.commit([&](db::transaction& tx) { out = add_member(tx, handle); });
        return out;
    }
    domain::actor stranger(std::string const& uri)
    {
        domain::actor out;
        base.commit([&](db::transaction& tx) { out = add_remote_actor(tx, uri); });
        return out;
    }
    domain::badge badge(std::string const& slug);
    domain::highlight highlight(domain::actor const& author, domain::visibility seen_by,
                                std::vector<domain::badge> const& badges = {});
    void execute(std::string const& sql)
    {
        base.commit([&](db::transaction& tx) { tx.exec(sql); });
    }

    domain::uris uris{"https://a.test", "a.test"};
    test_database base;

private:
    boost::asio::awaitable<result<std::optional<domain::actor>>> verify(http::request const& request)
    {
        auto const uri = std::string(request.headers.get("Signature").value_or(""));
        if (uri == "broken")
            co_return failure{errc::unauthenticated, "a broken signature", {}};
        auto const work = [&](db::transaction& tx) { return db::find_actor_by_uri(tx, uri); };
        co_return co_await base.pool().run(work);
    }

    core::settings settings_;
    core::secrets secrets_ = core::secrets::for_tests();
    core::worker_pool workers_{2, 64};
    no_network client_;
    remote::key_ring keys_;
    std::optional<remote::resolver> remote_;
    std::optional<outbox::post_office> post_;
    http::router router_;
};

inline domain::badge reading_room::badge(std::string const& slug)
{
    domain::badge out;
    base.commit([&](db::transaction& tx) {
        auto const id = db::next_id(tx).value();
        domain::actor group{
            .id = id, .uri = uris.badge(id), .local = true, .kind = domain::actor_kind::group};
        group.username = "badge." + slug;
        group.host = "a.test";
        group.name = slug;
        group.inbox = uris.inbox(group.uri);
        group.published = group.updated_at = core::now();
        db::insert_actor(tx, group).value();
        out = {.id = db::next_id(tx).value(), .actor_id = id, .uri = group.uri, .slug = slug};
        out.name = slug;
        out.created_at = core::now();
        db::insert_badge(tx, out).value();
    });
    return out;
}

inline domain::highlight reading_room::highlight(domain::actor const& author, domain::visibility seen_by,
                                                 std::vector<domain::badge> const& badges)
{
    domain::highlight h;
    base.commit([&](db::transaction& tx) {
        h.id = db::next_id(tx).value();
        h.actor_id = author.id;
        h.uri = uris.highlight(h.id);
        h.headline = "Shipped";
        h.markdown = "Text";
        h.html = "<p>Text</p>";
        h.seen_by = seen_by;
        h.published = core::now();
        h.badges = badges;
        db::insert_highlight(tx, h).value();
    });
    return h;
}

inline json::document parsed(http::response const& answer)
{
    return json::document::parse(answer.body).value();
}

// Empty where the body fits.
inline std::string why_not(http::response const& answer, std::string const& schema)
{
    auto const checked = json::validate(answer.body, source_tree() / "schemas/activitypub" / schema);
    return checked ? "" : checked.error().log + ": " + answer.body;
}

} // namespace federwerk::tests
