// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests end after three weeks, whether or not the other server is there to hear of it, and whether they
// were declined or not.
#include "federation/federwerks/two_federwerks.hpp"
#include "federation/loop/shown.hpp"

#include <array>

namespace federwerk::tests {
namespace {

struct asked_twice : two_federwerks {
    asked_twice()
    {
        auto const follow = bo.follow(alice.address());
        EVENTUALLY(bo.is_following(follow));
        for (auto& each : sent) {
            auto const uri =
                alice.post("/openings", R"({"kind":"mentoring","direction":"offering","terms":["unpaid"]})")
                    .text("uri");
            EVENTUALLY(!newest(uri).empty());
            each =
                bo.post("/requests", R"({"opening":")" + newest(uri) + R"(","message":"Please"})").text("id");
        }
        EVENTUALLY(alice.get("/requests?box=received")["items"].size() == sent.size());
    }
    std::string newest(std::string const& uri)
    {
        auto const list = bo.get("/openings?member=" + alice.address());
        auto const first = list["items"].at(0);
        return first["uri"].text() == uri ? std::string(first["id"].text().value_or("")) : std::string();
    }
    // What alice calls a request of bo's.
    std::string received(std::string const& id)
    {
        auto const uri = bo.get("/requests/" + id).text("uri");
        auto const list = alice.get("/requests?box=received");
        for (auto const& each : list["items"].items())
            if (each["uri"].text() == uri)
                return std::string(each["id"].text().value_or(""));
        return {};
    }
    std::string state(member& who, std::string const& id) { return who.get("/requests/" + id).text("state"); }
    bool is_over(member& who)
    {
        return std::ranges::all_of(sent, [&](auto const& id) {
            return state(who, &who == &bo ? id : over_there.at(id)) == "expired";
        });
    }
    // Newest first, as bo reads them.
    std::vector<std::string> news_of(std::string const& id)
    {
        std::vector<std::string> out;
        auto const list = bo.get("/notifications");
        auto const request = bo.get("/requests/" + id);
        for (auto const& each : list["items"].items())
            if (each["request_id"].text() == id) {
                auto text = without_names(each.write(), request);
                for (auto const* const own : {"id", "created_at"})
                    text = with(std::move(text), std::string(each[own].text().value_or("?")), "*");
                out.push_back(std::move(text));
            }
        return out;
    }
    // Three weeks, for what is stored on both sides.
    void pass_three_weeks()
    {
        for (auto* const each : {&a, &b})
            each->in_database("UPDATE request SET created_at = created_at - interval '21 days',"
                              " expires_at = expires_at - interval '21 days'");
    }
    void check_alike()
    {
        auto const declined = bo.get("/requests/" + sent[0]), ignored = bo.get("/requests/" + sent[1]);
        CHECK(declined.text("state") == "expired");
        CHECK(without_names(declined.body, declined) == without_names(ignored.body, ignored));
        CHECK(news_of(sent[0]).size() == 1);
        CHECK(news_of(sent[0]) == news_of(sent[1]));
    }

    std::array<std::string, 2> sent; // The one will be declined, the other left alone
    std::map<std::string, std::string> over_there;
    asked_twice& world = *this; // For EVENTUALLY
};

} // namespace

TEST_CASE(
    "declined and ignored requests end alike on both sides, whichever server was down when they expired",
    "[federation][loop][expiry]")
{
    asked_twice world;
    for (auto const& id : world.sent)
        world.over_there[id] = world.received(id);
    bool const sender_was_down = GENERATE(false, true);
    CAPTURE(sender_was_down);
    world.alice.act("/requests/" + world.over_there[world.sent[0]] + "/not_now");
    auto& sleeping = sender_was_down ? world.b : world.a;
    auto& awake = sender_was_down ? world.a : world.b;
    sleeping.stop();
    world.pass_three_weeks();
    awake.stop(); // Looks when it begins, and then every minute
    awake.start();
    EVENTUALLY(world.is_over(sender_was_down ? world.alice : world.bo));
    sleeping.start();
    EVENTUALLY(world.is_over(world.alice) && world.is_over(world.bo));
    EVENTUALLY(!world.news_of(world.sent[0]).empty() && !world.news_of(world.sent[1]).empty());
    world.check_alike();
    // What comes after the Rejects shows that they came, and said nothing new.
    auto const last =
        world.alice.post("/openings", R"({"kind":"code-review","direction":"offering","terms":["unpaid"]})");
    EVENTUALLY(!world.newest(last.text("uri")).empty());
    world.check_alike();
}

} // namespace federwerk::tests
