// SPDX-License-Identifier: AGPL-3.0-or-later
// Reading the collection of another station.
#include "server/pacts/pact_world.hpp"

namespace federwerk::tests {
namespace {

std::string const openings_of_b = "https://b.test/u/station/openings";

struct library : pact_world {
    library()
    {
        world.serve(openings_of_b, R"({"id":")" + openings_of_b +
                                       R"(","type":"OrderedCollection","first":")" + openings_of_b +
                                       R"(?page=1"})");
    }
    std::size_t pull() { return run(app::pull_due_pacts(in)); }
};

} // namespace

TEST_CASE("a pact begins with what is in the other station's collection", "[pacts][pull]")
{
    library w;
    w.serve_page(openings_of_b + "?page=1", w.offer("1") + R"(,"https://b.test/p/2")",
                 openings_of_b + "?page=2");
    w.world.serve("https://b.test/p/2",
                  w.proposal(w.bo, "https://b.test/p/2", pact_world::limited("https://b.test/p/2")));
    w.serve_page(openings_of_b + "?page=2", w.offer("3"));
    CHECK(w.pull() == 0);
    w.hold();
    CHECK(w.pull() == 1);
    CHECK(w.openings() == 3);
    CHECK(w.alice_sees("https://b.test/p/2"));
    CHECK(w.text("SELECT repaired_at IS NOT NULL AND pull_next IS NULL AND leased_until IS NULL AND "
                 "pull_at > now() + interval '23 hours' FROM pact") == "t");
    CHECK(w.pull() == 0);
}

TEST_CASE("only what is of the station's own origin is believed, or fetched", "[pacts][pull]")
{
    library w;
    remote_person const cy("cy", "c.test");
    cy.live_in(w.world);
    w.serve_page(openings_of_b + "?page=1",
                 w.proposal(cy, "https://c.test/p/1", w.everybody()) + R"(,"https://c.test/p/2",)" +
                     w.proposal(cy, "https://b.test/p/9", w.everybody()) + "," + w.offer("1"));
    w.hold();
    CHECK(w.pull() == 1);
    CHECK(w.text("SELECT string_agg(uri, ' ') FROM opening") == "https://b.test/p/1");
    CHECK(w.world.count("c.test/p/") == 0);
}

TEST_CASE("a reading goes on where it stopped, and where its process was killed it is done again",
          "[pacts][pull]")
{
    library w;
    w.serve_page(openings_of_b + "?page=1", w.offer("1"), openings_of_b + "?page=2");
    w.hold();
    CHECK(w.pull() == 1); // Page 2 answers 404
    CHECK(w.openings() == 1);
    CHECK(w.text("SELECT repaired_at IS NULL FROM pact") == "t");
    w.serve_page(openings_of_b + "?page=2", w.offer("2"));
    w.sql("UPDATE pact SET pull_at = now(), pull_next = '" + openings_of_b +
          "?page=2&again', "
          "leased_until = now() + interval '1 minute'");
    CHECK(w.pull() == 0); // Somebody has it in hand
    w.serve_page(openings_of_b + "?page=2&again", w.offer("2"));
    w.sql("UPDATE pact SET leased_until = now() - interval '1 second'");
    CHECK(w.pull() == 1);
    CHECK(w.openings() == 2);
}

TEST_CASE("the volume of a day ends a reading", "[pacts][pull]")
{
    library w;
    w.serve_page(openings_of_b + "?page=1", w.offer("1") + "," + w.offer("2"), openings_of_b + "?page=2");
    w.hold({.kinds = {}, .badges = {}, .languages = {}, .per_day = 1});
    CHECK(w.pull() == 1);
    CHECK(w.openings() == 1);
    CHECK(w.world.count("page=2") == 0);
    CHECK(w.text("SELECT repaired_at IS NULL AND pull_next IS NULL FROM pact") == "t");
}

TEST_CASE("one busy member ends no reading, and takes nothing of what the others have", "[pacts][pull]")
{
    library w;
    w.settings.openings.new_per_actor_a_day = 1;
    remote_person const cy("cy", "b.test");
    cy.live_in(w.world);
    w.serve_page(openings_of_b + "?page=1", w.offer("1") + "," + w.offer("2") + "," + w.offer("3"),
                 openings_of_b + "?page=2");
    w.serve_page(openings_of_b + "?page=2", w.proposal(cy, "https://b.test/p/4", w.everybody()));
    w.hold({.kinds = {}, .badges = {}, .languages = {}, .per_day = 2});
    CHECK(w.pull() == 1);
    CHECK(w.text("SELECT string_agg(uri, ' ' ORDER BY uri) FROM opening") ==
          "https://b.test/p/1 https://b.test/p/4");
    CHECK(w.text("SELECT repaired_at IS NOT NULL FROM pact") == "t");
}

} // namespace federwerk::tests
