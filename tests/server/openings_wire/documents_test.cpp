// SPDX-License-Identifier: AGPL-3.0-or-later
// Openness and calls of ours at their ids.
#include "db/openings.hpp"
#include "server/activitypub/reading_room.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::tests;

namespace {

struct room_with_opening : reading_room {
    explicit room_with_opening(domain::opening_form form = domain::opening_form::openness)
        : alice(member("alice"))
    {
        base.commit([&](db::transaction& tx) {
            o.id = db::next_id(tx).value();
            o.actor_id = alice.id;
            o.form = form;
            o.uri = form == domain::opening_form::call ? uris.call(o.id) : uris.opening(o.id);
            o.title = form == domain::opening_form::call ? "A crew" : "";
            o.html = "<p>Text</p>";
            o.plain = "Text";
            o.published = core::now();
            o.ends_at = o.published + std::chrono::days(30);
            o.seats = {domain::seat{.uri = o.uri + "#primary", .kind = "podcast-guest", .badges = {}}};
            REQUIRE(db::insert_opening(tx, o).has_value());
        });
    }
    std::string path() const { return o.uri.substr(uris.base().size()); }

    domain::actor alice;
    domain::opening o;
};

std::string face(http::response const& answer)
{
    std::string out = std::to_string(answer.status) + "\n";
    for (auto const& [name, value] : answer.headers)
        out += name + ": " + value + "\n";
    return out + answer.body;
}

} // namespace

TEST_CASE("a public opening is for everybody at its id, and leads browsers to its page",
          "[openings][activitypub]")
{
    auto const form = GENERATE(domain::opening_form::openness, domain::opening_form::call);
    room_with_opening room(form);
    CHECK(why_not(room.at(room.o.uri), "opening.json") == "");
    auto const page = room.get({.path = room.path(), .accept = "text/html"});
    CHECK(page.headers.get("Location") == room.uris.opening_page("alice", room.o.id));
    // An openness is no call.
    auto const other =
        form == domain::opening_form::call ? room.uris.opening(room.o.id) : room.uris.call(room.o.id);
    CHECK(room.at(other).status == 404);
}

TEST_CASE("what has ended or is closed answers 410", "[openings][activitypub]")
{
    room_with_opening room;
    auto const how =
        GENERATE(as<std::string>{}, "ends_at = now() - interval '1 second'", "closed_at = now()");
    room.execute("UPDATE opening SET " + how);
    auto const answer = room.at(room.o.uri);
    CHECK(answer.status == 410);
    CHECK(why_not(answer, "tombstone.json") == "");
}

TEST_CASE("who may not see an opening cannot tell it from what never was", "[openings][activitypub][T-66]")
{
    room_with_opening room;
    auto const bo = room.stranger("https://b.test/u/bo"), eve = room.stranger("https://evil.test/u/eve");
    auto const how =
        GENERATE(as<std::string>{}, "UPDATE opening SET audience = 'instance'",
                 "UPDATE opening SET audience = 'instance', ends_at = now() - interval '1 second'",
                 "INSERT INTO opening_exclusion (opening_id, domain) SELECT id, 'evil.test' FROM opening");
    room.execute(how);
    auto const accept = GENERATE(as<std::string>{}, "application/activity+json", "text/html");
    for (auto const& who : {std::string(), eve.uri}) {
        auto const absent = room.get({.path = "/ap/openings/4096", .accept = accept, .signature = who});
        CHECK(face(room.get({.path = room.path(), .accept = accept, .signature = who})) == face(absent));
    }
    bool const excluded = how.find("exclusion") != std::string::npos;
    CHECK(room.at(room.o.uri, bo.uri).status == (excluded ? 200U : 404U));
}

TEST_CASE("the Create of an opening is read by whom the opening is read by", "[openings][activitypub]")
{
    room_with_opening room;
    room.execute("INSERT INTO activity (id, uri, actor_id, type, object_uri, public, body) VALUES (77, "
                 "'https://a.test/ap/activities/77', " +
                 room.alice.id.text() + ", 'Create', '" + room.o.uri + "', false, '{}')");
    CHECK(room.get({.path = "/ap/activities/77"}).status == 200);
    room.execute("UPDATE opening SET audience = 'instance'");
    CHECK(room.get({.path = "/ap/activities/77"}).status == 404);
}

TEST_CASE("an outbox lists what its owner is open to now, to everybody, among the highlights",
          "[openings][activitypub][T-67]")
{
    room_with_opening room;
    auto const h = room.highlight(room.alice, domain::visibility::public_);
    auto const page = room.at(room.alice.uri + "/outbox?page=true");
    CHECK(why_not(page, "ordered_collection_page.json") == "");
    auto const document = parsed(page);
    auto const items = document.root()["orderedItems"];
    REQUIRE(items.size() == 2);
    CHECK(items.at(0)["object"]["id"].text() == h.uri); // Newest first
    CHECK(items.at(1)["object"]["id"].text() == room.o.uri);
    CHECK(items.at(1)["type"].text() == "Create");
    CHECK(items.at(1)["object"]["publishes"]["type"].text() == "Intent");
    CHECK_FALSE(items.at(1)["@context"].present());
    CHECK(parsed(room.at(room.alice.uri + "/outbox")).root()["totalItems"].integer() == 2);
    auto const older = parsed(room.at(room.alice.uri + "/outbox?page=true&before=" + h.id.text()));
    CHECK(older.root()["orderedItems"].size() == 1);
}

TEST_CASE("an outbox lists no opening that is over, full, or not for everybody",
          "[openings][activitypub][T-67]")
{
    room_with_opening room;
    auto const bo = room.stranger("https://b.test/u/bo");
    room.execute("INSERT INTO follow (uri, follower_id, followed_id, state) VALUES ('https://b.test/f/1', " +
                 bo.id.text() + ", " + room.alice.id.text() + ", 'accepted')");
    room.execute(GENERATE(
        as<std::string>{}, "UPDATE opening SET ends_at = now() - interval '1 second'",
        "UPDATE opening SET closed_at = now()", "UPDATE opening SET full_until = now() + interval '1 day'",
        "UPDATE opening SET audience = 'pacts'", "UPDATE opening SET audience = 'instance'",
        "INSERT INTO opening_exclusion (opening_id, domain) SELECT id, 'evil.test' FROM opening"));
    for (auto const& signer : {std::string(), bo.uri}) {
        auto const page = room.at(room.alice.uri + "/outbox?page=true", signer);
        CHECK(page.status == 200);
        CHECK(page.body.find(room.o.id.text()) == std::string::npos);
        CHECK(parsed(room.at(room.alice.uri + "/outbox", signer)).root()["totalItems"].integer() == 0);
    }
}
