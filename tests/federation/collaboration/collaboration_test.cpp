// SPDX-License-Identifier: AGPL-3.0-or-later
// Two members of two Federwerks go from an openness to work that both call done, over the API alone.
#include "federation/federwerks/two_federwerks.hpp"

#include <array>

namespace federwerk::tests {
namespace {

using Catch::Contains;

constexpr auto openness =
    R"({"kind":"code-review","direction":"offering","terms":["unpaid"],"note":"Reviews"})";

std::string id_of_first(answer const& list)
{
    return std::string(list["items"].at(0)["id"].text().value_or(""));
}

std::string state_of(member& who, std::string const& id)
{
    return who.get("/requests/" + id).text("state");
}

bool thread_says(member& who, std::string const& id, std::string const& words)
{
    return who.get("/threads/" + id + "/messages").body.find(words) != std::string::npos;
}

// bo has asked for what alice offers; each of the two has an id of their own for it.
struct asked {
    std::string of_bo, of_alice;
};
asked ask(two_federwerks& world)
{
    auto& [around, a, b, alice, bo] = world;
    auto const follow = bo.follow(alice.address());
    EVENTUALLY(bo.is_following(follow));
    auto const made = alice.post("/openings", openness);
    INFO(made.body);
    REQUIRE(made.status == 201);
    EVENTUALLY(!id_of_first(bo.get("/openings?member=" + alice.address())).empty());
    auto const opening = id_of_first(bo.get("/openings?member=" + alice.address()));
    auto const sent =
        bo.post("/requests", R"({"opening":")" + opening + R"(","message":"Please look at mine"})");
    INFO(sent.body);
    REQUIRE(sent.status == 201);
    EVENTUALLY(!id_of_first(alice.get("/requests?box=received")).empty());
    return {sent.text("id"), id_of_first(alice.get("/requests?box=received"))};
}

} // namespace

TEST_CASE("two members of two Federwerks go from an openness to work that is done",
          "[federation][collaboration]")
{
    two_federwerks world;
    auto& [around, a, b, alice, bo] = world;
    auto const [of_bo, of_alice] = ask(world);
    auto const request = alice.get("/requests/" + of_alice);
    CHECK(request.text("message") == "Please look at mine");
    CHECK(around.get(request.text("uri")).status == 404); // Nobody else reads it

    alice.act("/requests/" + of_alice + "/interest");
    EVENTUALLY(state_of(bo, of_bo) == "interested");
    REQUIRE(bo.post("/threads/" + of_bo + "/messages", R"({"text":"When does it **suit** you?"})").status ==
            201);
    EVENTUALLY(thread_says(alice, of_alice, "<strong>suit</strong>"));
    REQUIRE(alice.post("/threads/" + of_alice + "/messages", R"({"text":"Tomorrow"})").status == 201);
    EVENTUALLY(thread_says(bo, of_bo, "Tomorrow"));
    CHECK_THAT(around.get(alice.uri() + "/outbox?page=1").body, !Contains("Tomorrow"));
    CHECK_FALSE(bo.sees("Tomorrow"));

    alice.act("/requests/" + of_alice + "/agree");
    EVENTUALLY(state_of(bo, of_bo) == "agreed");
    bo.act("/requests/" + of_bo + "/done");
    alice.act("/requests/" + of_alice + "/done");
    EVENTUALLY(state_of(bo, of_bo) == "done" && state_of(alice, of_alice) == "done");

    CHECK(bo.remove("/threads/" + of_bo).status == 204);
    EVENTUALLY(alice.get("/threads")["items"].size() == 0);
    auto const ended = std::array{a.stop(), b.stop()}; // Not 0 where a sanitizer found something
    INFO(world.logs());
    CHECK(ended == std::array{0, 0});
}

TEST_CASE("a request is withdrawn on both servers", "[federation][collaboration]")
{
    two_federwerks world;
    auto& [around, a, b, alice, bo] = world;
    auto const [of_bo, of_alice] = ask(world);
    bo.act("/requests/" + of_bo + "/withdraw");
    EVENTUALLY(state_of(alice, of_alice) == "withdrawn");
}

} // namespace federwerk::tests
