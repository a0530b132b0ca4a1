// SPDX-License-Identifier: AGPL-3.0-or-later
// A peer that floods us with openings reaches its caps and no more.
#include "app/openings/incoming_opening.hpp"
#include "app/openings/receive_opening.hpp"
#include "db/actors.hpp"
#include "db/opening_intake.hpp"
#include "support/purge.hpp"
#include "wire_world.hpp"

using namespace federwerk;
using tests::wire_world;

namespace {

struct flood : wire_world {
    flood() { alice_follows(bo); }

    domain::actor actor(std::string const& uri)
    {
        std::optional<domain::actor> found;
        base.in_transaction([&](db::transaction& tx) { found = db::find_actor_by_uri(tx, uri).value(); });
        return found.value();
    }
    app::intake bring(std::string const& n, app::opening_caps const& caps, tests::remote_person const& whose)
    {
        auto const text = proposal(whose, "https://" + whose.host + "/p/" + n, everybody());
        auto const document = json::document::parse(text).value();
        auto const read =
            translate::to_opening(vocab::read_note(document.root()).value(), core::now()).value();
        auto const owner = actor(whose.uri);
        auto done = app::intake::unconcerned;
        base.commit([&](db::transaction& tx) {
            done = app::take_in_opening(tx, uris, app::clean_opening(read).value(), owner, {.caps = caps},
                                        core::now())
                       .value();
        });
        return done;
    }
};

} // namespace

TEST_CASE("a member elsewhere has so many openings here, and so many new ones in a day", "[openings][caps]")
{
    flood w;
    auto const [open, a_day] = GENERATE(table<int, int>({{2, 100}, {100, 2}}));
    app::opening_caps const caps{.open_of_actor = open, .new_of_actor_a_day = a_day};
    CHECK(w.bring("1", caps, w.bo) == app::intake::stored);
    CHECK(w.bring("2", caps, w.bo) == app::intake::stored);
    CHECK(w.bring("3", caps, w.bo) == app::intake::busy_owner);
    CHECK(w.bring("1", caps, w.bo) == app::intake::stored); // Known ones may always change
    CHECK(w.openings() == 2);
}

TEST_CASE("an instance has so many, whoever of its members says them", "[openings][caps]")
{
    flood w;
    tests::remote_person const cy("cy", "b.test");
    cy.live_in(w.world);
    w.alice_follows(cy);
    auto const [open, a_day] = GENERATE(table<int, int>({{2, 100}, {100, 2}}));
    app::opening_caps const caps{.open_of_host = open, .new_of_host_a_day = a_day};
    CHECK(w.bring("1", caps, w.bo) == app::intake::stored);
    CHECK(w.bring("2", caps, cy) == app::intake::stored);
    CHECK(w.bring("3", caps, w.bo) == app::intake::flood);
    CHECK(w.bring("4", caps, cy) == app::intake::flood);
    CHECK(w.openings() == 2);
}

TEST_CASE("deleting does not make room for more on the same day", "[openings][caps]")
{
    flood w;
    app::opening_caps const caps{.new_of_actor_a_day = 1};
    CHECK(w.bring("1", caps, w.bo) == app::intake::stored);
    w.base.commit([&](db::transaction& tx) {
        CHECK(app::receive_opening_deletion(tx, {.uri = "https://b.test/p/1"}, w.actor(w.bo.uri), core::now())
                  .value());
    });
    CHECK(w.bring("2", caps, w.bo) == app::intake::busy_owner);
}

TEST_CASE("the sender of a flood is told nothing, and /metrics counts it", "[openings][caps]")
{
    flood w;
    inbox::processor processor(w.uris, w.base.pool(), w.workers, w.remote, w.verify, [] {},
                               {.openings = {.new_of_actor_a_day = 0}});
    CHECK(w.receive(w.bo.post(w.create("1", w.offer("1")))) == 202);
    auto watch = [&]() -> boost::asio::awaitable<void> {
        boost::asio::steady_timer pause(co_await boost::asio::this_coro::executor);
        while (w.count("inbox_item WHERE outcome IS NULL") > 0) {
            pause.expires_after(std::chrono::milliseconds(5));
            co_await pause.async_wait(boost::asio::use_awaitable);
        }
        processor.stop();
    };
    boost::asio::co_spawn(w.loop, watch(), boost::asio::detached);
    w.run(processor.run());
    CHECK(processor.seen().flooded == 1);
    CHECK(w.openings() == 0);
}

TEST_CASE("what nobody here follows comes by a pact that holds, through its filters", "[openings][pact]")
{
    flood w;
    w.sql("DELETE FROM follow");
    CHECK(w.bring("1", {}, w.bo) == app::intake::unconcerned);
    tests::remote_person const station("station", "b.test", "Application");
    station.live_in(w.world);
    remote::budget spend;
    auto const theirs = w.run(w.remote.actor(station.uri, spend)).value();
    w.sql("INSERT INTO actor (uri, local, kind, username, host, inbox) SELECT 'https://a.test/ap/station', "
          "true, "
          "'Application', 'station', 'a.test', 'https://a.test/ap/station/inbox' WHERE NOT EXISTS "
          "(SELECT FROM actor WHERE local AND username = 'station')");
    w.sql("INSERT INTO pact (host, station_id, per_day) VALUES ('b.test', " + theirs.id.text() + ", 1)");
    CHECK(w.bring("1", {}, w.bo) == app::intake::unconcerned); // Asked, not yet agreed
    w.sql("INSERT INTO follow (uri, follower_id, followed_id, state) SELECT 'https://a.test/f', here.id, " +
          theirs.id.text() +
          ", 'accepted' FROM actor here WHERE here.uri = 'https://a.test/ap/station' UNION ALL " +
          "SELECT 'https://b.test/f', " + theirs.id.text() +
          ", here.id, 'accepted' FROM actor here WHERE here.uri = 'https://a.test/ap/station'");
    w.sql("UPDATE pact SET kinds = '{podcast-guest}'");
    CHECK(w.bring("1", {}, w.bo) == app::intake::unconcerned);
    w.sql("UPDATE pact SET kinds = '{}'");
    CHECK(w.bring("1", {}, w.bo) == app::intake::stored);
    CHECK(w.bring("2", {}, w.bo) == app::intake::flood);
}

TEST_CASE("openings of others go a month after their end", "[openings][purge]")
{
    flood w;
    CHECK(w.bring("1", {}, w.bo) == app::intake::stored);
    CHECK(w.bring("2", {}, w.bo) == app::intake::stored);
    w.sql("UPDATE opening SET ends_at = now() - interval '29 days' WHERE uri = 'https://b.test/p/1'");
    w.sql("UPDATE opening SET ends_at = now() - interval '31 days' WHERE uri = 'https://b.test/p/2'");
    w.base.commit([&](db::transaction& tx) { CHECK(tests::purge(tx) >= 1); });
    CHECK(w.text("SELECT string_agg(uri, ',') FROM opening") == "https://b.test/p/1");
}
