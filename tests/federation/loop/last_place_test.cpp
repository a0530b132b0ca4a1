// SPDX-License-Identifier: AGPL-3.0-or-later
// Two people of another instance ask for the only place.
#include "federation/federwerks/two_federwerks.hpp"

#include <algorithm>
#include <array>

namespace federwerk::tests {
namespace {

struct asked_twice : two_federwerks {
    asked_twice()
    {
        for (auto* const each : {&bo, &dora}) {
            auto const follow = each->follow(alice.address());
            EVENTUALLY(each->is_following(follow));
        }
        alice.post("/calls", R"({"title":"Somebody to draw it","text":"One picture","terms":["paid"],)"
                             R"("seats":[{"kind":"design"}]})");
        EVENTUALLY(!call_seen_by(bo).empty());
        for (auto* const each : {&bo, &dora})
            each->post("/requests", R"({"opening":")" + call_seen_by(*each) + R"(","message":"I can"})");
        EVENTUALLY(alice.get("/requests?box=received")["items"].size() == 2);
    }
    std::string call_seen_by(member& who)
    {
        auto const list = who.get("/calls?member=" + alice.address());
        return std::string(list["items"].at(0)["id"].text().value_or(""));
    }
    std::array<std::string, 2> received()
    {
        auto const list = alice.get("/requests?box=received");
        return {std::string(list["items"].at(0)["id"].text().value_or("")),
                std::string(list["items"].at(1)["id"].text().value_or(""))};
    }
    static int agreed(member& who, std::string const& box)
    {
        int n = 0;
        auto const list = who.get("/requests?box=" + box);
        for (auto const& each : list["items"].items())
            n += each["state"].text() == "agreed" ? 1 : 0;
        return n;
    }

    member dora{around, b, "dora"};
    asked_twice& world = *this; // For EVENTUALLY
};

} // namespace

TEST_CASE("of two who ask for the last place, exactly one is agreed with, however it is tried",
          "[federation][loop]")
{
    asked_twice world;
    auto const ids = world.received();
    for (auto const& id : ids)
        world.alice.act("/requests/" + id + "/interest");
    auto const answers =
        world.alice.act_at_once({"/requests/" + ids[0] + "/agree", "/requests/" + ids[1] + "/agree"});
    CHECK(std::ranges::count(answers, 200U) == 1);
    CHECK(std::ranges::count(answers, 409U) == 1);
    CHECK(world.agreed(world.alice, "received") == 1);
    EVENTUALLY(world.agreed(world.bo, "sent") + world.agreed(world.dora, "sent") == 1);
    EVENTUALLY(world.bo.get("/space_station?tab=calls")["items"].size() == 0); // Full there too
}

} // namespace federwerk::tests
