// SPDX-License-Identifier: AGPL-3.0-or-later
// How a pact begins and ends, and what comes by it.
#include "server/pacts/pact_world.hpp"

namespace federwerk::tests {
namespace {

using Catch::Contains;

} // namespace

TEST_CASE("a pact holds once both stations follow each other", "[pacts]")
{
    pact_world w;
    CHECK(w.make().state == domain::pact_state::proposed);
    CHECK_THAT(w.deliveries(), Contains("Follow https://b.test"));
    CHECK(w.accepts("1") == "done");
    CHECK(w.state() == "proposed");
    CHECK(w.follows() == "done");
    CHECK(w.state() == "holds");
    CHECK_THAT(w.deliveries(), Contains("Accept https://b.test"));
}

TEST_CASE("a station that asks waits for an administrator, whose yes goes out at once", "[pacts]")
{
    pact_world w;
    CHECK(w.follows() == "done");
    CHECK(w.state() == "asked");
    CHECK_THAT(w.deliveries(), !Contains("Accept"));
    w.make();
    CHECK_THAT(w.deliveries(), Contains("Accept https://b.test") && Contains("Follow https://b.test"));
    CHECK(w.state() == "proposed");
    CHECK(w.accepts("1") == "done");
    CHECK(w.state() == "holds");
}

TEST_CASE("nobody but a station follows the station", "[pacts]")
{
    pact_world w;
    auto const outcome =
        w.take(w.bo.post(w.bo.says("https://b.test/a/1", "Follow", "\"" + w.uris.station() + "\"")));
    CHECK_THAT(outcome, Catch::StartsWith("refused"));
    CHECK(w.count("follow") == 0);
    CHECK_THAT(w.deliveries(), Contains("Reject"));
}

TEST_CASE("what their station announces is fetched from its home, and everybody here sees it", "[pacts]")
{
    pact_world w;
    auto const audience = pact_world::limited("https://b.test/p/1");
    w.world.serve("https://b.test/p/1", w.proposal(w.bo, "https://b.test/p/1", audience));
    w.world.serve("https://b.test/p/2", w.offer("2"));
    CHECK(w.announces("0", "https://b.test/p/1") == "ignored: nobody here follows them");
    w.hold();
    CHECK(w.announces("1", "https://b.test/p/1") == "done");
    CHECK(w.announces("2", "https://b.test/p/2") == "done");
    CHECK(w.alice_sees("https://b.test/p/1"));
    CHECK(w.alice_sees("https://b.test/p/2"));
    CHECK(w.text("SELECT count(*) FROM opening o WHERE opening_visible_to(NULL, o.id, o.actor_id, o.local, "
                 "o.audience, true)") == "1");
}

TEST_CASE("a station announces nobody else's openings", "[pacts]")
{
    pact_world w;
    remote_person const cy("cy", "c.test");
    cy.live_in(w.world);
    w.world.serve("https://c.test/p/1", w.proposal(cy, "https://c.test/p/1", w.everybody()));
    w.hold();
    CHECK_THAT(w.announces("1", "https://c.test/p/1"), Catch::StartsWith("ignored"));
    CHECK(w.world.count("c.test/p/1") == 0);
    CHECK(w.openings() == 0);
}

TEST_CASE("without a pact, our station's inbox is nobody's", "[pacts]")
{
    pact_world w;
    auto const note = w.proposal(w.bo, "https://b.test/p/1", pact_world::limited("https://b.test/p/1"));
    auto const said =
        w.bo.says("https://b.test/a/1", "Create", note, "," + pact_world::limited("https://b.test/p/1"));
    CHECK(w.receive(w.bo.post(said, "/ap/station/inbox"), w.uris.station()) == 202);
    w.work();
    CHECK(w.openings() == 0);
    w.hold();
    auto const again =
        w.bo.says("https://b.test/a/2", "Create", note, "," + pact_world::limited("https://b.test/p/1"));
    CHECK(w.receive(w.bo.post(again, "/ap/station/inbox"), w.uris.station()) == 202);
    w.work();
    CHECK(w.alice_sees());
}

TEST_CASE("filters and volume hold for what comes in", "[pacts]")
{
    pact_world w;
    w.world.serve("https://b.test/p/1", w.offer("1", R"(,"contentMap":{"de":"<p>Hallo</p>"})"));
    w.world.serve("https://b.test/p/2", w.offer("2", R"(,"contentMap":{"fr":"<p>Salut</p>"})"));
    w.world.serve("https://b.test/p/3", w.offer("3", R"(,"contentMap":{"de":"<p>Hallo</p>"})"));
    w.hold({.kinds = {}, .badges = {}, .languages = {"de"}, .per_day = 1});
    CHECK_THAT(w.announces("2", "https://b.test/p/2"), Catch::StartsWith("ignored"));
    CHECK(w.announces("1", "https://b.test/p/1") == "done");
    CHECK_THAT(w.announces("3", "https://b.test/p/3"), Catch::StartsWith("ignored"));
    CHECK(w.openings() == 1);
}

TEST_CASE("their Undo, or their Reject, ends the pact here too, with what came by it alone", "[pacts]")
{
    pact_world w;
    auto const audience = pact_world::limited("https://b.test/p/1");
    w.world.serve("https://b.test/p/1", w.proposal(w.bo, "https://b.test/p/1", audience));
    w.world.serve("https://b.test/p/2", w.offer("2"));
    remote_person const cara("cara", "b.test");
    cara.live_in(w.world);
    w.world.serve("https://b.test/p/3", w.proposal(cara, "https://b.test/p/3", w.everybody()));
    w.hold();
    w.announces("1", "https://b.test/p/1");
    w.announces("2", "https://b.test/p/2");
    w.announces("3", "https://b.test/p/3");
    REQUIRE(w.openings() == 3);
    w.alice_follows(cara);
    w.forget_deliveries();

    auto const way = GENERATE(as<std::string>{}, "Undo", "Reject");
    CAPTURE(way);
    auto const about = way == "Undo" ? std::string("https://b.test/a/f1") : w.our_follow();
    CHECK(w.take(w.theirs.post(w.theirs.says("https://b.test/a/end", way,
                                             R"({"type":"Follow","id":")" + about + "\"}"))) == "done");
    CHECK(w.state() == "ended");
    CHECK(w.text("SELECT string_agg(uri, ' ') FROM opening") == "https://b.test/p/3");
    CHECK(w.deliveries() == (way == "Undo" ? "Undo https://b.test/inbox" : "Reject https://b.test/inbox"));
    // Whoever left has to be agreed with anew.
    CHECK(w.follows("f2") == "done");
    CHECK(w.state() == "asked");
    CHECK(w.make().state == domain::pact_state::proposed);
}

TEST_CASE("an administrator's end says so to the other side and forgets at once", "[pacts]")
{
    pact_world w;
    w.world.serve("https://b.test/p/1", w.offer("1"));
    w.hold();
    w.announces("1", "https://b.test/p/1");
    REQUIRE(w.openings() == 1);
    w.forget_deliveries();
    auto const end = [&] {
        return w.base.pool().run_now(
            [&](db::transaction& tx) { return app::end_pact(tx, w.uris, "b.test"); });
    };
    REQUIRE(end());
    CHECK(w.openings() == 0);
    CHECK(w.state() == "none");
    CHECK(w.deliveries() == "Reject https://b.test/inbox\nUndo https://b.test/inbox");
    CHECK(end().error().code == errc::not_found);
    CHECK(w.announces("2", "https://b.test/p/1") == "ignored: nobody here follows them");
}

TEST_CASE("there is no pact with a host that has no station, nor with ourselves", "[pacts]")
{
    pact_world w;
    auto const host = GENERATE(as<std::string>{}, "a.test", "nobody.test", "not a host");
    CAPTURE(host);
    auto const made = w.run(app::make_pact(w.in, host, {}));
    REQUIRE_FALSE(made);
    CHECK(made.error().code == errc::invalid);
    CHECK(made.error().details.front().field == "host");
}

} // namespace federwerk::tests
