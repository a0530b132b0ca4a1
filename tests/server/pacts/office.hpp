// SPDX-License-Identifier: AGPL-3.0-or-later
// The instance a.test with pacts and notifications as their doors show them to an administrator.
#pragma once

#include "api/federwerk/notifications.hpp"
#include "api/federwerk/pacts.hpp"
#include "app/accounts/issue_token.hpp"
#include "server/pacts/pact_world.hpp"
#include "support/source_tree.hpp"
#include "support/test_server.hpp"
#include "support/through_routes.hpp"
#include "json/document.hpp"
#include "json/schema.hpp"

namespace federwerk::tests {
using http::method;

struct office : pact_world {
    office()
    {
        doors.add(api::guard(in, api::pact_routes(in)));
        doors.add(api::guard(in, api::notification_routes(in)));
        base.commit([&](db::transaction& tx) {
            root = add_member(tx, "root1", "admin");
            token = token_of(tx, root);
            plain = token_of(tx, alice);
        });
    }
    std::string token_of(db::transaction& tx, domain::actor const& who,
                         std::string const& scopes = "read write")
    {
        return app::issue_token(tx, secrets, who.id, scopes, core::now()).value();
    }
    http::response ask(method how, std::string const& path, std::string body = {})
    {
        return ask_as(token, how, path, std::move(body));
    }
    http::response ask_as(std::string const& with, method how, std::string const& path, std::string body = {},
                          http::headers headers = {})
    {
        http::request request{.method = how, .target = prefix + path, .headers = std::move(headers)};
        request.body = std::move(body);
        if (!request.body.empty())
            request.headers.set("Content-Type", "application/json");
        if (!with.empty())
            request.headers.set("Authorization", "Bearer " + with);
        return through(doors, std::move(request));
    }
    static bool fits(std::string const& body, std::string const& schema)
    {
        return json::validate(body, source_tree() / "schemas" / "api" / (schema + ".json")).has_value();
    }
    // The one pact in the list, as "holds mentoring|rust|de 7"; the list as its schema says.
    std::string listed()
    {
        auto const answer = ask(method::get, "/pacts");
        CHECK(answer.status == 200);
        CHECK(fits(answer.body, "pacts"));
        auto const page = json::document::parse(answer.body).value();
        std::string out;
        for (auto const each : page.root()["items"].items()) {
            CHECK(each["host"].text() == "b.test");
            out += std::string(*each["state"].text()) + " " + first(each["kinds"]) + "|" +
                   first(each["badges"]) + "|" + first(each["languages"]) + " " +
                   std::to_string(each["per_day"].integer().value_or(0));
        }
        return out;
    }
    static std::string first(json::view list)
    {
        return std::string(list.size() == 0 ? "" : list.at(0).text().value_or("?"));
    }
    // "pact_asked station@b.test", newest first.
    std::vector<std::string> told(std::string const& with)
    {
        auto const answer = ask_as(with, method::get, "/notifications");
        CHECK(answer.status == 200);
        CHECK(fits(answer.body, "notifications"));
        std::vector<std::string> out;
        auto const page = json::document::parse(answer.body).value();
        for (auto const each : page.root()["items"].items())
            out.push_back(std::string(*each["kind"].text()) + " " +
                          std::string(each["actor"]["handle"].text().value_or("?")));
        return out;
    }
    std::string undo(std::string const& n, std::string const& of)
    {
        return take(theirs.post(theirs.says("https://b.test/a/" + n, "Undo",
                                            R"({"type":"Follow","id":"https://b.test/a/)" + of + "\"}")));
    }

    inline static std::string const prefix = "/api/federwerk/v1";
    http::router doors;
    domain::actor root;
    std::string token, plain;
};

} // namespace federwerk::tests
