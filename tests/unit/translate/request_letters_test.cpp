// SPDX-License-Identifier: AGPL-3.0-or-later
// Each letter of a request, its thread and its introduction, held against its schema.
#include "translate/outgoing_request.hpp"
#include "unit/translate/people.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::translate;
using namespace federwerk::tests;

namespace {

std::string const id = "https://a.test/ap/activities/5", asked_id = "https://b.test/ap/activities/9";

domain::actor person(std::string const& name, std::string const& host)
{
    domain::actor a;
    a.id = {2};
    a.uri = "https://" + host + "/u/" + name;
    a.username = name;
    a.host = host;
    return a;
}
domain::actor const owner = alice(), sender = person("bo", "b.test"), carla = person("carla", "c.test");
request_parties const both{sender, owner};

domain::request asked()
{
    domain::request r{.id = {3}, .uri = "https://b.test/ap/requests/3"};
    r.opening_uri = "https://a.test/ap/openings/8";
    r.message = "I can <help> & learn";
    r.created_at = noon;
    return r;
}

domain::request agreed()
{
    auto r = asked();
    r.state = domain::request_state::agreed;
    r.agreement_uri = "https://a.test/ap/agreements/4";
    return r;
}

promises const one_way{{"https://a.test/ap/openings/8#primary"}};
promises const swap{{"https://a.test/ap/openings/8#primary", "hour", "3"},
                    promised{"https://a.test/ap/openings/8#reciprocal", "kilogram", "0.5"}};

// As it is sent: the sender's proof is what others trust.
std::string proven(std::string offer)
{
    offer.pop_back();
    return offer +
           R"(,"proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022",)"
           R"("proofPurpose":"assertionMethod","proofValue":"z3x",)"
           R"("verificationMethod":"https://b.test/u/bo#ed25519-key","created":"2026-03-01T12:00:00Z"}})";
}

std::string with(std::string letter, std::string const& member)
{
    return letter.insert(1, member + ",");
}

direct_message message()
{
    return {
        .uri = "https://a.test/ap/messages/6", .html = "<p>Hello</p>", .in_reply_to = {}, .published = noon};
}

} // namespace

TEST_CASE("a request fits its schema, with all that it may carry and without",
          "[translate][schema][requests]")
{
    auto const what = GENERATE(one_way, swap);
    auto r = asked();
    CHECK(why(offer(r, what, both), "offer.json") == "");
    r.answers = {"Since 2019", "In Rust"};
    r.unit = "http://www.ontology-of-units-of-measure.org/resource/om-2/one";
    request_parties const for_others{sender, owner, "https://b.test/u/club"};
    CHECK(why(offer(r, what, for_others), "offer.json") == "");
    CHECK(why(proven(offer(r, what, for_others)), "offer.json") == "");
}

TEST_CASE("what is promised is in the terms of the opening that is answered, and in ones of our own",
          "[translate][requests]")
{
    domain::opening o{.uri = asked().opening_uri};
    o.seats.push_back({.position = 0, .uri = o.uri + "#primary", .kind = {}, .badges = {}});
    auto r = asked();
    r.unit = "hour";
    domain::seat_terms terms{.resource = {}, .unit = "hour", .quantity = "3", .reciprocal = {}};
    CHECK(promises_for(r, o, terms).seat.quantity == "3");
    CHECK_FALSE(promises_for(r, o, terms).reciprocal);
    terms.quantity.reset(); // Any amount
    terms.reciprocal = {.uri = o.uri + "#back", .resource = {}, .unit = "kilogram", .quantity = "0.5"};
    auto const what = promises_for(r, o, terms);
    CHECK(what.seat.quantity == "1");
    REQUIRE(what.reciprocal);
    CHECK(what.reciprocal->uri == o.uri + "#back");
    CHECK(what.reciprocal->unit == "kilogram");
    CHECK(what.reciprocal->quantity == "0.5");
    auto const said = offer(r, what, both);
    CHECK(said.find(R"("satisfies":"https://a.test/ap/openings/8#back","resourceQuantity":)"
                    R"({"hasUnit":"kilogram","hasNumericalValue":"0.5"})") != std::string::npos);
    CHECK(why(said, "offer.json") == "");

    o.terms = {domain::term::swap};
    o.in_exchange = "design";
    auto const own = promises_for(asked(), o, {.resource = {}, .quantity = "1", .reciprocal = {}});
    REQUIRE(own.reciprocal);
    CHECK(own.reciprocal->uri == o.uri + "#reciprocal");
    CHECK(own.reciprocal->unit == "one");
}

TEST_CASE("every answer to a request fits its schema", "[translate][schema][requests]")
{
    auto const what = GENERATE(one_way, swap);
    CHECK(why(accept_tentatively(id, asked(), both), "tentative_accept.json") == "");
    CHECK(why(accept_offer(id, agreed(), what, both), "accept.json") == "");
    CHECK(why(agreement_document(agreed(), what, both), "agreement.json") == "");
    CHECK(why(reject_offer(id, asked().uri, both), "reject.json") == "");
    CHECK(why(undo_accept(id, agreed(), both), "undo.json") == "");
    CHECK(why(undo_offer(id, asked(), both), "undo.json") == "");
    CHECK(why(receipt(id, agreed(), owner, sender), "create.json") == "");
    CHECK(why(receipt(id, agreed(), sender, owner), "create.json") == "");
}

TEST_CASE("what is said in a thread fits its schema", "[translate][schema][requests]")
{
    auto words = message();
    CHECK(why(message_document(agreed(), words, owner, sender), "message.json") == "");
    CHECK(why(create_message(id, agreed(), words, owner, sender), "create.json") == "");
    words.in_reply_to = "https://b.test/ap/messages/5";
    CHECK(why(create_message(id, agreed(), words, owner, sender), "create.json") == "");
    CHECK(why(delete_message(id, words.uri, owner, sender), "delete.json") == "");
    CHECK(why(remove_thread(id, agreed(), owner, sender), "remove.json") == "");
}

TEST_CASE("each letter of an introduction fits its schema", "[translate][schema][requests]")
{
    auto const signed_offer = proven(offer(asked(), one_way, both));
    CHECK(why(ask_introduction({id, sender, carla, signed_offer}, owner), "invite.json") == "");
    CHECK(why(pass_on({id, carla, owner, signed_offer}, "We built <it> together.", asked_id),
              "invite.json") == "");
    CHECK(why(passed_on(id, asked_id, carla, sender), "accept.json") == "");
    CHECK(why(undo_introduction(id, asked_id, sender, carla), "undo.json") == "");
}

TEST_CASE("an introduction without the proof of who asks fits no schema", "[translate][schema][requests]")
{
    auto const unsigned_offer = offer(asked(), one_way, both);
    CHECK_FALSE(fits(ask_introduction({id, sender, carla, unsigned_offer}, owner), "invite.json"));
    CHECK_FALSE(fits(pass_on({id, carla, owner, unsigned_offer}, "Hello", asked_id), "invite.json"));
}

TEST_CASE("a schema refuses in a Reject whatever could tell not now from silence",
          "[translate][schema][requests]")
{
    auto const member = GENERATE(as<std::string>{}, R"("content":"no")", R"("result":"https://a.test/r")",
                                 R"("published":"2026-03-01T12:00:00.000Z")", R"("summary":"declined")");
    CHECK_FALSE(fits(with(reject_offer(id, asked().uri, both), member), "reject.json"));
}

TEST_CASE("a schema refuses agreements that name nobody's, and messages to more than one",
          "[translate][schema][requests]")
{
    CHECK_FALSE(fits(accept_offer(id, asked(), one_way, both), "accept.json")); // No agreement has an id yet
    CHECK_FALSE(
        fits(with(accept_follow(uris, id, "https://b.test/f/1", sender.uri, owner.uri), R"("result":{})"),
             "accept.json"));
    auto text = message_document(agreed(), message(), owner, sender);
    auto const to = text.find("\"to\":[") + 6;
    text.insert(to, R"("https://www.w3.org/ns/activitystreams#Public",)");
    CHECK_FALSE(fits(text, "message.json"));
}
