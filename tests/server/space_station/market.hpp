// SPDX-License-Identifier: AGPL-3.0-or-later
// Alice and Bo of a.test publish by the API, and read what they are told.
#pragma once

#include "outpost.hpp"

#include "app/mail/send_digests.hpp"
#include "app/station/tell_matches.hpp"

namespace federwerk::tests {

using lines = std::vector<std::string>;

struct market : outpost {
    person alice = member("alice"), bo = member("bo");

    std::string publish(person const& who, std::string const& path, std::string const& body)
    {
        auto const made = ask(http::method::post, path, who.token, body);
        INFO(made.body);
        REQUIRE(made.status == 201);
        return text_of(json::document::parse(made.body)->root()["id"]);
    }
    std::string openness(person const& who, std::string const& further = {},
                         std::string const& kind = "code-review")
    {
        return publish(who, "/openings",
                       R"({"kind":")" + kind + R"(","direction":"offering","terms":["unpaid"])" + further +
                           "}");
    }
    std::string call(person const& who, std::string const& further = {}, std::string const& of_seat = {})
    {
        return publish(who, "/calls",
                       R"({"title":"Who reads our code?","text":"All of it.","terms":["unpaid"],"seats":[)"
                       R"({"kind":"code-review")" +
                           of_seat + "}]" + further + "}");
    }
    // "call_matches 123", newest first.
    lines told(person const& who)
    {
        auto const answer = ask(http::method::get, "/notifications", who.token);
        REQUIRE(answer.status == 200);
        CHECK(fits(answer, "notifications"));
        auto const read = json::document::parse(answer.body).value();
        lines out;
        for (auto const each : read.root()["items"].items())
            out.push_back(text_of(each["kind"]) + " " + text_of(each["opening_id"]));
        return out;
    }
    void arrives(std::string const& id, core::time_point when)
    {
        base.commit([&](db::transaction& tx) {
            auto const o = db::find_any_opening(tx, "https://a.test/ap/calls/" + id).value();
            REQUIRE(o);
            REQUIRE(app::tell_matches(tx, *o, when));
        });
    }
    void digests(core::time_point now)
    {
        base.commit([&](db::transaction& tx) {
            while (app::send_digest(tx, secrets, uris, "A", now).value())
                ;
        });
    }
    std::string mail()
    {
        std::string out;
        base.in_transaction([&](db::transaction& tx) {
            for (auto const& row : tx.exec("SELECT sealed_body FROM outgoing_mail ORDER BY id"))
                out += secrets.open("outgoing_mail", pqxx::binarystring(row[0]).str()).value();
        });
        return out;
    }
    std::string id_of(person const& who) { return who.actor.id.text(); }
    void block(person const& by, person const& whom)
    {
        run("INSERT INTO block (actor_id, blocked_id) VALUES (" + id_of(by) + "," + id_of(whom) + ")");
    }
};

} // namespace federwerk::tests
