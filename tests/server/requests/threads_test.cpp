// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/threads/send_message.hpp"
#include "desk.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

struct thread_desk : requests_desk {
    result<http::response> say(domain::actor const& by, std::string const& text)
    {
        return post(by, "/threads/{id}/messages", R"({"text":")" + text + "\"}", id);
    }
    result<http::response> read(domain::actor const& by) { return get(by, "/threads/{id}/messages", id); }
    result<http::response> remove(domain::actor const& by)
    {
        return call(by, {http::method::delete_, "/threads/{id}", {}, id});
    }
    std::string id;
};

} // namespace

TEST_CASE("a thread opens with interest, and only its parties read and write it", "[api][threads]")
{
    thread_desk d;
    auto const eve = d.person("eve");
    d.id = d.ask(d.alice, d.opening_of(d.carol));
    CHECK((d.say(d.alice, "Hello").error().code == errc::not_found));
    CHECK((d.read(d.alice).error().code == errc::not_found));
    CHECK(requests_desk::items(d.get(d.alice, "/threads")) == 0);
    d.step(d.carol, d.id, "interest");
    CHECK(requests_desk::fits(R"({"text":"Hello"})", "message_request"));
    auto const said = d.say(d.alice, "Hello **Carol**<script>x()</script>");
    REQUIRE(said);
    CHECK(said->status == 201);
    CHECK(requests_desk::fits(said->body, "message"));
    CHECK(said->body.find("<strong>Carol") != std::string::npos);
    CHECK(said->body.find("<script") == std::string::npos);
    REQUIRE(d.say(d.carol, "Hello Alice"));
    for (auto const& who : {d.alice, d.carol}) {
        auto const read = d.read(who);
        CHECK(requests_desk::items(read) == 2);
        CHECK(requests_desk::fits(read->body, "messages"));
        auto const threads = d.get(who, "/threads");
        CHECK(requests_desk::items(threads) == 1);
        CHECK(requests_desk::fits(threads->body, "threads"));
    }
    CHECK((d.read(eve).error().code == errc::not_found));
    CHECK((d.say(eve, "Hello").error().code == errc::not_found));
    CHECK((d.remove(eve).error().code == errc::not_found));
    CHECK(requests_desk::items(d.get(eve, "/threads")) == 0);
    CHECK(d.count("notification WHERE kind = 'thread_message'") == 2);
    CHECK(d.count("activity") == 0);
    CHECK((d.say(d.alice, " ").error().code == errc::invalid));
    CHECK((d.say(d.alice, std::string(5'001, 'x')).error().code == errc::invalid));
}

TEST_CASE("either removes the thread for both", "[api][threads]")
{
    thread_desk d;
    d.id = d.ask(d.alice, d.opening_of(d.carol));
    d.step(d.carol, d.id, "interest");
    REQUIRE(d.say(d.alice, "Hello"));
    auto const& who = GENERATE(true, false) ? d.alice : d.carol;
    CHECK(d.remove(who)->status == 204);
    CHECK(d.count("thread_message") == 0);
    for (auto const& each : {d.alice, d.carol}) {
        CHECK((d.read(each).error().code == errc::not_found));
        CHECK((d.say(each, "Hello").error().code == errc::not_found));
        CHECK(requests_desk::items(d.get(each, "/threads")) == 0);
    }
    CHECK((d.remove(who).error().code == errc::not_found));
    CHECK(d.step(d.carol, d.id, "agree") == "agreed"); // The request itself goes on
}

TEST_CASE("with the end of the request nobody writes any more, and both still read", "[api][threads]")
{
    thread_desk d;
    d.id = d.ask(d.alice, d.opening_of(d.carol));
    d.step(d.carol, d.id, "interest");
    REQUIRE(d.say(d.alice, "Hello"));
    d.step(d.alice, d.id, "withdraw");
    CHECK((d.say(d.alice, "Hello").error().code == errc::conflict));
    CHECK((d.say(d.carol, "Hello").error().code == errc::conflict));
    CHECK(requests_desk::items(d.read(d.carol)) == 1);
}

TEST_CASE("messages to somebody elsewhere are direct Notes that mention them", "[api][threads]")
{
    thread_desk d;
    domain::actor bo;
    d.base.commit([&](db::transaction& tx) {
        bo = add_remote_actor(tx, "https://b.test/u/bo");
        auto const o = add_opening(tx, d.carol);
        REQUIRE(app::receive_request(
            tx, d.uris, {.uri = "https://b.test/r/1", .sender = bo, .seat_uri = o.uri, .message = "Hi"},
            core::now()));
    });
    d.id = d.text("SELECT id FROM request");
    d.step(d.carol, d.id, "interest");
    REQUIRE(d.say(d.carol, "Hello"));
    auto const note = json::document::parse(d.text("SELECT body FROM activity WHERE type = 'Create'"));
    REQUIRE(note);
    auto const object = note->root()["object"];
    CHECK(object["to"].at(0).text() == bo.uri);
    CHECK(object["to"].size() == 1);
    CHECK(object["cc"].size() == 0);
    CHECK(object["context"].text() == "https://b.test/r/1");
    CHECK(object["tag"].at(0)["href"].text() == bo.uri);
    CHECK(d.count("delivery") == 2);
}

TEST_CASE("nobody fills a thread without end, neither here nor from elsewhere", "[api][threads][flood]")
{
    thread_desk d;
    d.id = d.ask(d.alice, d.opening_of(d.carol));
    d.step(d.carol, d.id, "interest");
    d.sql("INSERT INTO thread_message (uri, request_id, actor_id, html, plain) SELECT 'https://a.test/m/' || "
          "n, " +
          d.id + ", " + d.alice.id.text() + ", 'x', 'x' FROM generate_series(1, " +
          std::to_string(app::most_messages_a_day) + ") AS n");
    CHECK((d.say(d.alice, "One more").error().code == errc::throttled));
    REQUIRE(d.say(d.carol, "Enough"));
    d.sql("UPDATE thread_message SET published = published - interval '1 day'");
    REQUIRE(d.say(d.alice, "Good morning"));
}
