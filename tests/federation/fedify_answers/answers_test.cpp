// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody whose server is not Federwerk answers a call, with the JSON that Mastodon sends for a direct
// reply.
#include "federation/fedify_answers/world.hpp"

namespace federwerk::tests {
namespace {

using Catch::Contains;

} // namespace

TEST_CASE("a direct reply as Mastodon sends it answers a call, and what is agreed on goes both ways",
          "[federation][fedify][mastodon]")
{
    federwerk_and_fedify world;
    auto& [around, a, alice, fedify, self, said] = world;
    auto const call = world.call();
    world.wait_for_reply_to(call.text("uri"), "I can draw.");
    auto const list = alice.get("/requests?box=received");
    REQUIRE(list["items"].size() == 1);
    auto const request = list["items"].at(0);
    CHECK(request["message"].text() == "I can draw.");
    auto const id = std::string(request["id"].text().value_or(""));

    alice.act("/requests/" + id + "/interest");
    alice.post("/threads/" + id + "/messages", R"({"text":"Show me one picture"})");
    EVENTUALLY(!fedify.received("Create", "Show me one picture").empty());
    auto const message = world.received_part("Show me one picture", "id");
    world.say("bo", world.reply("bo", message, "Here it is"));
    EVENTUALLY(alice.get("/threads/" + id + "/messages").body.find("Here it is") != std::string::npos);
    CHECK_THAT(around.get(call.text("uri")).body, !Contains("I can draw."));
    alice.act("/requests/" + id + "/agree");
    CHECK(alice.get("/requests/" + id).text("state") == "agreed");
    alice.remove("/threads/" + id);
    EVENTUALLY(!fedify.received("Delete", message).empty());
}

TEST_CASE("nobody on a Fedify server consents in the name of somebody else", "[federation][fedify][credit]")
{
    federwerk_and_fedify world;
    auto& [around, a, alice, fedify, self, said] = world;
    member ben(around, a, "ben");
    auto const offered =
        ben.post("/openings", R"({"kind":"mentoring","direction":"offering","terms":["unpaid"]})");
    auto const asked =
        alice.post("/requests", R"({"opening":")" + offered.text("id") + R"(","message":"Please"})");
    auto const object = R"("object":")" + asked.text("uri") + '"';
    for (auto const* const type : {"TentativeAccept", "Accept", "Reject", "Undo"})
        world.claim("rita", type, object);

    auto const name = "bo@" + fedify.authority();
    auto const made = alice.publish("Drawn together", R"("collaborators":[")" + name + R"("])");
    EVENTUALLY(!fedify.received("Create", "Drawn together").empty());
    auto const question = world.received_part("Drawn together", "id");
    world.say("rita", world.reply("rita", question, "yes")); // Nobody asked her
    world.wait_for_reply_to(world.call().text("uri"), "After the claims");
    CHECK(alice.get("/requests/" + asked.text("id")).text("state") == "sent");
    auto const shown = [&] { return alice.get("/highlights/" + made.text("id")).body; };
    CHECK_THAT(shown(), Contains("\"with\":[]"));

    world.say("bo", world.reply("bo", question, "yes"));
    EVENTUALLY(shown().find("\"with\":[{\"handle\":\"" + name) != std::string::npos);
}

} // namespace federwerk::tests
