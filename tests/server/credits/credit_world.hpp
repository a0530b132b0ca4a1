// SPDX-License-Identifier: AGPL-3.0-or-later
// The instance a.test with its API and its inbox, and people elsewhere who sign what they agree to.
#pragma once

#include "api/activitypub/routes.hpp"
#include "api/federwerk/badges.hpp"
#include "api/federwerk/credits.hpp"
#include "api/federwerk/highlights.hpp"
#include "app/accounts/issue_token.hpp"
#include "app/credits/recheck_credits.hpp"
#include "federation/vocab/contexts.hpp"
#include "support/inbox_world.hpp"
#include "support/results.hpp"
#include "support/signing_person.hpp"
#include "support/source_tree.hpp"
#include "support/through_routes.hpp"
#include "json/schema.hpp"
#include "json/writer.hpp"

namespace federwerk::tests {

struct consent {
    std::string id, collaborator, highlight, author, digest, role = {};
    std::string document() const
    {
        json::writer w;
        w.object([&] {
            w.key("@context").raw(vocab::activity_context());
            w.field("id", id).field("type", "CreditAuthorization").field("attributedTo", collaborator);
            w.field("interactingObject", highlight).field("author", author);
            if (!role.empty())
                w.field("role", role);
            w.field("digest", digest).field("published", core::now());
        });
        return w.take();
    }
};

struct credit_world : inbox_world {
    credit_world()
    {
        in_.add(api::guard(in, api::badge_routes(in)));
        in_.add(api::guard(in, api::credit_routes(in)));
        in_.add(api::guard(in, api::highlight_routes(in)));
        in_.add(api::activitypub_routes(
            in, [](http::request const&) -> boost::asio::awaitable<result<std::optional<domain::actor>>> {
                co_return std::optional<domain::actor>();
            }));
        bo.live_in(world);
        cy.live_in(world);
        // Known before: a member waits five seconds at most for a look-up, and tests run on slow machines.
        remote::budget spend;
        REQUIRE(run(remote.actor(bo.uri, spend)));
        REQUIRE(run(remote.actor(cy.uri, spend)));
        token = token_of(alice);
    }

    std::string token_of(domain::actor const& who)
    {
        std::string out;
        base.commit([&](db::transaction& tx) {
            out = app::issue_token(tx, secrets, who.id, "read write", core::now()).value();
        });
        return out;
    }
    http::response call(http::method method, std::string const& path, std::string body = {},
                        std::string const& as = {})
    {
        http::request request{.method = method, .target = path, .headers = {}, .body = std::move(body)};
        request.headers.set("Content-Type", "application/json");
        request.headers.set("Accept", "application/activity+json");
        request.headers.set("Authorization", "Bearer " + (as.empty() ? token : as));
        return through(in_, std::move(request));
    }
    http::response get(std::string const& path) { return call(http::method::get, path); }

    // A highlight of alice with these collaborators; its id.
    std::string publish(std::string const& collaborators, std::string const& further = {})
    {
        auto const made =
            call(http::method::post, api + "/highlights",
                 R"({"headline":"Shipped","markdown":"We built it.","links":["https://x.test/"],)"
                 R"("collaborators":[)" +
                     collaborators + "]" + further + "}");
        INFO(made.body);
        REQUIRE(made.status == 201);
        return std::string(json::document::parse(made.body)->root()["id"].text().value());
    }
    bool fits(std::string const& body, std::string const& schema)
    {
        auto const valid = json::validate(body, source_tree() / "schemas" / (schema + ".json"));
        INFO(body);
        CHECK(valid);
        return valid.has_value();
    }
    std::string last_body(std::string const& type)
    {
        return text("SELECT coalesce((SELECT body FROM activity WHERE type = '" + type +
                    "' ORDER BY id DESC LIMIT 1), '')");
    }
    std::string request_uri() { return text("SELECT request_uri FROM credit ORDER BY id DESC LIMIT 1"); }
    std::string state()
    {
        return text("SELECT coalesce((SELECT state FROM credit ORDER BY id DESC LIMIT 1), '')");
    }
    // What bo agrees to, as alice's highlight stands.
    consent bo_agrees(std::string const& id = "https://b.test/ap/credits/1")
    {
        return {id,
                bo.uri,
                text("SELECT highlight_uri FROM credit ORDER BY id DESC LIMIT 1"),
                alice.uri,
                text("SELECT digest FROM credit ORDER BY id DESC LIMIT 1"),
                text("SELECT role FROM credit ORDER BY id DESC LIMIT 1")};
    }
    void hosts(signing_person const& who, consent const& what)
    {
        world.serve(what.id, who.signs(what.document()));
    }
    std::string accept(signing_person const& who, std::string const& authorization)
    {
        auto const id = "https://" + who.host + "/x/" + std::to_string(++said);
        return take(who.post(
            who.says(id, "Accept", '"' + request_uri() + '"', R"(,"result":")" + authorization + '"')));
    }
    std::string says(signing_person const& who, std::string const& type, std::string const& object,
                     std::string const& further = {})
    {
        auto const id = "https://" + who.host + "/x/" + std::to_string(++said);
        return take(who.post(who.says(id, type, object, further)));
    }

    // By a process that remembers no failures.
    std::size_t recheck(core::time_point now)
    {
        remote::resolver fresh{settings, uris, keys, base.pool(), workers, world};
        app::instance later{settings, uris, secrets, base.pool(), workers, keys, fresh, post};
        return run(app::recheck_credits(later, now)).value();
    }

    inline static std::string const api = "/api/federwerk/v1";
    outbox::post_office post{settings, uris, keys, base.pool(), workers, world};
    app::instance in{settings, uris, secrets, base.pool(), workers, keys, remote, post};
    signing_person bo{"bo", "b.test"}, cy{"cy", "b.test"};
    std::string token;
    int said = 0;

private:
    http::router in_;
};

} // namespace federwerk::tests
