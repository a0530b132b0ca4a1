// SPDX-License-Identifier: AGPL-3.0-or-later
// An instance that nobody of follows anybody finds what is offered elsewhere, because its administrator made
// a pact.
#include "federation/station_stories/three_federwerks.hpp"

namespace federwerk::tests {

TEST_CASE("a third instance finds an openness through a pact, and loses it when one side ends the pact",
          "[federation][station]")
{
    three_federwerks world;
    auto& alice = world.alice;
    auto& cleo = world.cleo;
    world.offer(alice, "Before the pact");
    CHECK(world.found(cleo, "Before the pact").empty());
    world.make_pact(world.a, world.c);
    EVENTUALLY(!world.found(cleo, "Before the pact").empty()); // Read from the station's collection
    auto const made = world.offer(alice, "During the pact");
    EVENTUALLY(!world.found(cleo, "During the pact").empty()); // Announced by the station
    auto const limited = world.offer(alice, "For pacts alone", R"(,"audience":"pacts")");
    EVENTUALLY(!world.found(cleo, "For pacts alone").empty());
    CHECK(world.found(world.bo, "the pact").empty()); // b has none

    alice.patch("/openings/" + made.text("id"), R"({"note":"Said in other words"})");
    EVENTUALLY(!world.found(cleo, "Said in other words").empty());
    auto const id = world.ask(cleo, world.found(cleo, "Said in other words"));
    EVENTUALLY(alice.get("/requests?box=received")["items"].size() == 1);

    world.c.command({"pact", "end", world.a.authority()});
    EVENTUALLY(world.found(cleo, "pact").empty() && !world.holds(world.a, world.c));
    world.follow(world.bo, alice);
    world.offer(alice, "After the pact");
    EVENTUALLY(!world.found(world.bo, "After the pact").empty());
    CHECK(world.state(cleo, id) == "sent"); // What was asked stays asked
    CHECK(world.found(cleo, "After the pact").empty());
    CHECK(world.around.get(limited.text("uri")).status == 404);
}

} // namespace federwerk::tests
