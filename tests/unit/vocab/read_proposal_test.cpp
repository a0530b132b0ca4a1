// SPDX-License-Identifier: AGPL-3.0-or-later
#include "letters.hpp"

#include "federation/vocab/incoming.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::tests;

namespace {

vocab::incoming_note note(std::string const& further)
{
    auto const document = parsed(
        R"({"id":"https://b.test/p/1","type":"Note","attributedTo":"https://b.test/u/bo")" + further + "}");
    return vocab::read_note(document.root()).value();
}

} // namespace

TEST_CASE("a Proposal of Mitra is read by its keys, though its context maps hasUnit to vf:",
          "[vocab][proposal]")
{
    auto const document = letter("mitra/proposal");
    auto const read = vocab::read_note(document.root());
    REQUIRE(read.has_value());
    CHECK(read->type == "Proposal");
    REQUIRE(read->proposal);
    auto const& p = *read->proposal;
    REQUIRE(p.publishes.size() == 1);
    CHECK(p.publishes[0].action == "deliverService");
    CHECK(p.publishes[0].quantity->unit == "second");
    CHECK_FALSE(p.publishes[0].quantity->value);
    CHECK(p.unit_based);
    REQUIRE(p.reciprocal);
    CHECK(p.reciprocal->quantity->value == "20000");
    CHECK_FALSE(p.ends);
}

TEST_CASE("what Flohmarkt and Mastodon send is a Note and no proposal", "[vocab][proposal]")
{
    auto const name = GENERATE(as<std::string>{}, "flohmarkt/note");
    auto const document = letter(name);
    CHECK_FALSE(vocab::read_note(document.root()).value().proposal);
    CHECK_FALSE(note(R"(,"purpose":"offer","endTime":"2026-05-01T00:00:00Z")").proposal);
    CHECK_FALSE(note(R"(,"publishes":null)").proposal);
    CHECK_FALSE(note(R"(,"publishes":[])").proposal);
    CHECK_FALSE(note(R"(,"publishes":7)").proposal);
}

TEST_CASE("publishes is an object, a list or an id, and its keys have any prefix", "[vocab][proposal]")
{
    auto const object = GENERATE(as<std::string>{}, R"({"id":"https://b.test/p/1#primary"})",
                                 R"([{"id":"https://b.test/p/1#primary"}])",
                                 R"("https://b.test/p/1#primary")", R"(["https://b.test/p/1#primary"])");
    auto const key = GENERATE(as<std::string>{}, "publishes", "vf:publishes",
                              "https://w3id.org/valueflows/ont/vf#publishes");
    auto const read = note(",\"" + key + "\":" + object);
    REQUIRE(read.proposal);
    REQUIRE(read.proposal->publishes.size() == 1);
    CHECK(read.proposal->publishes[0].id == "https://b.test/p/1#primary");
}

TEST_CASE("quantities are strings, numbers or both in a list", "[vocab][proposal]")
{
    auto const value = GENERATE(as<std::string>{}, R"("2")", "2", R"(["2"])", "2.0");
    auto const read =
        note(R"(,"publishes":{"resourceQuantity":{"om2:hasUnit":"hour","hasNumericalValue":)" + value + "}}");
    auto const& quantity = read.proposal->publishes.at(0).quantity;
    REQUIRE(quantity);
    CHECK(quantity->unit == "hour");
    CHECK(quantity->value == "2");
}

TEST_CASE("a place is an object, a list of one, or a word", "[vocab][proposal]")
{
    auto const place = GENERATE(as<std::string>{}, R"({"type":"Place","name":"Bern"})",
                                R"([{"type":"Place","name":"Bern"}])", R"("Bern")");
    auto const read = note(R"(,"publishes":{},"location":)" + place);
    REQUIRE(read.proposal);
    CHECK(read.proposal->place->name == "Bern");
}

TEST_CASE("of too many intents a bounded part is read", "[vocab][proposal]")
{
    std::string many;
    for (int i = 0; i < 200; ++i)
        many += (i ? "," : "") + std::string(R"({"id":"https://b.test/p/1#)") + std::to_string(i) + "\"}";
    CHECK(note(",\"publishes\":[" + many + "]").proposal->publishes.size() == 20);
}
