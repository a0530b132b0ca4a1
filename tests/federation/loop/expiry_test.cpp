// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests end after three weeks, whether or not the other server is there to hear of it.
#include "federation/federwerks/two_federwerks.hpp"

namespace federwerk::tests {
namespace {

struct asked_bo : two_federwerks {
    asked_bo()
    {
        auto const follow = bo.follow(alice.address());
        EVENTUALLY(bo.is_following(follow));
        alice.post("/openings", R"({"kind":"mentoring","direction":"offering","terms":["unpaid"]})");
        EVENTUALLY(!opening().empty());
        sent = bo.post("/requests", R"({"opening":")" + opening() + R"(","message":"Please"})").text("id");
        EVENTUALLY(!received().empty());
    }
    std::string first_of(member& who, std::string const& list)
    {
        auto const page = who.get(list);
        return std::string(page["items"].at(0)["id"].text().value_or(""));
    }
    std::string opening() { return first_of(bo, "/openings?member=" + alice.address()); }
    std::string received() { return first_of(alice, "/requests?box=received"); }
    std::string state(member& who, std::string const& id) { return who.get("/requests/" + id).text("state"); }
    std::size_t closed_news()
    {
        auto const text = bo.get("/notifications").body;
        std::size_t n = 0;
        for (auto at = text.find("request_closed"); at != std::string::npos;
             at = text.find("request_closed", at + 1))
            ++n;
        return n;
    }
    // Three weeks, for what is stored on both sides.
    void pass_three_weeks()
    {
        for (auto* const each : {&a, &b})
            each->in_database("UPDATE request SET created_at = created_at - interval '21 days',"
                              " expires_at = expires_at - interval '21 days'");
    }

    std::string sent;
    asked_bo& world = *this; // For EVENTUALLY
};

} // namespace

TEST_CASE("a request ends alike on both sides, whichever server was down when it expired",
          "[federation][loop][expiry]")
{
    asked_bo world;
    bool const declined = GENERATE(false, true);
    bool const sender_was_down = !declined; // Either word with either server is the same code
    CAPTURE(declined, sender_was_down);
    auto const received = world.received();
    if (declined)
        world.alice.act("/requests/" + received + "/not_now");
    auto& sleeping = sender_was_down ? world.b : world.a;
    auto& awake = sender_was_down ? world.a : world.b;
    sleeping.stop();
    world.pass_three_weeks();
    awake.stop(); // Looks when it begins, and then every minute
    awake.start();
    auto& there = sender_was_down ? world.alice : world.bo;
    EVENTUALLY(world.state(there, sender_was_down ? received : world.sent) == "expired");
    sleeping.start();
    EVENTUALLY(world.closed_news() == 1);
    CHECK(world.state(world.alice, received) == "expired");
    CHECK(world.state(world.bo, world.sent) == "expired");
    // What comes after the Reject shows that the Reject came, and said nothing new.
    world.alice.post("/openings", R"({"kind":"code-review","direction":"offering","terms":["unpaid"]})");
    EVENTUALLY(world.bo.get("/openings?member=" + world.alice.address())["items"].size() == 2);
    CHECK(world.state(world.bo, world.sent) == "expired");
    CHECK(world.closed_news() == 1);
}

} // namespace federwerk::tests
