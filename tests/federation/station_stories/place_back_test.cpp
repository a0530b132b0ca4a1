// SPDX-License-Identifier: AGPL-3.0-or-later
// An agreement that is ended elsewhere gives its place back, and a third instance hears of it.
#include "federation/station_stories/three_federwerks.hpp"

namespace federwerk::tests {

TEST_CASE("a place that a member elsewhere gives back is there again for a third instance",
          "[federation][station]")
{
    three_federwerks world;
    auto [alice, bo, cleo] = std::tie(world.alice, world.bo, world.cleo);
    world.follow(bo, alice);
    world.make_pact(world.a, world.c); // Nobody at c follows alice
    world.offer(alice, "One place a month", R"(,"capacity":1)");
    EVENTUALLY(!world.found(bo, "One place").empty() && !world.found(cleo, "One place").empty());
    auto const sent = world.ask(bo, world.found(bo, "One place"));
    EVENTUALLY(alice.get("/requests?box=received")["items"].size() == 1);
    auto const list = alice.get("/requests?box=received");
    auto const received = std::string(list["items"].at(0)["id"].text().value_or(""));
    alice.act("/requests/" + received + "/interest");
    alice.act("/requests/" + received + "/agree");
    EVENTUALLY(world.found(bo, "One place").empty() && world.found(cleo, "One place").empty());
    EVENTUALLY(world.state(bo, sent) == "agreed");

    bo.act("/requests/" + sent + "/end");
    EVENTUALLY(!world.found(bo, "One place").empty() && !world.found(cleo, "One place").empty());
    CHECK(world.state(alice, received) == "ended");
}

} // namespace federwerk::tests
