// SPDX-License-Identifier: AGPL-3.0-or-later
// People on Mastodon answer an opening as they answer any post.
#include "core/text.hpp"
#include "wire_world.hpp"

using namespace federwerk;
using namespace federwerk::tests;

TEST_CASE("A mentions-only reply from Mastodon to an opening is a request", "[requests][mastodon]")
{
    wire_world w;
    auto const o = w.opening_of_alice();
    CHECK(w.take(w.bo.post(reply(w, o))) == "done");
    auto const r = w.request("https://b.test/s/statuses/110");
    CHECK(r.spoken == domain::spoken::note);
    CHECK(r.message == "I would like to help with that.");
    CHECK(r.opening_id == o.id);
    CHECK(w.count("highlight") == 0);
    CHECK(w.count("thread_message") == 0);

    CHECK(w.says(w.bo, "Delete", R"({"id":"https://b.test/s/statuses/110","type":"Tombstone"})") == "done");
    CHECK(w.request(r.uri).state == domain::request_state::withdrawn);
}

TEST_CASE("A reply that others see is answered 202 and dropped", "[requests][mastodon]")
{
    wire_world w;
    auto const o = w.opening_of_alice();
    auto const also =
        GENERATE("https://www.w3.org/ns/activitystreams#Public", "https://b.test/u/bo/followers");
    auto const list = GENERATE("to", "cc");
    auto const own = std::string(list) == "to" ? "\"to\": [" : "\"cc\": [";
    auto text = with(reply(w, o), own,
                     own + ("\"" + std::string(also) + "\"") + (std::string(list) == "to" ? "," : ""));
    CHECK(w.receive(w.bo.post(text)) == 202);
    CHECK(w.count("inbox_item") == 0);
    CHECK(w.requests() == 0);
}

TEST_CASE("A public or an unlisted reply, as Mastodon sends it, is answered 202 and dropped",
          "[requests][mastodon]")
{
    wire_world w;
    auto const o = w.opening_of_alice();
    auto text = reply(w, o, "create_public_reply");
    if (GENERATE(false, true)) { // Unlisted: the other way round
        text = with(text, "https://b.test/s/followers", "-");
        text = with(text, "https://www.w3.org/ns/activitystreams#Public", "https://b.test/s/followers");
        text = with(text, "\"-\"", "\"https://www.w3.org/ns/activitystreams#Public\"");
    }
    CHECK(w.receive(w.bo.post(text)) == 202);
    CHECK(w.count("inbox_item") == 0);
    CHECK(w.requests() == 0);
    CHECK(w.count("notification") == 0);
}

TEST_CASE("A reply to one's own or somebody else's words is no request", "[requests][mastodon]")
{
    wire_world w;
    auto const o = w.opening_of_alice();
    auto const elsewhere = GENERATE("https://b.test/s/statuses/1", "https://a.test/ap/openings/1");
    CHECK(w.take(w.bo.post(with(reply(w, o), o.uri, elsewhere))).starts_with("ignored"));
    CHECK(w.requests() == 0);
    CHECK(w.count("highlight") == 0);
}

TEST_CASE("A reply to a call takes the seat whose number it begins with, else the first free one",
          "[requests][mastodon]")
{
    wire_world w;
    auto const o = w.opening_of_alice({.form = domain::opening_form::call});
    auto const [text, first_taken, position] = GENERATE(table<std::string, bool, int>(
        {{"Me", false, 0}, {"2. Me", false, 1}, {"#2 Me", true, 1}, {"Me", true, 1}, {"3 Me", false, 0}}));
    if (first_taken)
        w.sql("UPDATE seat SET taken = places WHERE position = 0");
    CHECK(w.take(w.bo.post(with(reply(w, o), words, text))) == "done");
    CHECK(w.request("https://b.test/s/statuses/110").position == position);
}

TEST_CASE("What is too long for a request is whole in the thread, once it opens", "[requests][mastodon]")
{
    wire_world w;
    auto const o = w.opening_of_alice();
    auto const text = "Ä" + std::string(700, 'x') + "end";
    CHECK(w.take(w.bo.post(with(reply(w, o), words, text))) == "done");
    CHECK(core::count_characters(w.request("https://b.test/s/statuses/110").message) == 600);
    CHECK(w.text("SELECT plain FROM thread_message") == text);
}
