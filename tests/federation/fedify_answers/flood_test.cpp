// SPDX-License-Identifier: AGPL-3.0-or-later
// A member of another server offers more in a day than anybody would read.
#include "federation/fedify_answers/world.hpp"

namespace federwerk::tests {
namespace {

constexpr int flood = 40;
constexpr std::size_t most_of_one_a_day = 30;

std::string opening(federwerk_and_fedify& world, std::string const& who, std::string const& words)
{
    auto const id = "https://" + world.fedify.authority() + "/offers/" + std::to_string(++world.said);
    auto const author = world.fedify.uri(who);
    auto const to = R"("to":["https://www.w3.org/ns/activitystreams#Public"])";
    return R"({"@context":"https://www.w3.org/ns/activitystreams","type":"Create","id":")" + id +
           R"(/create","actor":")" + author + R"(",)" + to + R"(,"object":{"type":"Note","id":")" + id +
           R"(","attributedTo":")" + author + R"(",)" + to + R"(,"content":"<p>)" + words +
           R"(</p>","purpose":"offer","publishes":{"type":"Intent","id":")" + id +
           R"(#primary","action":"deliverService"}}})";
}

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
        world.say("bo", opening(world, "bo", "Flood"));
    world.say("rita", opening(world, "rita", "A quiet offer"));
    auto const search = [&] { return world.alice.get("/space_station?limit=40"); };
    EVENTUALLY(search().body.find("A quiet offer") != std::string::npos);
    EVENTUALLY(search()["items"].size() == most_of_one_a_day + 1);
    world.say("bo", opening(world, "bo", "One more"));
    world.say("rita", opening(world, "rita", "Another quiet one"));
    EVENTUALLY(search().body.find("Another quiet one") != std::string::npos);
    CHECK(search()["items"].size() == most_of_one_a_day + 2);
}

} // namespace federwerk::tests
