// SPDX-License-Identifier: AGPL-3.0-or-later
// An actor is found gone while it is refreshed.
#include "app/highlights/receive_highlight.hpp"
#include "support/inbox_world.hpp"

using namespace federwerk;

TEST_CASE("Quirk 13: what our badges announced of an actor is taken back when its home says 410",
          "[remote][departure]")
{
    tests::inbox_world w;
    REQUIRE(app::adopt_badges(w.base.pool(), w.uris));
    w.bo.live_in(w.world);
    tests::remote_person const fan("fan", "f.test");
    fan.live_in(w.world);
    auto const badge = w.text("SELECT a.uri FROM badge b JOIN actor a ON a.id = b.actor_id "
                              "WHERE b.slug = 'founder' AND b.host = ''");
    for (auto const& who : {w.bo, fan})
        REQUIRE(w.take(who.post(who.says(who.uri + "/follows", "Follow", '"' + badge + '"'))) == "done");
    w.alice_follows(w.bo);
    auto const note =
        w.bo.note("https://b.test/n/1", "x", R"(,"tag":[{"type":"Hashtag","name":"#founder"}])");
    REQUIRE(w.take(w.bo.post(w.bo.says("https://b.test/c/1", "Create", note))) == "done");
    REQUIRE(w.count("activity WHERE type = 'Announce'") == 1);

    w.world.status(w.bo.uri, 410);
    remote::resolver fresh(w.settings, w.uris, w.keys, w.base.pool(), w.workers, w.world);
    fresh.on_departure([](db::transaction& tx, domain::actor const& who) {
        return app::receive_departure(tx, who, core::now());
    });
    remote::budget spend;
    auto const asked = w.run(fresh.actor(w.bo.uri, spend, remote::resolver::freshness::refreshed));
    CHECK(asked.error().code == errc::gone);
    CHECK(w.count("activity WHERE type = 'Undo'") == 1);
    CHECK(w.count("highlight") == 0);
    CHECK(w.text("SELECT state FROM actor WHERE uri = '" + w.bo.uri + "'") == "gone");
}
