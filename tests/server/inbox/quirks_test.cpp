// SPDX-License-Identifier: AGPL-3.0-or-later
// Quirks of real servers that meet the inbox and have no other place.
#include "support/inbox_world.hpp"

using namespace federwerk;
using tests::inbox_world;

TEST_CASE("quirk 12: who posts to somebody gone is told so without a signature, a key or a fetch",
          "[inbox][quirk]")
{
    inbox_world w;
    w.sql("UPDATE actor SET state = 'gone' WHERE id = " + w.alice.id.text());
    auto request = w.bo.post(w.bo.says("https://b.test/a/1", "Follow", '"' + w.alice.uri + '"'));
    request.headers.remove("Signature");
    CHECK(w.receive(std::move(request), w.alice.uri) == 410);
    CHECK(w.world.sent().empty());
}

TEST_CASE("quirk 14: a Delete that comes first is remembered", "[inbox][quirk]")
{
    inbox_world w;
    w.bo.live_in(w.world);
    w.alice_follows(w.bo);
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/d/1", "Delete", "\"https://b.test/n/1\""))) == "done");
    CHECK(w.take(w.bo.post(
              w.bo.says("https://b.test/a/1", "Create", w.bo.note("https://b.test/n/1", "Hi")))) == "done");
    CHECK(w.count("highlight") == 0);
}

TEST_CASE("quirk 15: one note by Create, by Announce and by both inboxes is one highlight", "[inbox][quirk]")
{
    inbox_world w;
    w.bo.live_in(w.world);
    w.alice_follows(w.bo);
    w.world.serve("https://b.test/n/1", w.bo.note("https://b.test/n/1", "Hi"));
    auto const create = w.bo.says("https://b.test/a/1", "Create", w.bo.note("https://b.test/n/1", "Hi"));
    CHECK(w.receive(w.bo.post(create)) == 202);
    auto const path = w.alice.uri.substr(w.uris.base().size()) + "/inbox";
    CHECK(w.receive(w.bo.post(create, path), w.alice.uri) == 202);
    w.work();
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/x/1", "Announce", "\"https://b.test/n/1\""))) == "done");
    CHECK(w.count("highlight") == 1);
    CHECK(w.count("multiverse_item") == 1);
}

TEST_CASE("quirk 20: an activity or a note on another host than its actor is refused", "[inbox][quirk]")
{
    inbox_world w;
    w.bo.live_in(w.world);
    w.alice_follows(w.bo);
    CHECK(w.receive(w.bo.post(w.bo.says("https://c.test/a/1", "Follow", '"' + w.alice.uri + '"'))) == 403);
    auto const elsewhere = w.bo.says("https://b.test/a/2", "Create", w.bo.note("https://c.test/n/1", "Hi"));
    CHECK(w.take(w.bo.post(elsewhere)).starts_with("refused"));
    CHECK(w.count("highlight") == 0);
}

TEST_CASE("quirk 29: the answer comes before the work, and asks nobody about what the activity names",
          "[inbox][quirk]")
{
    inbox_world w;
    w.bo.live_in(w.world);
    w.alice_follows(w.bo);
    auto const before = w.world.sent().size();
    CHECK(w.receive(w.bo.post(w.bo.says("https://b.test/a/1", "Create", "\"https://b.test/n/1\""))) == 202);
    CHECK(w.world.sent().size() == before);
    CHECK(w.count("inbox_item WHERE outcome IS NULL AND attempts = 0") == 1);
}
