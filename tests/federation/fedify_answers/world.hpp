// SPDX-License-Identifier: AGPL-3.0-or-later
// alice@a.test, and a Fedify server whose members say what they are told to, in the shapes of others.
#pragma once

#include "support/eventually.hpp"
#include "support/fedify_peer.hpp"
#include "support/program_under_test.hpp"
#include "support/source_tree.hpp"

#include <catch2/catch.hpp>

namespace federwerk::tests {

inline std::string with(std::string text, std::string const& what, std::string const& instead)
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
    // A Note with the properties of FEP-0837, of somebody who offers a service.
    std::string opening(std::string const& who, std::string const& words, std::string const& terms = {})
    {
        auto const id = "https://" + fedify.authority() + "/offers/" + std::to_string(++said);
        auto const author = fedify.uri(who);
        auto const to = R"("to":["https://www.w3.org/ns/activitystreams#Public"])";
        auto const ours = with(terms, "OFFER", id);
        return R"({"@context":"https://www.w3.org/ns/activitystreams","type":"Create","id":")" + id +
               R"(/create","actor":")" + author + R"(",)" + to + R"(,"object":{"type":"Note","id":")" + id +
               R"(","attributedTo":")" + author + R"(",)" + to + R"(,"content":"<p>)" + words +
               R"(</p>","purpose":"offer","publishes":{"type":"Intent","id":")" + id +
               R"(#primary","action":"deliverService")" + (terms.empty() ? "}" : ours) + "}}";
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

} // namespace federwerk::tests
