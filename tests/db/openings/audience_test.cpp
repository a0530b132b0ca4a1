// SPDX-License-Identifier: AGPL-3.0-or-later
#include "world.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using domain::audience;

namespace {

// Everybody who may have to do with an opening of alice.
struct crowd {
    explicit crowd(db::transaction& tx)
        : alice(add_member(tx, "alice")), neighbour(add_member(tx, "neighbour")),
          scout(add_member(tx, "scout")), scout_of_claimed(add_member(tx, "hopeful")),
          one_away(add_member(tx, "bo")), stranger(add_remote_actor(tx, "https://b.test/u/stranger")),
          follower(add_remote_actor(tx, "https://c.test/u/follower")),
          behind_pact(add_remote_actor(tx, "https://pact.test/u/cy")),
          firm_elsewhere(add_remote_actor(tx, "https://d.test/u/firm", domain::actor_kind::organization)),
          two_away(add_remote_actor(tx, "https://e.test/u/di")),
          three_away(add_remote_actor(tx, "https://e.test/u/eve"))
    {
        auto const station = our_station(tx);
        has_pact(tx, station, "pact.test");
        follows(tx, follower, alice);
        is_organisation(tx, firm_elsewhere, "firm.test");
        auto const firm = add_member(tx, "firm"), hope = add_member(tx, "hope");
        is_organisation(tx, firm, "x.org");
        is_organisation(tx, hope, "hope.org", "claimed");
        has_role(tx, firm, scout);
        has_role(tx, hope, scout_of_claimed);
        credits(tx, alice, one_away);
        credits(tx, two_away, one_away);
        credits(tx, two_away, three_away);
        credits(tx, alice, three_away, "revoked");
    }
    domain::actor alice, neighbour, scout, scout_of_claimed, one_away, stranger, follower, behind_pact,
        firm_elsewhere, two_away, three_away;
};

} // namespace

TEST_CASE("each audience is exactly whom it names", "[db][openings][visibility]")
{
    struct row {
        audience whom;
        bool anybody, neighbour, scout, hopeful, bo, stranger, follower, behind_pact, firm, two_away,
            three_away;
    };
    auto const r = GENERATE(values<row>({
        {audience::everyone, true, true, true, true, true, true, true, true, true, true, true},
        {audience::instance, false, true, true, true, true, false, false, false, false, false, false},
        {audience::pacts, false, true, true, true, true, false, false, true, false, false, false},
        {audience::verified_organisations, false, false, true, false, false, false, false, false, true, false,
         false},
        {audience::two_credits, false, false, false, false, true, false, false, false, false, true, false},
    }));
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        crowd const c(tx);
        auto const o = opening(tx, c.alice, {r.whom});
        CAPTURE(std::string(domain::to_string(r.whom)));
        CHECK(sees(tx, c.alice.id, o));
        CHECK(sees(tx, {}, o) == r.anybody);
        CHECK(sees(tx, c.neighbour.id, o) == r.neighbour);
        CHECK(sees(tx, c.scout.id, o) == r.scout);
        CHECK(sees(tx, c.scout_of_claimed.id, o) == r.hopeful);
        CHECK(sees(tx, c.one_away.id, o) == r.bo);
        CHECK(sees(tx, c.stranger.id, o) == r.stranger);
        CHECK(sees(tx, c.follower.id, o) == r.follower);
        CHECK(sees(tx, c.behind_pact.id, o) == r.behind_pact);
        CHECK(sees(tx, c.firm_elsewhere.id, o) == r.firm);
        CHECK(sees(tx, c.two_away.id, o) == r.two_away);
        CHECK(sees(tx, c.three_away.id, o) == r.three_away);
    });
}

TEST_CASE("who acts for an organisation sees its calls, closed ones too", "[db][openings][visibility]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const firm = add_member(tx, "firm"), scout = add_member(tx, "scout"),
                   other = add_member(tx, "other");
        is_organisation(tx, firm, "x.org");
        has_role(tx, firm, scout);
        auto const o = opening(tx, firm, {audience::two_credits, {}, domain::opening_form::call});
        CHECK(sees(tx, scout.id, o));
        CHECK_FALSE(sees(tx, other.id, o));
        REQUIRE(db::close_opening(tx, o.id, core::now()));
        CHECK(sees(tx, scout.id, o));
        CHECK(sees(tx, firm.id, o));
    });
}

TEST_CASE("what is closed or over is gone for everybody but its owner, and what is full leaves the lists",
          "[db][openings][visibility]")
{
    auto const how = GENERATE(as<std::string>(), "closed_at = now()", "ends_at = now() - interval '1 ms'");
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        auto const o = opening(tx, alice);
        CHECK(sees(tx, bo.id, o));
        tx.exec("UPDATE opening SET " + how);
        CHECK_FALSE(sees(tx, bo.id, o));
        CHECK_FALSE(sees(tx, {}, o));
        CHECK(sees(tx, alice.id, o));
        CHECK(db::find_any_opening(tx, o.uri)->has_value());

        auto const full = opening(tx, alice);
        tx.exec_params("UPDATE opening SET full_until = now() + interval '1 day' WHERE id = $1",
                       full.id.value);
        CHECK(db::openings_of_actor(tx, alice.id, bo.id, {})->empty());
        CHECK(db::openings_of_actor(tx, alice.id, alice.id, {})->size() == 2);
        CHECK(db::find_opening(tx, full.id, bo.id)->has_value());
    });
}

TEST_CASE("a remote opening that is not public is seen by whom it was delivered to",
          "[db][openings][visibility]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const bo = add_remote_actor(tx, "https://b.test/u/bo");
        auto const alice = add_member(tx, "alice"), cy = add_member(tx, "cy"),
                   scout = add_member(tx, "scout"), firm = add_member(tx, "firm");
        is_organisation(tx, firm, "x.org");
        has_role(tx, firm, scout);
        auto const o = opening(tx, bo, {audience::pacts, {}, {}, {}, {1}, {alice.id}});
        CHECK(db::find_any_opening(tx, o.uri).value()->recipients == std::vector{alice.id});
        CHECK(sees(tx, alice.id, o));
        CHECK_FALSE(sees(tx, cy.id, o));
        CHECK_FALSE(sees(tx, {}, o));
        REQUIRE(db::add_recipient(tx, o.id, firm.id));
        CHECK(sees(tx, scout.id, o));
        CHECK_FALSE(sees(tx, cy.id, o));
        auto const station = our_station(tx);
        REQUIRE(db::add_recipient(tx, o.id, station.id));
        CHECK(sees(tx, cy.id, o));
        CHECK_FALSE(sees(tx, {}, o));
        CHECK_FALSE(sees(tx, add_remote_actor(tx, "https://c.test/u/eve").id, o));
    });
}
