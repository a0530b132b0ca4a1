// SPDX-License-Identifier: AGPL-3.0-or-later
// An Offer of an Agreement comes in (FEP-0837), and what its sender says afterwards.
#include "app/requests/expire_requests.hpp"
#include "inbox/verbs.hpp"
#include "wire_world.hpp"

using namespace federwerk;
using namespace federwerk::tests;

TEST_CASE("An Offer for a seat becomes a request, in whatever way its sender writes it", "[requests][offer]")
{
    wire_world w;
    auto const o = w.opening_of_alice({.questions = {"Can you?"}});
    auto const [unit, value, key] =
        GENERATE(table<std::string, std::string, std::string>({{"one", R"("1")", "stipulates"},
                                                               {"one", "1", "stipulates"},
                                                               {"om2:one", R"("1.0")", "stipulates"},
                                                               {"one", R"("1")", "stiplulates"}}));
    auto const object = agreement(o.seats.front().uri, unit, value, key);
    CHECK(w.says(w.bo, "Offer", object, R"(,"content":"<p>I can <b>help</b></p>","answers":["Yes"])") ==
          "done");
    auto const r = w.request("https://b.test/v/1");
    CHECK(r.state == domain::request_state::sent);
    CHECK(r.message == "I can help");
    CHECK(r.receiver_id == w.alice.id);
    CHECK(w.count("notification WHERE kind = 'request_received'") == 1);
    CHECK(w.count("activity") == 0);
}

TEST_CASE("The agreement echoes the unit of the Offer, and names it", "[requests][offer]")
{
    wire_world w;
    auto const o = w.opening_of_alice();
    auto const unit = "http://www.ontology-of-units-of-measure.org/resource/om-2/one";
    REQUIRE(w.says(w.bo, "Offer", agreement(o.seats.front().uri, unit)) == "done");
    w.alice_says("https://b.test/v/1", domain::step::agree);
    auto const said = json::document::parse(w.letter("Accept")).value();
    auto const result = said.root()["result"];
    auto const r = w.request("https://b.test/v/1");
    CHECK(said.root()["object"].text() == "https://b.test/v/1");
    CHECK(result["id"].text() == r.agreement_uri);
    CHECK(result["attributedTo"].text() == w.alice.uri);
    CHECK(result["stipulates"]["satisfies"].text() == o.seats.front().uri);
    CHECK(result["stipulates"]["resourceQuantity"]["hasUnit"].text() == unit);

    auto const receipt = R"({"id":"https://b.test/r/1","type":"Document","name":"Receipt","context":")" +
                         *r.agreement_uri + "\"}";
    CHECK(w.says(w.cy, "Create", receipt).starts_with("refused"));
    CHECK(w.says(w.bo, "Create", receipt) == "done");
    CHECK(w.request(r.uri).sender_done_at);
    w.alice_says(r.uri, domain::step::done);
    CHECK(w.request(r.uri).state == domain::request_state::done);
    CHECK(w.letter("Create").find(*r.agreement_uri) != std::string::npos);
}

TEST_CASE("An Offer of another quantity, or without what is asked for in return, is rejected",
          "[requests][offer]")
{
    wire_world w;
    auto const o = w.opening_of_alice();
    auto const [seat, unit, value] = GENERATE(table<std::string, std::string, std::string>(
        {{"#primary", "one", R"("2")"}, {"#primary", "hour", R"("1")"}, {"#seat-9", "one", R"("1")"}}));
    auto const object = agreement(o.uri + seat, unit, value);
    CHECK(w.says(w.bo, "Offer", object) == "done: refused");
    CHECK(w.requests() == 0);
    CHECK(w.letter("Reject").find(R"("object":"https://b.test/v/1")") != std::string::npos);
}

TEST_CASE("A swap wants something in return", "[requests][offer]")
{
    wire_world w;
    auto const o = w.opening_of_alice();
    w.sql("UPDATE opening SET terms = '{swap}', in_exchange = 'design'");
    CHECK(w.says(w.bo, "Offer", agreement(o.seats.front().uri)) == "done: refused");
    auto given = agreement(o.seats.front().uri);
    given.insert(given.size() - 1, R"(,"stipulatesReciprocal":{"type":"Commitment","satisfies":")" + o.uri +
                                       R"(#reciprocal","resourceQuantity":{"hasUnit":"one"}})");
    CHECK(w.says(w.bo, "Offer", given) == "done");
    w.alice_says("https://b.test/v/2", domain::step::agree);
    CHECK(w.letter("Accept").find("#reciprocal\",\"resourceQuantity\"") != std::string::npos);
}

TEST_CASE("Offers for nothing that is open here are dropped without a word", "[requests][offer]")
{
    wire_world w;
    auto const object =
        GENERATE(R"({"type":"Note","content":"x"})", R"("https://b.test/x")",
                 R"({"type":"Agreement","stipulates":{"satisfies":"https://c.test/1"}})",
                 R"({"type":"Agreement","stipulates":{"satisfies":"https://a.test/ap/openings/1#primary"}})");
    CHECK(w.says(w.bo, "Offer", object).starts_with("ignored"));
    CHECK(w.count("activity") == 0);
}

TEST_CASE("Whoever asks too many strangers a day is dropped and counted", "[requests][flood]")
{
    wire_world w;
    std::vector<std::string> seats;
    w.base.commit([&](db::transaction& tx) {
        for (int i = 0; i <= domain::strangers_at_first; ++i)
            seats.push_back(add_opening(tx, add_member(tx, "m" + std::to_string(i))).seats.front().uri);
    });
    for (int i = 0; i < domain::strangers_at_first; ++i)
        CHECK(w.says(w.bo, "Offer", agreement(seats[static_cast<std::size_t>(i)])) == "done");
    CHECK(w.says(w.bo, "Offer", agreement(seats.back())) == std::string(inbox::request_flood_outcome));
    remote_person bea{"bea", "b.test"};
    bea.live_in(w.world);
    CHECK(w.says(bea, "Offer", agreement(seats.back())) == std::string(inbox::request_flood_outcome));
    CHECK(w.says(w.cy, "Offer", agreement(seats.back())) == "done");
    CHECK(w.count("activity") == 0);
}

TEST_CASE("Nobody elsewhere asks the same person all day", "[requests][flood]")
{
    wire_world w;
    auto const o = w.opening_of_alice();
    for (int i = 0; i <= domain::most_to_one_a_day; ++i) {
        auto const done = w.says(w.bo, "Offer", agreement(o.seats.front().uri));
        CHECK((done == "done") == (i < domain::most_to_one_a_day));
        w.sql("UPDATE request SET state = 'withdrawn'");
    }
    CHECK(w.count("notification") == domain::most_to_one_a_day);
}

TEST_CASE("An Offer is withdrawn, and an agreement ended, by those alone whom it concerns",
          "[requests][undo]")
{
    wire_world w;
    auto const o = w.opening_of_alice();
    REQUIRE(w.says(w.bo, "Offer", agreement(o.seats.front().uri)) == "done");
    std::string const uri = "https://b.test/v/1";
    bool const agreed = GENERATE(false, true);
    if (agreed)
        w.alice_says(uri, domain::step::agree);
    auto const object = GENERATE_COPY('"' + uri + '"', R"({"id":")" + uri + R"(","type":"Offer"})");
    CHECK(w.says(w.cy, "Undo", object).starts_with("refused"));
    CHECK(w.says(w.bo, "Undo", object) == "done");
    CHECK(w.request(uri).state == (agreed ? domain::request_state::ended : domain::request_state::withdrawn));
}

TEST_CASE("Declined and unanswered requests get the same Reject, but for ids and times",
          "[requests][silence]")
{
    wire_world w;
    auto const o = w.opening_of_alice();
    REQUIRE(w.says(w.bo, "Offer", agreement(o.seats.front().uri)) == "done");
    auto const other = w.opening_of_alice();
    REQUIRE(w.says(w.bo, "Offer", agreement(other.seats.front().uri)) == "done");
    w.alice_says("https://b.test/v/1", domain::step::not_now);
    CHECK(w.count("activity") == 0);
    CHECK(w.count("delivery") == 0);
    auto const then = core::now() + domain::request_lasts + std::chrono::hours(1);
    w.base.commit(
        [&](db::transaction& tx) { CHECK(app::expire_requests(tx, w.uris, then, 10).value() == 2); });
    CHECK(w.count("activity WHERE type = 'Reject'") == 2);
    CHECK(
        w.text(
            "SELECT count(DISTINCT replace(replace(replace(body, uri, 'ID'), 'https://b.test/v/1', 'OFFER'), "
            "'https://b.test/v/2', 'OFFER')) FROM activity") == "1");
    CHECK(w.count("delivery") == 2);
}

TEST_CASE("An Offer ends three weeks after it was sent, wherever it was in the meantime", "[requests][offer]")
{
    using std::chrono::days, std::chrono::hours;
    wire_world w;
    auto const o = w.opening_of_alice();
    auto const now = core::now();
    auto const [sent, begins] = GENERATE_COPY(table<core::time_point, core::time_point>(
        {{now - days(2), now - days(2)}, {now - days(30), now - days(7)}, {now + days(30), now}}));
    CHECK(w.says(w.bo, "Offer", agreement(o.seats.front().uri),
                 R"(,"published":")" + core::to_rfc3339(sent) + "\"") == "done");
    auto const r = w.request("https://b.test/v/1");
    CHECK(r.expires_at >= begins + domain::request_lasts - std::chrono::milliseconds(1));
    CHECK(r.expires_at <= begins + domain::request_lasts + hours(1));
    CHECK(r.created_at >= now - std::chrono::milliseconds(1)); // The limits count by the day on which it came
}

TEST_CASE("Who asks anew once the clock has ended the first is heard, before any job came round",
          "[requests][offer]")
{
    wire_world w;
    auto const o = w.opening_of_alice();
    REQUIRE(w.says(w.bo, "Offer", agreement(o.seats.front().uri)) == "done");
    CHECK(w.says(w.bo, "Offer", agreement(o.seats.front().uri)) == "ignored: asked before");
    w.sql("UPDATE request SET expires_at = now()");
    CHECK(w.says(w.bo, "Offer", agreement(o.seats.front().uri)) == "done");
    CHECK(w.request("https://b.test/v/1").state == domain::request_state::expired);
    CHECK(w.request("https://b.test/v/3").state == domain::request_state::sent);
    CHECK(w.letter("Reject").find("https://b.test/v/1") != std::string::npos);
}
