// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/deliveries.hpp"
#include "reading_room.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::tests;

namespace {

// The bytes that an observer could tell apart.
std::string face(http::response const& answer)
{
    std::string out = std::to_string(answer.status) + "\n";
    for (auto const& [name, value] : answer.headers)
        out += name + ": " + value + "\n";
    return out + answer.body;
}

} // namespace

TEST_CASE("a public highlight is for everybody, one for followers is for followers who sign",
          "[server][activitypub][T-67]")
{
    reading_room room;
    auto const alice = room.member("alice");
    auto const bo = room.stranger("https://b.test/u/bo"), kim = room.stranger("https://c.test/u/kim");
    room.execute("INSERT INTO follow (uri, follower_id, followed_id, state) VALUES ('https://b.test/f/1', " +
                 bo.id.text() + ", " + alice.id.text() + ", 'accepted')");
    auto const open = room.highlight(alice, domain::visibility::public_);
    auto const closed = room.highlight(alice, domain::visibility::followers);
    CHECK(why_not(room.at(open.uri), "note.json") == "");
    CHECK(room.at(open.uri).headers.get("Cache-Control") == "public, no-cache");
    CHECK(room.at(closed.uri).status == 404);
    CHECK(room.at(closed.uri, "broken").status == 404);
    CHECK(room.at(closed.uri, kim.uri).status == 404);
    auto const seen = room.at(closed.uri, bo.uri);
    CHECK(seen.status == 200);
    CHECK(seen.headers.get("Cache-Control") == "private, no-cache");
}

TEST_CASE("what is hidden and what does not exist are the same bytes", "[server][activitypub][T-66]")
{
    reading_room room;
    auto const alice = room.member("alice");
    auto const hidden = room.highlight(alice, domain::visibility::named);
    auto const accept = GENERATE(as<std::string>{}, "application/activity+json", "text/html", "*/*", "");
    auto const absent = room.get({.path = "/ap/highlights/4096", .accept = accept});
    auto const secret = room.get({.path = hidden.uri.substr(room.uris.base().size()), .accept = accept});
    CHECK(face(absent) == face(secret));
    CHECK(secret.status == 404);
}

TEST_CASE("no collection tells of a highlight that is not public", "[server][activitypub][T-67]")
{
    reading_room room;
    auto const alice = room.member("alice");
    auto const rust = room.badge("federwerk-test");
    auto const hidden = room.highlight(alice, domain::visibility::followers, {rust});
    room.execute("INSERT INTO featured (actor_id, highlight_id) VALUES (" + alice.id.text() + ", " +
                 hidden.id.text() + ")");
    room.execute(
        "INSERT INTO announce (uri, actor_id, highlight_id) VALUES ('https://a.test/ap/activities/9', " +
        rust.actor_id.text() + ", " + hidden.id.text() + ")");
    for (auto const& path : {alice.uri + "/outbox", alice.uri + "/outbox?page=true", alice.uri + "/featured",
                             rust.uri + "/outbox?page=true"}) {
        CAPTURE(path);
        auto const answer = room.at(path);
        CHECK(answer.status == 200);
        CHECK(answer.body.find(hidden.id.text()) == std::string::npos);
    }
    CHECK(parsed(room.at(alice.uri + "/outbox")).root()["totalItems"].integer() == 0);
}

TEST_CASE("a deleted highlight is 410 with a tombstone", "[server][activitypub]")
{
    reading_room room;
    auto const alice = room.member("alice");
    auto const h = room.highlight(alice, domain::visibility::public_);
    room.base.commit([&](db::transaction& tx) { db::delete_highlight(tx, h, core::now()).value(); });
    auto const answer = room.at(h.uri);
    CHECK(answer.status == 410);
    CHECK(why_not(answer, "tombstone.json") == "");
}

TEST_CASE("an activity is read as long as its highlight may be", "[server][activitypub][T-67]")
{
    reading_room room;
    auto const alice = room.member("alice");
    auto const h = room.highlight(alice, domain::visibility::public_);
    auto const say = [&](std::int64_t id, std::string const& type, bool open, std::string const& body) {
        room.base.commit([&](db::transaction& tx) {
            db::insert_activity(tx, {.id = {id},
                                     .uri = room.uris.activity({id}),
                                     .actor_id = alice.id,
                                     .type = type,
                                     .object_uri = h.uri,
                                     .highlight_id = h.id,
                                     .public_ = open,
                                     .body = body})
                .value();
        });
    };
    say(5, "Create", true, R"({"type":"Create"})");
    CHECK(room.at(room.uris.activity({5})).body == R"({"type":"Create"})");
    CHECK(room.at(alice.uri + "/outbox?page=true").body.find(room.uris.activity({5})) != std::string::npos);
    room.execute("UPDATE highlight SET visibility = 'named'");
    CHECK(room.at(room.uris.activity({5})).status == 404);
    say(6, "Delete", true, R"({"type":"Delete"})");
    room.base.commit([&](db::transaction& tx) { db::delete_highlight(tx, h, core::now()).value(); });
    CHECK(room.at(room.uris.activity({5})).status == 404);
    CHECK(room.at(room.uris.activity({6})).body == R"({"type":"Delete"})");
    CHECK(room.at(room.uris.activity({7})).status == 404);
}

TEST_CASE("an outbox is read page by page, newest first, without a gap", "[server][activitypub]")
{
    reading_room room;
    auto const alice = room.member("alice");
    for (int i = 0; i < 45; ++i)
        room.highlight(alice, domain::visibility::public_);
    CHECK(parsed(room.at(alice.uri + "/outbox")).root()["totalItems"].integer() == 45);
    std::vector<std::string> ids;
    std::string next = alice.uri + "/outbox?page=true";
    for (int pages = 0; !next.empty() && pages < 5; ++pages) {
        auto const page = parsed(room.at(next));
        for (auto const item : page.root()["orderedItems"].items())
            ids.emplace_back(*item["object"]["id"].text());
        next = std::string(page.root()["next"].text().value_or(""));
    }
    CHECK(ids.size() == 45);
    CHECK(std::is_sorted(ids.rbegin(), ids.rend()));
}
