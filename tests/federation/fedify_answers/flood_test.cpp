// SPDX-License-Identifier: AGPL-3.0-or-later
// A member of another server offers more in a day than anybody would read.
#include "federation/fedify_answers/world.hpp"

namespace federwerk::tests {
namespace {

constexpr int flood = 40;
constexpr std::size_t most_of_one_a_day = 30;

} // namespace

TEST_CASE("a flood of openings by one person is cut off, and others are heard all the same",
          "[federation][fedify][flood]")
{
    federwerk_and_fedify world;
    for (auto const* const who : {"bo", "rita"}) {
        auto const follow = world.alice.follow(world.fedify.uri(who));
        EVENTUALLY(world.alice.is_following(follow));
    }
    for (int i = 0; i < flood; ++i)
        world.say("bo", world.opening("bo", "Flood"));
    world.say("rita", world.opening("rita", "A quiet offer"));
    auto const search = [&] { return world.alice.get("/space_station?limit=40"); };
    EVENTUALLY(search().body.find("A quiet offer") != std::string::npos);
    EVENTUALLY(search()["items"].size() == most_of_one_a_day + 1);
    world.say("bo", world.opening("bo", "One more"));
    world.say("rita", world.opening("rita", "Another quiet one"));
    EVENTUALLY(search().body.find("Another quiet one") != std::string::npos);
    CHECK(search()["items"].size() == most_of_one_a_day + 2);
}

} // namespace federwerk::tests
