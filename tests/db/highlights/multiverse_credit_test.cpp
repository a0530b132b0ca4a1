// SPDX-License-Identifier: AGPL-3.0-or-later
// Highlights of people with whom a member has credits.
#include "db/multiverse.hpp"
#include "world.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using domain::visibility;

namespace {

void credited(db::transaction& tx, domain::actor const& author, domain::actor const& collaborator)
{
    tx.exec_params("INSERT INTO credit (highlight_uri, author_id, collaborator_id, digest, state) "
                   "VALUES ('https://x.test/' || snowflake(), $1, $2, 'x', 'confirmed')",
                   author.id.value, collaborator.id.value);
}

std::vector<db::multiverse_item> items(db::transaction& tx, domain::actor const& member)
{
    return db::multiverse_of(tx, member.id, {}, 100).value().items;
}

} // namespace

TEST_CASE("a credit brings the highlights of the other, in either direction, while it stands",
          "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo"), cy = add_member(tx, "cy");
        auto const di = add_remote_actor(tx, "https://b.test/u/di");
        CHECK_FALSE(db::concerns_somebody(tx, highlight(tx, di)).value());
        credited(tx, alice, di);
        credited(tx, bo, alice);
        auto const far = highlight(tx, di);
        CHECK(db::concerns_somebody(tx, far).value());
        CHECK(db::fan_out(tx, far).value() == 1);
        REQUIRE(items(tx, alice).size() == 1);
        CHECK(items(tx, alice)[0].by_credit);
        CHECK_FALSE(items(tx, alice)[0].by_follow);

        CHECK(db::fan_out(tx, highlight(tx, alice)).value() == 1); // bo; she herself and di have none here
        CHECK(items(tx, bo).size() == 1);
        CHECK(items(tx, cy).empty());
        CHECK(db::fan_out(tx, highlight(tx, alice, visibility::followers)).value() == 0);

        tx.exec("UPDATE credit SET state = 'revoked'");
        CHECK(items(tx, alice).empty());
        CHECK(items(tx, bo).empty());
    });
}

TEST_CASE("of several reasons a credit is one, and its end leaves the others", "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        credited(tx, alice, bo);
        follows(tx, bo, alice.id);
        REQUIRE(db::fan_out(tx, highlight(tx, alice)));
        CHECK(items(tx, bo)[0].by_credit);
        CHECK(items(tx, bo)[0].by_follow);
        REQUIRE(db::forget_in_multiverse(tx, bo.id, alice.id));
        REQUIRE(items(tx, bo).size() == 1);
        CHECK_FALSE(items(tx, bo)[0].by_follow);
        tx.exec("DELETE FROM credit");
        CHECK(items(tx, bo).empty());
    });
}

TEST_CASE("a credit that was just confirmed brings the newest twenty to both", "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        auto const di = add_remote_actor(tx, "https://b.test/u/di");
        for (int i = 0; i < 25; ++i)
            highlight(tx, alice);
        highlight(tx, alice, visibility::followers);
        auto const of_bo = highlight(tx, bo);
        credited(tx, alice, bo);
        credited(tx, alice, di);
        REQUIRE(db::back_fill_credited(tx, alice.id, bo.id));
        REQUIRE(db::back_fill_credited(tx, bo.id, alice.id));
        REQUIRE(db::back_fill_credited(tx, alice.id, di.id));
        CHECK(items(tx, bo).size() == 20);
        REQUIRE(items(tx, alice).size() == 1);
        CHECK(items(tx, alice)[0].highlight->id == of_bo.id);
        blocks(tx, alice, bo);
        CHECK(items(tx, bo).empty());
    });
}
