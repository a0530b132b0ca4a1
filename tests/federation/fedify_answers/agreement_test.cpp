// SPDX-License-Identifier: AGPL-3.0-or-later
// A server that knows FEP-0837 and nothing of Federwerk: it asks for what it counts in, and answers by
// letters.
#include "federation/fedify_answers/world.hpp"

namespace federwerk::tests {
namespace {

// Three hours for half a kilogram, and nothing else.
constexpr auto terms = R"(,"resourceQuantity":{"hasUnit":"hour","hasNumericalValue":"3"}},"unitBased":false,)"
                       R"("reciprocal":{"type":"Intent","id":"OFFER#back","action":"transfer",)"
                       R"("resourceQuantity":{"hasUnit":"kilogram","hasNumericalValue":"0.5"}})";

// As it came; that Fedify takes it shows that it can be read as JSON-LD.
json::document letter(federwerk_and_fedify& world, std::string const& type, std::string const& about)
{
    auto const all = json::document::parse(world.fedify.received(type, about)).value();
    return json::document::parse(all.root()["said"].write()).value();
}

void is_quantity(json::view commitment, std::string_view unit, std::string_view value)
{
    CHECK(commitment["type"].text() == "Commitment");
    CHECK(commitment["resourceQuantity"]["hasUnit"].text() == unit);
    CHECK(commitment["resourceQuantity"]["hasNumericalValue"].text() == value);
}

std::string first_of(member& who, std::string const& list, std::string_view part)
{
    auto const page = who.get(list);
    return std::string(page["items"].at(0)[part].text().value_or(""));
}

} // namespace

TEST_CASE("a member answers a proposal of another server in its units, and its agreement counts",
          "[federation][fedify][agreement]")
{
    federwerk_and_fedify world;
    auto& [around, a, alice, fedify, self, said] = world;
    auto const follow = alice.follow(fedify.uri("bo"));
    EVENTUALLY(alice.is_following(follow));
    world.say("bo", world.opening("bo", "Somebody who digs", terms));
    auto const uri = "https://" + fedify.authority() + "/offers/" + std::to_string(said);
    auto const search = [&] { return alice.get("/space_station?limit=40"); };
    EVENTUALLY(search()["items"].size() == 1);
    auto const page = search();
    auto const opening = std::string(page["items"].at(0)["opening"]["id"].text().value_or(""));
    auto const asked =
        alice.post("/requests", R"({"opening":")" + opening + R"(","message":"I have three hours"})");
    EVENTUALLY(fedify.received("Offer").find(R"("proven":true)") != std::string::npos);
    auto const offer = letter(world, "Offer", "");
    CHECK(offer.root()["content"].text() == "<p>I have three hours</p>");
    auto const agreement = offer.root()["object"];
    CHECK(offer.root()["id"].text() == asked.text("uri"));
    CHECK(agreement["stipulates"]["satisfies"].text() == uri + "#primary");
    is_quantity(agreement["stipulates"], "hour", "3");
    CHECK(agreement["stipulatesReciprocal"]["satisfies"].text() == uri + "#back");
    is_quantity(agreement["stipulatesReciprocal"], "kilogram", "0.5");

    auto const agreed = "https://" + fedify.authority() + "/agreements/1";
    auto result = json::document::parse(agreement.write()).value().root().write();
    result.insert(1, R"("id":")" + agreed + R"(","attributedTo":")" + fedify.uri("bo") + R"(",)");
    world.claim("bo", "Accept", R"("object":")" + asked.text("uri") + R"(","result":)" + result);
    auto const state = [&] { return alice.get("/requests/" + asked.text("id")).text("state"); };
    EVENTUALLY(state() == "agreed");
    alice.act("/requests/" + asked.text("id") + "/done");
    world.claim("bo", "Create",
                R"("object":{"type":"Document","id":")" + agreed + R"(/receipt","attributedTo":")" +
                    fedify.uri("bo") + R"(","context":")" + agreed + R"("})");
    EVENTUALLY(state() == "done");
}

TEST_CASE("an Offer of another server for an opening here is answered by an Accept with the agreement",
          "[federation][fedify][agreement]")
{
    federwerk_and_fedify world;
    auto& [around, a, alice, fedify, self, said] = world;
    auto const seat = world.call().text("uri") + "#primary";
    auto const promise = R"("stipulates":{"type":"Commitment","satisfies":")" + seat +
                         R"(","resourceQuantity":{"hasUnit":"one","hasNumericalValue":"1"}})";
    world.claim("bo", "Offer",
                R"("to":[")" + alice.uri() + R"("],"content":"I draw","object":{"type":"Agreement",)" +
                    promise + "}");
    auto const offer = "https://" + fedify.authority() + "/claims/" + std::to_string(said);
    EVENTUALLY(alice.get("/requests?box=received")["items"].size() == 1);
    CHECK(first_of(alice, "/requests?box=received", "message") == "I draw");
    auto const id = first_of(alice, "/requests?box=received", "id");
    alice.act("/requests/" + id + "/interest");
    EVENTUALLY(!fedify.received("TentativeAccept", offer).empty());
    alice.act("/requests/" + id + "/agree");
    EVENTUALLY(fedify.received("Accept", offer).find(R"("said":)") != std::string::npos);
    auto const accept = letter(world, "Accept", offer);
    auto const result = accept.root()["result"];
    CHECK(result["type"].text() == "Agreement");
    CHECK(result["attributedTo"].text() == alice.uri());
    CHECK(result["stipulates"]["satisfies"].text() == seat);
    is_quantity(result["stipulates"], "one", "1");

    world.claim("bo", "Undo", R"("object":")" + offer + '"'); // After an agreement that ends it
    EVENTUALLY(alice.get("/requests/" + id).text("state") == "ended");
}

} // namespace federwerk::tests
