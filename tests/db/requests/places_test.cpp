// SPDX-License-Identifier: AGPL-3.0-or-later
// Whoever takes the last place or gives it back, and by whichever door: peers who have the opening learn it.
#include "scene.hpp"

#include "json/document.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using domain::step;
using std::chrono::days;

namespace {

struct told_scene : scene {
    explicit told_scene(db::transaction& t) : scene(t)
    {
        auto const cy = add_remote_actor(tx, "https://c.test/u/cy");
        tx.exec_params("INSERT INTO follow (uri, follower_id, followed_id, state) VALUES "
                       "('https://c.test/f/1', $1, $2, 'accepted')",
                       cy.id.value, carol.id.value);
    }
    core::snowflake asked(std::string const& uri, std::string const& seat)
    {
        REQUIRE((receive(uri, seat, bo) == app::request_intake::stored));
        return db::lock_request_by_uri(tx, uri).value()->id;
    }
    std::int64_t updates() { return count("activity WHERE type = 'Update'"); }
    std::int64_t for_cy()
    {
        return count(
            "delivery d JOIN activity a ON a.id = d.activity_id JOIN peer_inbox i ON i.id = d.inbox_id "
            "WHERE a.type = 'Update' AND i.uri LIKE 'https://c.test/%'");
    }
    app::said_by by_bo(core::time_point now) const { return {uris, bo, now}; }
};

} // namespace

TEST_CASE("the last place of a month, taken here and given back from elsewhere, is told both times",
          "[app][requests][places]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        told_scene s(tx);
        auto const o = add_opening(tx, s.carol, {.capacity = 1});
        auto const id = s.asked("https://b.test/r/1", o.uri + "#primary");
        REQUIRE(s.does(s.carol, id, step::interest));
        CHECK(s.updates() == 0);
        REQUIRE(s.does(s.carol, id, step::agree));
        CHECK(s.updates() == 1);
        CHECK(s.for_cy() == 1);
        auto const full = json::document::parse(s.last_body("Update")).value();
        CHECK(full.root()["object"]["id"].text() == o.uri);
        CHECK(full.root()["object"]["opening"]["fullUntil"].present());
        auto const said = db::find_any_opening(tx, o.uri).value()->edited_at;

        SECTION("by an Undo of the Offer")
        {
            CHECK(app::receive_withdrawal(tx, s.by_bo(core::now()), "https://b.test/r/1").value());
        }
        SECTION("by an Undo of the agreement, which an earlier clock dates")
        {
            CHECK(app::receive_end(tx, s.by_bo(core::now() - std::chrono::seconds(5)), uris.agreement(id))
                      .value());
        }
        SECTION("by the owner")
        {
            REQUIRE(s.does(s.carol, id, step::end));
        }
        CHECK(s.updates() == 2);
        CHECK(s.for_cy() == 2);
        auto const open = json::document::parse(s.last_body("Update")).value();
        CHECK_FALSE(open.root()["object"]["opening"]["fullUntil"].present());
        CHECK(db::find_any_opening(tx, o.uri).value()->edited_at > said); // Or peers would keep the older one
    });
}

TEST_CASE("of a call each seat that fills or frees is told, and nothing while places are left",
          "[app][requests][places]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        told_scene s(tx);
        auto const o = add_opening(tx, s.carol, {.form = domain::opening_form::call, .places = 2});
        auto const first = s.asked("https://b.test/r/1", o.uri + "#primary");
        REQUIRE(s.does(s.carol, first, step::agree));
        CHECK(s.updates() == 0); // One of two
        auto const other = s.asked("https://b.test/r/2", o.uri + "#seat-1");
        REQUIRE(s.does(s.carol, other, step::agree));
        CHECK(s.updates() == 1); // That seat has but one
        CHECK(app::receive_withdrawal(tx, s.by_bo(core::now()), "https://b.test/r/1").value());
        CHECK(s.updates() == 1);
        CHECK(app::receive_withdrawal(tx, s.by_bo(core::now()), "https://b.test/r/2").value());
        CHECK(s.updates() == 2);
        CHECK(app::receive_withdrawal(tx, s.by_bo(core::now()), "https://b.test/r/2").value());
        CHECK(s.updates() == 2); // Said twice is said once
    });
}

TEST_CASE("of an opening that is closed nobody is told that a place came back", "[app][requests][places]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        told_scene s(tx);
        auto const o = add_opening(tx, s.carol, {.capacity = 1});
        auto const id = s.asked("https://b.test/r/1", o.uri + "#primary");
        REQUIRE(s.does(s.carol, id, step::agree));
        REQUIRE(db::close_opening(tx, o.id, core::now()));
        CHECK(app::receive_withdrawal(tx, s.by_bo(core::now()), "https://b.test/r/1").value());
        CHECK(s.updates() == 1);
    });
}
