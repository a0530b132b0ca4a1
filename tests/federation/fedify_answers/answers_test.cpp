// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody whose server is not Federwerk answers a call, with the JSON that Mastodon sends for a direct
// reply.
#include "support/eventually.hpp"
#include "support/fedify_peer.hpp"
#include "support/program_under_test.hpp"
#include "support/source_tree.hpp"

#include <catch2/catch.hpp>

namespace federwerk::tests {
namespace {

using Catch::Contains;

std::string with(std::string text, std::string const& what, std::string const& instead)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + instead.size()))
        text.replace(at, what.size(), instead);
    return text;
}

struct federwerk_and_fedify {
    neighbourhood around;
    program_under_test a{around, "a.test"};
    member alice{around, a, "alice"};
    fedify_peer fedify{around, "draft-cavage-http-signatures-12"};
    federwerk_and_fedify& world = *this; // For EVENTUALLY

    std::string logs() const { return "a.test:\n" + a.log() + "\nfedify.test:\n" + fedify.log(); }

    // Mastodon's mentions-only reply, said by a member of the Fedify server.
    std::string reply(std::string const& who, std::string const& in_reply_to, std::string const& words)
    {
        auto text = read_file(source_tree() / "tests/fixtures/mastodon/create_direct_reply.json");
        text = with(std::move(text), "https://a.test/ap/actors/OWNER", alice.uri());
        text = with(std::move(text), "https://a.test/ap/openings/OPENING", in_reply_to);
        text = with(std::move(text), "https://mastodon.example/users/bo/",
                    "https://" + fedify.authority() + "/s/" + std::to_string(++said) + "/");
        text = with(std::move(text), "https://mastodon.example/users/bo", fedify.uri(who));
        return with(std::move(text), "I would like to help with <em>that</em>.", words);
    }
    void say(std::string const& who, std::string const& activity)
    {
        auto const answered = fedify.act("say", R"({"as":")" + who + R"(","inbox":")" + alice.uri() +
                                                    R"(/inbox","activity":)" + activity + "}");
        CHECK(answered["status"].integer() == 202);
    }
    void claim(std::string const& who, std::string const& type, std::string const& rest)
    {
        auto const id = "https://" + fedify.authority() + "/claims/" + std::to_string(++said);
        say(who, R"({"@context":"https://www.w3.org/ns/activitystreams","id":")" + id + R"(","type":")" +
                     type + R"(","actor":")" + fedify.uri(who) + R"(",)" + rest + "}");
    }
    // Whatever was said before is worked off when this has come.
    void wait_for_reply_to(std::string const& opening, std::string const& words)
    {
        say("bo", reply("bo", opening, words));
        EVENTUALLY(alice.get("/requests?box=received").body.find(words) != std::string::npos);
    }
    answer call()
    {
        return alice.post("/calls", R"({"title":"Somebody to draw it","text":"One picture","terms":["paid"],)"
                                    R"("seats":[{"kind":"design"}]})");
    }
    std::string received_part(std::string const& words, std::string_view part)
    {
        auto const all = json::document::parse(fedify.received("Create", words)).value();
        return std::string(all.root()["document"]["object"][part].text().value_or(""));
    }

    int said = 0;
};

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
