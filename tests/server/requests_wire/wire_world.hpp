// SPDX-License-Identifier: AGPL-3.0-or-later
// a.test with openings, and people elsewhere who ask for them or are asked.
#pragma once

#include "app/requests/take_step.hpp"
#include "db/requests.hpp"
#include "db/thread_messages.hpp"
#include "support/inbox_world.hpp"
#include "support/request_scene.hpp"
#include "support/source_tree.hpp"
#include "json/document.hpp"

namespace federwerk::tests {

struct wire_world : inbox_world {
    wire_world()
    {
        bo.live_in(world);
        cy.live_in(world);
    }

    domain::opening opening_of_alice(opening_wish const& wish = {})
    {
        domain::opening o;
        base.commit([&](db::transaction& tx) { o = add_opening(tx, alice, wish); });
        return o;
    }
    domain::actor known(remote_person const& who)
    {
        remote::budget spend;
        auto const found = run(remote.actor(who.uri, spend));
        REQUIRE(found);
        return *found;
    }
    // alice asked for an opening of bo's.
    domain::request asked_by_alice()
    {
        auto const owner = known(bo);
        domain::request r;
        base.commit([&](db::transaction& tx) { r = add_request(tx, alice, add_opening(tx, owner)); });
        return r;
    }
    std::string says(remote_person const& who, std::string const& type, std::string const& object,
                     std::string const& further = {})
    {
        auto const id = "https://" + who.host + "/v/" + std::to_string(++said);
        return take(who.post(who.says(id, type, object, further)));
    }
    domain::request request(std::string const& uri)
    {
        std::optional<domain::request> found;
        base.in_transaction([&](db::transaction& tx) { found = db::lock_request_by_uri(tx, uri).value(); });
        REQUIRE(found);
        return *found;
    }
    std::int64_t requests() { return count("request"); }
    // alice, as who owns the opening.
    void alice_says(std::string const& uri, domain::step what)
    {
        base.commit([&](db::transaction& tx) {
            auto found = db::lock_request_by_uri(tx, uri).value();
            REQUIRE(found);
            app::own_request const own{app::open_file(tx, *found).value(), domain::party::receiver};
            REQUIRE(app::carry_out(tx, uris, own, what, core::now()));
        });
    }
    std::string letter(std::string const& type)
    {
        return text("SELECT coalesce((SELECT body FROM activity WHERE type = '" + type +
                    "' ORDER BY id DESC LIMIT 1), '')");
    }

    remote_person cy{"cy", "c.test"};
    int said = 0;
};

inline std::string agreement(std::string const& seat_uri, std::string const& unit = "one",
                             std::string const& value = R"("1")", std::string const& key = "stipulates")
{
    return R"({"type":"Agreement",")" + key + R"(":{"type":"Commitment","satisfies":")" + seat_uri +
           R"(","resourceQuantity":{"hasUnit":")" + unit + R"(","hasNumericalValue":)" + value + "}}}";
}

inline std::string with(std::string text, std::string const& what, std::string const& instead)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + instead.size()))
        text.replace(at, what.size(), instead);
    return text;
}

// As Mastodon sends it, under names of these tests.
inline std::string reply(wire_world const& w, domain::opening const& o,
                         std::string const& fixture = "create_direct_reply")
{
    auto text = read_file(source_tree() / "tests/fixtures/mastodon" / (fixture + ".json"));
    text = with(std::move(text), "https://a.test/ap/actors/OWNER", w.alice.uri);
    text = with(std::move(text), "https://a.test/ap/openings/OPENING", o.uri);
    text = with(std::move(text), "https://mastodon.example/users/bo/", "https://b.test/s/");
    return with(std::move(text), "https://mastodon.example/users/bo", w.bo.uri);
}

// What it says.
constexpr auto words = "I would like to help with <em>that</em>.";

} // namespace federwerk::tests
