// SPDX-License-Identifier: AGPL-3.0-or-later
// People whose server has no letter for the steps of a request hear of them, and take theirs, in words.
#include "app/requests/expire_requests.hpp"
#include "wire_world.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using domain::request_state;
using domain::step;

namespace {

std::string const asked_uri = "https://b.test/s/statuses/110";

// bo answered an opening of alice's from Mastodon.
struct spoken_world : wire_world {
    explicit spoken_world(opening_wish const& wish = {}, std::string const& language = "en")
        : o(opening_of_alice(wish))
    {
        sql("UPDATE opening SET language = '" + language + "'");
        REQUIRE(take(bo.post(reply(*this, o))) == "done");
    }
    std::string answers(std::string const& in_reply_to, std::string const& text)
    {
        auto const number = std::to_string(111 + ++said);
        auto const anew = with(reply(*this, o), "statuses/110", "statuses/" + number);
        return take(bo.post(with(with(anew, o.uri, in_reply_to), words, text)));
    }
    std::string last_message()
    {
        return text("SELECT coalesce((SELECT uri FROM thread_message ORDER BY id DESC LIMIT 1), '')");
    }
    std::string last_words()
    {
        return text("SELECT coalesce((SELECT plain FROM thread_message ORDER BY id DESC LIMIT 1), '')");
    }
    request_state state() { return request(asked_uri).state; }

    domain::opening o;
};

} // namespace

TEST_CASE("Each step is said by a message of the member's, in the language of the opening",
          "[requests][mastodon]")
{
    auto const [language, done, thanks] = GENERATE(table<std::string, std::string, std::string>(
        {{"de-AT", "„erledigt“", "Danke!"}, {"en", "“done”", "Thank you!"}, {"fr", "“done”", "Thank you!"}}));
    spoken_world w({}, language);
    w.alice_says(asked_uri, step::interest);
    auto const first = w.last_message();
    CHECK(w.text("SELECT plain FROM thread_message WHERE actor_id = " + w.alice.id.text()) == w.last_words());
    w.alice_says(asked_uri, step::agree);
    CHECK(w.last_words().find(done) != std::string::npos);
    auto const note = json::document::parse(w.letter("Create")).value();
    auto const object = note.root()["object"];
    CHECK(object["id"].text() == w.last_message());
    CHECK(object["inReplyTo"].text() == first);
    CHECK(object["to"].at(0).text() == w.bo.uri);
    CHECK(object["content"].text()->find(done) != std::string_view::npos);
    CHECK(w.answers(w.last_message(), "<p>Erledigt!</p>") == "done");
    w.alice_says(asked_uri, step::done);
    CHECK(w.last_words().find(thanks) != std::string::npos); // They have said it: nothing is asked of them
    CHECK(w.state() == request_state::done);
    CHECK(w.count("activity WHERE type <> 'Create'") == 0);
    CHECK(w.count("delivery") == 3);
}

TEST_CASE("An end is said too, and neither not now nor silence is", "[requests][mastodon][not_now]")
{
    spoken_world w;
    bool const ended = GENERATE(true, false);
    if (ended) {
        w.alice_says(asked_uri, step::agree);
        w.alice_says(asked_uri, step::end);
        CHECK(w.last_words() == "What we agreed on ends here.");
        CHECK(w.count("activity") == 2);
        return;
    }
    if (GENERATE(true, false))
        w.alice_says(asked_uri, step::not_now);
    w.base.commit([&](db::transaction& tx) {
        CHECK(app::expire_requests(tx, w.uris, core::now() + domain::request_lasts, 10).value() == 1);
    });
    CHECK(w.count("activity") == 0);
    CHECK(w.count("thread_message") == 0);
}

TEST_CASE("An answer that begins with done is their part, once they agreed, and stands in the thread",
          "[requests][mastodon]")
{
    spoken_world w;
    w.alice_says(asked_uri, step::interest);
    CHECK(w.answers(w.last_message(), "Done is better than perfect") == "done");
    CHECK_FALSE(w.request(asked_uri).sender_done_at); // Nothing was agreed yet
    w.alice_says(asked_uri, step::agree);
    auto const agreed = w.last_message();
    CHECK(w.answers(agreed, "Almost done") == "done");
    CHECK_FALSE(w.request(asked_uri).sender_done_at);
    auto const said = GENERATE("done", "Done.", "<em>ERLEDIGT</em>, danke", "fertig :)");
    CHECK(w.answers(agreed, said) == "done");
    CHECK(w.request(asked_uri).sender_done_at);
    CHECK(w.state() == request_state::agreed); // Until both have said it
    CHECK(w.count("notification WHERE kind = 'request_done'") == 1);
    CHECK(w.count("thread_message WHERE actor_id <> " + w.alice.id.text()) == 3);
    CHECK(w.answers(agreed, "done") == "done"); // Twice is once
    CHECK(w.count("notification WHERE kind = 'request_done'") == 1);
    w.alice_says(asked_uri, step::done);
    CHECK(w.state() == request_state::done);
}

TEST_CASE("Nobody says done for somebody else, and who speaks by Offers says it by a receipt",
          "[requests][mastodon][forged]")
{
    spoken_world w;
    w.alice_says(asked_uri, step::agree);
    auto forged = with(with(reply(w, w.o), "b.test/s/statuses/110", "c.test/s/statuses/7"), words, "done");
    forged = with(with(forged, w.bo.uri, w.cy.uri), w.o.uri, w.last_message());
    CHECK(w.take(w.cy.post(forged)).starts_with("ignored"));
    CHECK_FALSE(w.request(asked_uri).sender_done_at);

    auto const other = w.opening_of_alice();
    REQUIRE(w.says(w.bo, "Offer", agreement(other.seats.front().uri)) == "done");
    auto const offered = "https://b.test/v/" + std::to_string(w.said);
    w.alice_says(offered, step::agree);
    CHECK(w.answers(offered, "Done deal!") == "done");
    CHECK_FALSE(w.request(offered).sender_done_at);
}

TEST_CASE("Who answers the opening once more goes on talking, or asks for another seat",
          "[requests][mastodon]")
{
    spoken_world w({.form = domain::opening_form::call});
    CHECK(w.answers(w.o.uri, "And by Tuesday").starts_with("ignored")); // No thread is open yet
    w.alice_says(asked_uri, step::interest);
    CHECK(w.answers(w.o.uri, "And by Wednesday") == "done");
    CHECK(w.last_words() == "And by Wednesday");
    CHECK(w.answers(w.o.uri, "1. And by Thursday") == "done");
    CHECK(w.count("thread_message") == 3);
    CHECK(w.requests() == 1);
    CHECK(w.answers(w.o.uri, "2. That too") == "done");
    CHECK(w.requests() == 2);
    CHECK(w.count("thread_message") == 3);
}

TEST_CASE("Removing the thread takes back what was said in it, and the next step is heard all the same",
          "[requests][mastodon]")
{
    spoken_world w;
    w.alice_says(asked_uri, step::agree);
    auto const agreed = w.last_message();
    w.sql("UPDATE request SET thread_removed_at = now()");
    w.sql("DELETE FROM thread_message");
    w.alice_says(asked_uri, step::done);
    CHECK(w.letter("Create").find("Answer “done”") != std::string::npos);
    CHECK(w.answers(w.last_message(), "done").starts_with("ignored")); // It stands nowhere any more
    CHECK(w.state() == request_state::done);
    CHECK(w.count("thread_message WHERE uri = '" + agreed + "'") == 0);
    CHECK(w.count("thread_message") == 1);
}
