// SPDX-License-Identifier: AGPL-3.0-or-later
// What ends does so everywhere, also where nobody was up to hear of it.
#include "core/time.hpp"
#include "federation/station_stories/three_federwerks.hpp"

namespace federwerk::tests {
namespace {

using namespace std::chrono_literals;

std::string ends_in(std::chrono::seconds time)
{
    return R"(,"ends_at":")" + core::to_rfc3339(core::now() + time) + '"';
}

std::string with_people(three_federwerks& world, std::string const& highlight)
{
    auto const item = world.cleo.find(highlight);
    auto const at = item.find("\"with\":[");
    return at == std::string::npos ? item : item.substr(at + 7, 12);
}

} // namespace

TEST_CASE("an openness that ends while a server is down is not found there when it is up again",
          "[federation][station][expiry]")
{
    three_federwerks world;
    auto& alice = world.alice;
    world.follow(world.bo, alice);
    world.follow(world.cleo, alice);
    auto const known = world.offer(alice, "Known before", ends_in(30s));
    EVENTUALLY(!world.found(world.bo, "Known before").empty());
    world.b.stop();
    auto const missed = world.offer(alice, "Never heard of", ends_in(20s));
    EVENTUALLY(world.around.get(known.text("uri")).status == 410);
    EVENTUALLY(world.around.get(missed.text("uri")).status == 410);
    CHECK(world.found(world.cleo, "Known before").empty());
    world.b.start();
    CHECK(world.found(world.bo, "Known before").empty());
    world.offer(alice, "Afterwards");
    EVENTUALLY(!world.found(world.bo, "Afterwards").empty());
    CHECK(world.found(world.bo, "Never heard of").empty());
}

TEST_CASE("whoever takes a credit back is named nowhere any more", "[federation][station][credit]")
{
    three_federwerks world;
    auto& bo = world.bo;
    world.follow(world.cleo, world.alice);
    auto const made = world.alice.publish("Made by two", R"("collaborators":[")" + bo.address() + R"("])");
    auto const id = [&](std::string const& box) {
        auto const list = bo.get("/credits?box=" + box);
        return std::string(list["items"].at(0)["id"].text().value_or(""));
    };
    EVENTUALLY(!id("asked").empty());
    EVENTUALLY(world.cleo.sees(made.text("uri")));
    CHECK(with_people(world, made.text("uri")).starts_with("[]"));
    bo.act("/credits/" + id("asked") + "/confirm");
    EVENTUALLY(with_people(world, made.text("uri")).starts_with("[{"));
    bo.remove("/credits/" + id("given"));
    EVENTUALLY(with_people(world, made.text("uri")).starts_with("[]"));
}

} // namespace federwerk::tests
