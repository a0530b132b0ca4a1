// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests by our own API, between two members and with somebody elsewhere.
#include "desk.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

std::string field_of(result<http::response> const& answer)
{
    return answer || answer.error().details.empty() ? "" : answer.error().details[0].field;
}

} // namespace

TEST_CASE("two members go the whole way, and each is told of the other's steps", "[api][requests]")
{
    requests_desk d;
    auto const o = d.opening_of(d.carol, {.questions = {"Why?"}});
    auto const id = d.ask(d.alice, o, R"(,"answers":["I like it"],"seat":0)");
    CHECK(d.state(d.carol, id) == "sent");
    CHECK(d.step(d.carol, id, "interest") == "interested");
    CHECK(d.state(d.alice, id) == "interested");
    CHECK(d.step(d.carol, id, "agree") == "agreed");
    CHECK(d.step(d.alice, id, "done") == "agreed");
    CHECK(d.step(d.carol, id, "done") == "done");
    CHECK(d.count("activity") == 0); // Nobody elsewhere has to do with it
    CHECK(
        d.text("SELECT string_agg(a.username || ' ' || n.kind, ', ' ORDER BY n.id) FROM notification n JOIN "
               "actor a ON a.id = n.member_id") ==
        "carol request_received, alice request_interested, alice request_agreed, carol request_done, "
        "alice request_done");
    auto const sent = d.get(d.alice, "/requests", {}, "box=sent"),
               received = d.get(d.carol, "/requests", {}, "box=received");
    CHECK(requests_desk::fits(sent->body, "requests"));
    CHECK(requests_desk::fits(received->body, "requests"));
    CHECK(requests_desk::items(sent) == 1);
    CHECK(requests_desk::items(received) == 1);
    CHECK(requests_desk::items(d.get(d.alice, "/requests")) == 0);
    CHECK(field_of(d.get(d.alice, "/requests", {}, "box=all")) == "box");
}

TEST_CASE("others know nothing of a request, and nobody does what the other one says",
          "[api][requests][T-62]")
{
    requests_desk d;
    auto const id = d.ask(d.alice, d.opening_of(d.carol));
    auto const eve = d.person("eve");
    CHECK((d.get(eve, "/requests/{id}", id).error().code == errc::not_found));
    for (auto const* what : {"interest", "not_now", "agree", "withdraw", "done", "end"})
        CHECK((d.post(eve, std::string("/requests/{id}/") + what, {}, id).error().code == errc::not_found));
    CHECK((d.get(d.alice, "/requests/{id}", "17").error().code == errc::not_found));
    CHECK((d.get(d.alice, "/requests/{id}", "x").error().code == errc::not_found));
    for (auto const* what : {"interest", "not_now", "agree"})
        CHECK(
            (d.post(d.alice, std::string("/requests/{id}/") + what, {}, id).error().code == errc::forbidden));
    CHECK((d.post(d.carol, "/requests/{id}/withdraw", {}, id).error().code == errc::forbidden));
    CHECK((d.post(d.carol, "/requests/{id}/done", {}, id).error().code == errc::conflict));
    CHECK(d.step(d.alice, id, "withdraw") == "withdrawn");
    CHECK(d.state(d.carol, id) == "withdrawn");
    CHECK((d.post(d.carol, "/requests/{id}/agree", {}, id).error().code == errc::conflict));
}

TEST_CASE("without a matching open one a request is refused", "[api][requests]")
{
    requests_desk d;
    auto const o = d.opening_of(d.carol, {.questions = {"Why?"}});
    auto const ask = [&](domain::actor const& by, std::string const& more = R"(,"answers":["Yes"])") {
        return d.post(by, "/requests", requests_desk::asking(o, more));
    };
    auto const change = [&](std::string const& set) {
        d.sql("UPDATE opening SET " + set + " WHERE id = " + o.id.text());
    };
    CHECK(field_of(ask(d.alice, "")) == "answers");
    CHECK(field_of(ask(d.alice, R"(,"answers":["Yes"],"seat":3)")) == "seat");
    CHECK(field_of(ask(d.alice, R"(,"answers":["Yes"],"behalf":"carol")")) == "behalf");
    CHECK(field_of(ask(d.alice, R"(,"answers":["Yes"],"more":1)")) == "more");
    CHECK((ask(d.carol).error().code == errc::conflict));
    CHECK(field_of(d.post(d.alice, "/requests", R"({"opening":"x","message":"Hi"})")) == "opening");
    CHECK(
        (d.post(d.alice, "/requests", R"({"opening":"17","message":"Hi"})").error().code == errc::not_found));
    change("closed_at = now()");
    CHECK((ask(d.alice).error().code == errc::not_found));
    change("closed_at = NULL, full_until = now() + interval '1 day'");
    CHECK((ask(d.alice).error().code == errc::conflict));
    change("full_until = NULL, ends_at = now() - interval '1 second'");
    CHECK((ask(d.alice).error().code == errc::not_found));
    change("ends_at = now() + interval '1 day'");
    d.sql("INSERT INTO opening_exclusion (opening_id, actor_id) VALUES (" + o.id.text() + ", " +
          d.alice.id.text() + ")");
    CHECK((ask(d.alice).error().code == errc::not_found));
    d.sql("DELETE FROM opening_exclusion");
    CHECK(ask(d.alice));
    CHECK((ask(d.alice).error().code == errc::conflict)); // One open request per seat
    CHECK(d.count("request") == 1);
}

TEST_CASE("twenty strangers a day; whom one has agreed with is none", "[api][requests]")
{
    requests_desk d;
    auto const friendly = d.ask(d.alice, d.opening_of(d.carol));
    d.step(d.carol, friendly, "agree");
    for (int i = 0; i < 20; ++i)
        d.ask(d.alice, d.opening_of(d.person("m" + std::to_string(i))));
    auto const stranger = d.opening_of(d.person("stranger"));
    CHECK((d.post(d.alice, "/requests", requests_desk::asking(stranger)).error().code == errc::throttled));
    d.ask(d.alice, d.opening_of(d.carol));
    d.sql("UPDATE request SET created_at = created_at - interval '1 day'");
    d.ask(d.alice, stranger);
}

TEST_CASE("a request to somebody elsewhere goes out signed, with the row", "[api][requests]")
{
    requests_desk d;
    domain::actor bo;
    d.base.commit([&](db::transaction& tx) { bo = add_remote_actor(tx, "https://b.test/u/bo"); });
    auto const o = d.opening_of(bo);
    d.sql("UPDATE opening SET fetched_at = now()");
    d.sql("INSERT INTO seat_terms (opening_id, position, unit) VALUES (" + o.id.text() + ", 0, 'hour')");
    auto const id = d.ask(d.alice, o);
    CHECK(d.text("SELECT type FROM activity") == "Offer");
    CHECK(d.count("delivery") == 1);
    auto const body = d.text("SELECT body FROM activity");
    auto const offer = json::document::parse(body);
    REQUIRE(offer);
    CHECK(offer->root()["id"].text() == d.uris.request({std::stoll(id)}));
    CHECK(offer->root()["object"]["stipulates"]["satisfies"].text() == o.uri + "#primary");
    CHECK(offer->root()["object"]["stipulates"]["resourceQuantity"]["hasUnit"].text() == "hour");
    CHECK(offer->root()["proof"].present());
    CHECK(d.step(d.alice, id, "withdraw") == "withdrawn");
    CHECK(d.count("activity WHERE type = 'Undo'") == 1);
    CHECK(d.text("SELECT count(DISTINCT lane) FROM delivery") == "1");
}

TEST_CASE("members ask on behalf of an organisation that they act for", "[api][requests]")
{
    requests_desk d;
    auto const org = d.person("works");
    d.base.commit([&](db::transaction& tx) { make_organisation(tx, org, d.alice); });
    auto const handle = GENERATE("works", "@works", "works@a.test", "@works@a.test");
    auto const id = d.ask(d.alice, d.opening_of(d.carol), std::string(R"(,"behalf":")") + handle + '"');
    auto const seen = json::document::parse(d.get(d.carol, "/requests/{id}", id)->body);
    CHECK(seen->root()["behalf"]["handle"].text() == "works@a.test");
    CHECK(seen->root()["sender"]["handle"].text() == "alice@a.test");
    auto const own = d.opening_of(org);
    CHECK((d.post(d.alice, "/requests", requests_desk::asking(own)).error().code == errc::conflict));
    auto const elsewhere = requests_desk::asking(d.opening_of(d.carol), R"(,"behalf":"works@b.test")");
    CHECK(field_of(d.post(d.alice, "/requests", elsewhere)) == "behalf");
}

TEST_CASE("the last place goes to one; ended agreements give it back", "[api][requests]")
{
    requests_desk d;
    auto const o = d.opening_of(d.carol, {.form = domain::opening_form::call});
    auto const bob = d.person("bob");
    auto const one = d.ask(d.alice, o), two = d.ask(bob, o);
    CHECK(d.step(d.carol, one, "agree") == "agreed");
    CHECK((d.post(d.carol, "/requests/{id}/agree", {}, two).error().code == errc::conflict));
    CHECK(d.state(bob, two) == "sent");
    CHECK(d.step(d.alice, one, "end") == "ended");
    CHECK(d.step(d.carol, two, "agree") == "agreed");
}

TEST_CASE("taking a request back makes no room for asking the same person all day", "[api][requests][limits]")
{
    requests_desk d;
    auto const o = d.opening_of(d.carol);
    for (int i = 0; i < domain::most_to_one_a_day; ++i)
        d.step(d.alice, d.ask(d.alice, o), "withdraw");
    CHECK((d.post(d.alice, "/requests", requests_desk::asking(o)).error().code == errc::throttled));
    CHECK(d.count("notification WHERE kind = 'request_received'") == domain::most_to_one_a_day);
}
