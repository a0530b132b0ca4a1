// SPDX-License-Identifier: AGPL-3.0-or-later
// A request over a common collaborator: asked for, passed on with a sentence, or left alone.
#include "api/federwerk/introductions.hpp"
#include "db/credits.hpp"
#include "desk.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

// alice and carol have both worked with dora, and not with each other.
struct introductions_desk : requests_desk {
    introductions_desk()
    {
        for (auto& route : api::introduction_routes(in))
            routes.push_back(std::move(route));
        base.commit([&](db::transaction& tx) {
            dora = add_member(tx, "dora");
            work_together(tx, alice);
            work_together(tx, carol);
        });
        o = opening_of(carol);
    }
    void work_together(db::transaction& tx, domain::actor const& with)
    {
        domain::credit c;
        c.highlight_uri = "https://a.test/ap/highlights/" + with.id.text();
        c.author_id = dora.id;
        c.collaborator_id = with.id;
        c.digest = "sha-256:1";
        c.state = domain::credit_state::confirmed;
        c.requested_at = core::now();
        c.answered_at = core::now();
        REQUIRE(db::upsert_credit(tx, c));
    }
    result<http::response> ask_over(std::string const& introducer, domain::opening const& which)
    {
        auto const body = asking(which, R"(,"introducer":")" + introducer + "\"");
        CHECK(fits(body, "introduction_request"));
        CHECK_FALSE(json::validate(body, source_tree() / "schemas/api/request_request.json"));
        return post(alice, "/introductions", body);
    }
    // Of this list the only one.
    std::string only(domain::actor const& by, std::string const& pattern, std::string const& box)
    {
        auto const list = get(by, pattern, {}, "box=" + box);
        REQUIRE(items(list) == 1);
        CHECK(fits(list->body, pattern.substr(1)));
        return json::document::parse(list->body)->root()["items"].at(0).write();
    }
    std::string asked()
    {
        auto const made = ask_over("dora", o);
        REQUIRE(made);
        CHECK(made->status == 201);
        CHECK(fits(made->body, "introduction"));
        return member_of(made->body, "id");
    }

    domain::actor dora;
    domain::opening o;
};

std::string const sentence = "We built a compiler together.";

} // namespace

TEST_CASE("a request passed on comes to the owner with a sentence that the asker never reads",
          "[api][requests][introduction]")
{
    introductions_desk d;
    auto const id = d.asked();
    CHECK(d.count("request") == 0); // The owner knows nothing of it
    CHECK(d.count("notification WHERE kind = 'introduction_asked' AND member_id = " + d.dora.id.text()) == 1);
    CHECK(d.only(d.dora, "/introductions", "received").find("I can help") != std::string::npos);

    auto const done =
        d.post(d.dora, "/introductions/{id}/pass_on", R"({"sentence":")" + sentence + "\"}", id);
    REQUIRE(done);
    CHECK(requests_desk::fits(done->body, "introduction"));
    auto const received = d.only(d.carol, "/requests", "received"),
               sent = d.only(d.alice, "/requests", "sent");
    CHECK(requests_desk::member_of(received, "introduction") == sentence);
    CHECK(received.find("\"dora\"") != std::string::npos);
    CHECK(sent.find(sentence) == std::string::npos);
    auto const mine = d.only(d.alice, "/introductions", "sent");
    CHECK(requests_desk::member_of(mine, "state") == "passed_on");
    CHECK(mine.find(sentence) == std::string::npos);

    auto const request = requests_desk::member_of(received, "id");
    CHECK(d.step(d.carol, request, "agree") == "agreed");
    CHECK(d.get(d.alice, "/requests/{id}", request)->body.find(sentence) == std::string::npos);
}

TEST_CASE("to the asker an introduction declined looks like one that nobody answered, to its end and after",
          "[api][requests][introduction][not_now]")
{
    introductions_desk d;
    auto const id = d.asked();
    auto const seen = [&] { return d.only(d.alice, "/introductions", "sent"); };
    auto const before = seen();
    auto const told = d.count("notification");
    auto const declined = d.post(d.dora, "/introductions/{id}/decline", {}, id);
    REQUIRE(declined);
    CHECK(requests_desk::member_of(declined->body, "state") == "lapsed");
    CHECK(seen() == before);
    CHECK(requests_desk::member_of(seen(), "state") == "asked");
    CHECK(d.count("notification") == told);
    CHECK(d.count("request") == 0);
    CHECK((d.ask_over("dora", d.o).error().code == errc::conflict)); // As while nobody has answered

    d.sql("UPDATE introduction SET expires_at = now() - interval '1 second'");
    auto const over = seen();
    d.sql("UPDATE introduction SET state = 'asked'"); // Had it never been declined
    CHECK(seen() == over);
    CHECK(requests_desk::member_of(over, "state") == "lapsed");
}

TEST_CASE("only whom both have worked with may be asked, and only who was asked passes on, once",
          "[api][requests][introduction]")
{
    introductions_desk d;
    auto const eve = d.person("eve");
    auto const refused = d.ask_over("eve", d.o);
    CHECK((refused.error().code == errc::invalid));
    CHECK(refused.error().details[0].field == "introducer");
    auto const id = d.asked();
    auto const words = R"({"sentence":")" + sentence + "\"}";
    for (auto const& other : {eve, d.alice, d.carol}) {
        CHECK((d.post(other, "/introductions/{id}/pass_on", words, id).error().code == errc::not_found));
        CHECK((d.post(other, "/introductions/{id}/decline", {}, id).error().code == errc::not_found));
    }
    CHECK((d.post(d.dora, "/introductions/{id}/pass_on", R"({"sentence":" "})", id).error().code ==
           errc::invalid));
    REQUIRE(d.post(d.dora, "/introductions/{id}/pass_on", words, id));
    CHECK((d.post(d.dora, "/introductions/{id}/pass_on", words, id).error().code == errc::conflict));
    CHECK((d.post(d.dora, "/introductions/{id}/decline", {}, id).error().code == errc::conflict));
    CHECK(d.count("request") == 1);
}

TEST_CASE("the asker takes an introduction back until it is passed on, declined or not",
          "[api][requests][introduction]")
{
    introductions_desk d;
    auto const id = d.asked();
    auto const take_back = [&](domain::actor const& by) {
        return d.post(by, "/introductions/{id}/withdraw", {}, id);
    };
    CHECK((take_back(d.dora).error().code == errc::not_found));
    if (GENERATE(false, true))
        REQUIRE(d.post(d.dora, "/introductions/{id}/decline", {}, id));
    auto const done = take_back(d.alice);
    REQUIRE(done);
    CHECK(requests_desk::fits(done->body, "introduction"));
    CHECK(requests_desk::member_of(done->body, "state") == "withdrawn");
    CHECK((take_back(d.alice).error().code == errc::conflict));
    auto const words = R"({"sentence":")" + sentence + "\"}";
    CHECK((d.post(d.dora, "/introductions/{id}/pass_on", words, id).error().code == errc::conflict));
    CHECK(d.count("request") == 0);

    auto const again = requests_desk::member_of(d.ask_over("@dora@a.test", d.o)->body, "id");
    REQUIRE(d.post(d.dora, "/introductions/{id}/pass_on", words, again));
    CHECK((d.post(d.alice, "/introductions/{id}/withdraw", {}, again).error().code == errc::conflict));
}

TEST_CASE("an introduction to what is closed in the meantime is not passed on, and the introducer learns why",
          "[api][requests][introduction]")
{
    introductions_desk d;
    auto const id = d.asked();
    d.sql("UPDATE opening SET ends_at = now() - interval '1 second'");
    auto const words = R"({"sentence":")" + sentence + "\"}";
    CHECK((d.post(d.dora, "/introductions/{id}/pass_on", words, id).error().code == errc::conflict));
    CHECK(requests_desk::member_of(d.only(d.dora, "/introductions", "received"), "state") == "asked");
    CHECK(d.count("request") == 0);
}

TEST_CASE("a request that is passed on keeps its answers and for whom it is made",
          "[api][requests][introduction]")
{
    introductions_desk d;
    domain::actor acme;
    d.base.commit([&](db::transaction& tx) {
        acme = add_member(tx, "acme");
        make_organisation(tx, acme, d.alice);
    });
    auto const o = d.opening_of(d.carol, {.questions = {"When?"}});
    auto const body = requests_desk::asking(o, R"(,"answers":["Now"],"behalf":"acme","introducer":"dora")");
    auto const made = d.post(d.alice, "/introductions", body);
    REQUIRE(made);
    REQUIRE(d.post(d.dora, "/introductions/{id}/pass_on", R"({"sentence":"They are good."})",
                   requests_desk::member_of(made->body, "id")));
    auto const received = d.only(d.carol, "/requests", "received");
    CHECK(received.find(R"("answers":["Now"])") != std::string::npos);
    CHECK(received.find(R"("handle":"acme@a.test")") != std::string::npos);
}

TEST_CASE("introductions stand in two boxes, and there is no third", "[api][requests][introduction]")
{
    introductions_desk d;
    d.asked();
    CHECK(requests_desk::items(d.get(d.alice, "/introductions", {}, "box=received")) == 0);
    CHECK((d.get(d.alice, "/introductions", {}, "box=all").error().code == errc::invalid));
}

TEST_CASE("whoever has had enough of the asker is not asked to introduce them",
          "[api][requests][introduction]")
{
    introductions_desk d;
    d.base.commit([&](db::transaction& tx) {
        tx.exec_params("INSERT INTO block (actor_id, blocked_id, uri) VALUES ($1, $2, 'https://a.test/x')",
                       d.dora.id.value, d.alice.id.value);
    });
    CHECK((d.ask_over("dora", d.o).error().code == errc::invalid));
    CHECK(d.count("notification") == 0);
}

TEST_CASE("everything about introductions happens once under its key", "[api][requests][introduction][once]")
{
    introductions_desk d;
    auto const ask = [&] {
        auto const body = requests_desk::asking(d.o, R"(,"introducer":"dora")");
        CHECK(d.keeps_answer(d.alice, "/introductions", body));
        return d.text("SELECT max(id) FROM introduction");
    };
    auto const first = ask();
    CHECK(d.keeps_answer(d.dora, "/introductions/{id}/decline", {}, first));
    CHECK(d.keeps_answer(d.alice, "/introductions/{id}/withdraw", {}, first));
    CHECK(d.keeps_answer(d.dora, "/introductions/{id}/pass_on", R"({"sentence":"Good."})", ask()));
}
