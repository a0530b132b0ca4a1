// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/multiverse.hpp"
#include "world.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using domain::visibility;

namespace {

std::vector<db::multiverse_item> multiverse(db::transaction& tx, domain::actor const& member)
{
    auto found = db::multiverse_of(tx, member.id, {}, 100);
    REQUIRE(found);
    return std::move(found->items);
}

} // namespace

TEST_CASE("a highlight reaches each member once, with every reason", "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo"), cy = add_member(tx, "cy"),
                   nobody = add_member(tx, "nobody_here");
        auto const rust = adopted(tx, "rust"), founder = badge(tx, "founder");
        follows(tx, bo, alice.id);
        follows(tx, bo, rust.actor_id);
        REQUIRE(db::wear(tx, bo.id, {founder.id, rust.id}));
        REQUIRE(db::wear(tx, cy.id, {rust.id}));
        REQUIRE(db::wear(tx, alice.id, {rust.id}));
        auto const h = highlight(tx, alice, visibility::public_, {rust, founder});
        CHECK(db::concerns_somebody(tx, h).value());
        CHECK(db::fan_out(tx, h).value() == 2);
        REQUIRE(db::fan_out(tx, h));
        auto const of_bo = multiverse(tx, bo);
        REQUIRE(of_bo.size() == 1);
        CHECK(of_bo[0].highlight->id == h.id);
        CHECK(of_bo[0].by_follow);
        CHECK(of_bo[0].followed_badges == std::vector{rust.id});
        CHECK(of_bo[0].shared_badges.size() == 2);
        auto const of_cy = multiverse(tx, cy);
        REQUIRE(of_cy.size() == 1);
        CHECK(!of_cy[0].by_follow);
        CHECK(of_cy[0].shared_badges == std::vector{rust.id});
        CHECK(multiverse(tx, alice).empty());
        CHECK(multiverse(tx, nobody).empty());
    });
}

TEST_CASE("badges bring nobody what is for followers or named people", "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo"), cy = add_member(tx, "cy");
        auto const rust = badge(tx, "rust");
        follows(tx, bo, alice.id);
        REQUIRE(db::wear(tx, cy.id, {rust.id}));
        REQUIRE(db::fan_out(tx, highlight(tx, alice, visibility::followers, {rust})));
        CHECK(multiverse(tx, bo).size() == 1);
        CHECK(multiverse(tx, cy).empty());
        REQUIRE(db::fan_out(tx, highlight(tx, alice, visibility::named, {rust}, {cy.uri})));
        CHECK(multiverse(tx, bo).size() == 1);
        REQUIRE(multiverse(tx, cy).size() == 1);
        CHECK(multiverse(tx, cy)[0].by_name);
    });
}

TEST_CASE("what is written before a block is not shown after it", "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        follows(tx, bo, alice.id);
        REQUIRE(db::fan_out(tx, highlight(tx, alice)));
        REQUIRE(multiverse(tx, bo).size() == 1);
        SECTION("by the author")
        {
            blocks(tx, alice, bo);
        }
        SECTION("by the reader")
        {
            blocks(tx, bo, alice);
        }
        CHECK(multiverse(tx, bo).empty());
    });
}

TEST_CASE("a follow that was asked for and not accepted brings nothing", "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const bo = add_remote_actor(tx, "https://b.test/u/bo");
        auto const alice = add_member(tx, "alice");
        follows(tx, alice, bo.id, db::follow_state::requested);
        REQUIRE(db::fan_out(tx, highlight(tx, bo)));
        CHECK(multiverse(tx, alice).empty());
    });
}

TEST_CASE("a silenced author comes through follows and not through badges", "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const bo = add_remote_actor(tx, "https://b.test/u/bo");
        auto const alice = add_member(tx, "alice"), cy = add_member(tx, "cy");
        auto const rust = badge(tx, "rust");
        set_state(tx, bo, domain::actor_state::silenced);
        follows(tx, alice, bo.id);
        REQUIRE(db::wear(tx, cy.id, {rust.id}));
        REQUIRE(db::fan_out(tx, highlight(tx, bo, visibility::public_, {rust})));
        CHECK(multiverse(tx, alice).size() == 1);
        CHECK(multiverse(tx, cy).empty());
    });
}

TEST_CASE("a new follow brings the newest twenty, and its end takes them away", "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        core::snowflake newest;
        for (int i = 0; i < 25; ++i)
            newest = highlight(tx, alice).id;
        follows(tx, bo, alice.id);
        REQUIRE(db::back_fill_multiverse(tx, bo.id, alice.id));
        REQUIRE(db::back_fill_multiverse(tx, bo.id, alice.id));
        CHECK(multiverse(tx, bo).size() == 20);
        CHECK(multiverse(tx, bo).front().highlight->id == newest);
        REQUIRE(db::forget_in_multiverse(tx, bo.id, alice.id));
        CHECK(multiverse(tx, bo).empty());
    });
}

TEST_CASE("a followed badge brings its highlights, and the end of that follow takes only that reason",
          "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        auto const rust = adopted(tx, "rust");
        auto const h = highlight(tx, alice, visibility::public_, {rust});
        follows(tx, bo, rust.actor_id);
        REQUIRE(db::back_fill_multiverse(tx, bo.id, rust.actor_id));
        REQUIRE(multiverse(tx, bo).size() == 1);
        CHECK(multiverse(tx, bo)[0].followed_badges == std::vector{rust.id});
        follows(tx, bo, alice.id);
        REQUIRE(db::fan_out(tx, h));
        REQUIRE(db::forget_in_multiverse(tx, bo.id, rust.actor_id));
        REQUIRE(multiverse(tx, bo).size() == 1);
        CHECK(multiverse(tx, bo)[0].by_follow);
        CHECK(multiverse(tx, bo)[0].followed_badges.empty());
    });
}

TEST_CASE("an announce reaches the followers of who announced, once", "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        auto const cy = add_remote_actor(tx, "https://c.test/u/cy");
        follows(tx, bo, cy.id);
        auto const h = highlight(tx, alice);
        REQUIRE(db::fan_out_announced(tx, cy.id, h.id));
        REQUIRE(db::fan_out_announced(tx, cy.id, h.id));
        REQUIRE(multiverse(tx, bo).size() == 1);
        CHECK(multiverse(tx, bo)[0].announced_by == std::vector{cy.id});
    });
}

TEST_CASE("a Multiverse is trimmed to its length when highlights arrive", "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        follows(tx, bo, alice.id);
        tx.exec_params(R"(WITH made AS (INSERT INTO highlight (id, uri, actor_id, local, html, visibility)
                              SELECT n, 'https://a.test/ap/highlights/' || n, $1, true, '', 'public'
                                FROM generate_series(1, 900) AS n RETURNING id)
                          INSERT INTO multiverse_item (member_id, highlight_id, by_follow) SELECT $2, id, true FROM made)",
                       alice.id.value, bo.id.value);
        // One arrival in 32 trims a given member.
        for (int i = 0; i < 32; ++i)
            REQUIRE(db::fan_out(tx, highlight(tx, alice)));
        auto const left = tx.exec_params(
            "SELECT count(*) AS total, max(highlight_id) AS newest FROM multiverse_item WHERE member_id = $1",
            bo.id.value)[0];
        CHECK(left["total"].as<int>() >= db::multiverse_length);
        CHECK(left["total"].as<int>() < db::multiverse_length + 32);
        CHECK(left["newest"].as<std::int64_t>() > 900);
    });
}
