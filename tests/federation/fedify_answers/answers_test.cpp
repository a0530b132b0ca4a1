// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody whose server is not Federwerk answers a call, with the JSON that Mastodon sends for a direct
// reply.
#include "federation/fedify_answers/world.hpp"

namespace federwerk::tests {
namespace {

using Catch::Contains;

} // namespace

TEST_CASE("a direct reply as Mastodon sends it answers a call, and the two go the whole way to what both did",
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
    auto const state = [&] { return alice.get("/requests/" + id).text("state"); };
    auto const thread = [&] { return alice.get("/threads/" + id + "/messages").body; };
    // What bo of Fedify is told, and its id, which he can answer.
    auto const heard = [&](std::string const& words) {
        EVENTUALLY(!fedify.received("Create", words).empty());
        CHECK(world.received_part(words, "attributedTo") == alice.uri());
        return world.received_part(words, "id");
    };

    alice.act("/requests/" + id + "/interest");
    auto const interest = heard("That sounds good.");
    world.say("bo", world.reply("bo", interest, "Tell me more"));
    EVENTUALLY(thread().find("Tell me more") != std::string::npos);
    alice.post("/threads/" + id + "/messages", R"({"text":"Show me one picture"})");
    auto const message = heard("Show me one picture");
    world.say("bo", world.reply("bo", message, "Here it is"));
    EVENTUALLY(thread().find("Here it is") != std::string::npos);
    world.say("bo", world.reply("bo", call.text("uri"), "And another one")); // To the call, once more
    EVENTUALLY(thread().find("And another one") != std::string::npos);
    CHECK_THAT(around.get(call.text("uri")).body, !Contains("I can draw."));

    alice.act("/requests/" + id + "/agree");
    auto const agreed = heard("Agreed, we do this together. Answer “done” here when it is done.");
    CHECK_THAT(thread(), Contains("Agreed, we do this together.")); // She sees what was said in her name
    world.say("bo", world.reply("bo", agreed, "Done, here is the picture"));
    EVENTUALLY(thread().find("Done, here is the picture") != std::string::npos);
    CHECK(state() == "agreed");
    alice.act("/requests/" + id + "/done");
    heard("It is done for me too.");
    CHECK(state() == "done");

    auto const draft = alice.get("/requests/" + id + "/highlight_draft");
    CHECK(draft["collaborators"].at(0).text() == "bo@" + fedify.authority());
    auto const made = alice.post("/highlights", draft.body);
    world.say("bo", world.reply("bo", heard("names you as having worked on"), "yes"));
    EVENTUALLY(state() == "credited");
    CHECK_THAT(alice.get("/highlights/" + made.text("id")).body,
               Contains(R"("with":[{"handle":"bo@)" + fedify.authority()));

    alice.remove("/threads/" + id);
    for (auto const& each : {message, interest, agreed})
        EVENTUALLY(!fedify.received("Delete", each).empty());
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
