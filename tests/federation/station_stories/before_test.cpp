// SPDX-License-Identifier: AGPL-3.0-or-later
// What a member was open to before anybody elsewhere followed them.
#include "federation/station_stories/three_federwerks.hpp"

namespace federwerk::tests {

using Catch::Contains;

TEST_CASE("openings from before a follow arrive with it, the public ones that are open, without a pact",
          "[federation][station]")
{
    three_federwerks world;
    auto& alice = world.alice;
    auto& bo = world.bo;
    auto const made = world.offer(alice, "Said long before");
    world.offer(alice, "For this instance alone", R"(,"audience":"instance")");
    world.offer(alice, "But not for b", R"(,"exclusions":[")" + world.b.authority() + R"("])");
    auto const closed = world.offer(alice, "Closed again");
    alice.act("/openings/" + closed.text("id") + "/close");
    CHECK(world.found(bo, "Said long before").empty());

    world.follow(bo, alice);
    EVENTUALLY(!world.found(bo, "Said long before").empty());
    CHECK_THAT(bo.get("/multiverse").body, Contains("Said long before"));
    for (auto const hidden : {"For this instance alone", "But not for b", "Closed again"})
        CHECK(world.found(bo, hidden).empty());
    CHECK_THAT(bo.get("/notifications").body, !Contains(made.text("uri")));
    CHECK(world.found(world.cleo, "Said long before").empty()); // Nobody at c follows alice

    // Found is as good as delivered: it can be answered, and its end is heard of.
    auto const id = world.ask(bo, world.found(bo, "Said long before"));
    EVENTUALLY(alice.get("/requests?box=received")["items"].size() == 1);
    CHECK(world.state(bo, id) == "sent");
}

} // namespace federwerk::tests
