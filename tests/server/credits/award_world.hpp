// SPDX-License-Identifier: AGPL-3.0-or-later
// alice speaks for Acme, which has proven x.org and issues badges; servers that sign fetch as `asks`.
#pragma once

#include "api/federwerk/awards.hpp"
#include "api/federwerk/notifications.hpp"
#include "api/federwerk/profile.hpp"
#include "credit_world.hpp"
#include "db/actors.hpp"
#include "support/through_routes.hpp"
#include "web/pages.hpp"

namespace federwerk::tests {

struct award_world : credit_world {
    award_world()
    {
        base.commit([&](db::transaction& tx) {
            dan = add_member(tx, "dan");
            auto const made = add_member(tx, "acme");
            tx.exec_params("UPDATE actor SET kind = 'Organization', name = 'Acme' WHERE id = $1",
                           made.id.value);
            tx.exec_params("INSERT INTO organisation (actor_id, domain, token, state) VALUES ($1, 'x.org', "
                           "'t', 'verified')",
                           made.id.value);
            tx.exec_params("DELETE FROM member WHERE actor_id = $1", made.id.value);
            acme = *db::find_actor(tx, made.id).value();
        });
        role("owner");
        doors.add(api::guard(in, api::award_routes(in)));
        doors.add(api::guard(in, api::organisation_award_routes(in)));
        doors.add(api::guard(in, api::notification_routes(in)));
        doors.add(api::guard(in, api::profile_routes(in)));
        doors.add(api::activitypub_routes(
            in, [this](http::request const&) -> boost::asio::awaitable<result<std::optional<domain::actor>>> {
                co_return asks;
            }));
        doors.add(web::web_routes(in));
        of_dan = token_of(dan);
    }

    // Of alice in Acme.
    void role(std::string const& which)
    {
        sql("DELETE FROM organisation_role");
        if (!which.empty())
            sql("INSERT INTO organisation_role (organisation_id, member_id, role) VALUES (" + acme.id.text() +
                ", " + alice.id.text() + ", '" + which + "')");
    }
    static std::string offer_to(std::string const& recipient, std::string const& further = {})
    {
        return R"({"badge":"rust","recipient":")" + recipient + R"(","criteria":"Taught it for a year.")" +
               further + "}";
    }
    http::response ask(http::method method, std::string const& path, std::string body = {},
                       std::string const& as = {}, std::string const& key = {})
    {
        http::request request{.method = method, .target = path, .headers = {}, .body = std::move(body)};
        request.headers.set("Content-Type", "application/json");
        request.headers.set("Authorization", "Bearer " + (as.empty() ? token : as));
        if (!key.empty())
            request.headers.set("Idempotency-Key", key);
        return through(doors, std::move(request));
    }
    http::response issue(std::string const& body, std::string const& key = {})
    {
        return ask(http::method::post, issued_by_acme, body, {}, key);
    }
    // Offered to that recipient; its id.
    std::string issued(std::string const& recipient, std::string const& further = {})
    {
        auto const made = issue(offer_to(recipient, further));
        INFO(made.body);
        REQUIRE(made.status == 201);
        CHECK(fits(made.body, "api/award"));
        return std::string(json::document::parse(made.body)->root()["id"].text().value());
    }
    // As somebody who is nobody, or who signs.
    http::response fetch(std::string const& path, std::optional<domain::actor> who = {},
                         std::string const& accept = "application/activity+json", std::string const& tag = {})
    {
        asks = std::move(who);
        http::request request{.method = http::method::get, .target = path};
        request.headers.set("Accept", accept);
        request.headers.set("Signature", "x");
        if (!tag.empty())
            request.headers.set("If-None-Match", tag);
        return through(doors, std::move(request));
    }
    domain::actor stored(std::string const& uri)
    {
        domain::actor out;
        base.in_transaction([&](db::transaction& tx) { out = *db::find_actor_by_uri(tx, uri).value(); });
        return out;
    }
    static std::string credential(std::string const& id) { return "/ap/credentials/" + id; }
    std::string state_of(std::string const& id) { return text("SELECT state FROM award WHERE id = " + id); }
    http::response answered(std::string const& id, std::string const& how)
    {
        return ask(http::method::post, api + "/awards/" + id + "/" + how, "{}", of_dan);
    }
    std::string told(std::string const& kind)
    {
        return text(
            "SELECT coalesce(string_agg(a.username, ',' ORDER BY a.username), '') FROM notification n "
            "JOIN actor a ON a.id = n.member_id WHERE n.kind = '" +
            kind + "'");
    }

    inline static std::string const issued_by_acme = api + "/organisations/acme/awards";
    domain::actor dan, acme;
    std::optional<domain::actor> asks;
    std::string of_dan;
    http::router doors;
};

} // namespace federwerk::tests
