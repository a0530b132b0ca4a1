// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/vocab/incoming.hpp"
#include "unit/vocab/letters.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::vocab;
using tests::letter;
using tests::parsed;

TEST_CASE("a Create of each kind of server is read", "[vocab][activity]")
{
    auto const name =
        GENERATE(as<std::string>{}, "mastodon/create_note", "gotosocial/create_note", "pleroma/create_note",
                 "misskey/create_note", "snac2/create_note", "badgefed/create_note");
    CAPTURE(name);
    auto const document = letter(name);
    auto const activity = read_activity(document.root());
    REQUIRE(activity.has_value());
    CHECK(activity->type == "Create");
    CHECK(is_public(activity->to, activity->cc));
    REQUIRE(activity->object);
    CHECK(activity->object->type == "Note");
    REQUIRE(activity->object->embedded.present());
    auto const note = read_note(activity->object->embedded);
    REQUIRE(note.has_value());
    CHECK(note->id == activity->object->id);
    CHECK(note->attributed_to == activity->actor);
    CHECK(!note->content.empty());
    CHECK(note->published);
    CHECK_FALSE(note->in_reply_to);
}

TEST_CASE("quirk 16: the object of an Accept may be the Follow or its id", "[vocab][quirk]")
{
    auto const whole = letter("snac2/accept_follow");
    auto const activity = read_activity(whole.root());
    REQUIRE(activity.has_value());
    CHECK(activity->object->id == "https://a.test/ap/activities/5");
    CHECK(activity->object->type == "Follow");

    auto const bare = parsed(
        R"({"id":"https://b.test/1","type":"Accept","actor":"https://b.test/u/bo","object":"https://a.test/ap/activities/5"})");
    auto const same = read_activity(bare.root());
    REQUIRE(same.has_value());
    CHECK(same->object->id == "https://a.test/ap/activities/5");
    CHECK_FALSE(same->object->embedded.present());
}

TEST_CASE("quirk 22: an activity without to and cc is read as addressed to nobody", "[vocab][quirk]")
{
    auto const document = letter("mastodon/follow");
    auto const activity = read_activity(document.root());
    REQUIRE(activity.has_value());
    CHECK(activity->to.empty());
    CHECK_FALSE(is_public(activity->to, activity->cc));
}

TEST_CASE("quirk 23: all three spellings of Public are Public", "[vocab][quirk]")
{
    auto const spelling =
        GENERATE(as<std::string>{}, "as:Public", "Public", "https://www.w3.org/ns/activitystreams#Public");
    auto const document = parsed(
        R"({"id":"https://b.test/1","type":"Announce","actor":"https://b.test/u","object":"https://b.test/2","cc":")" +
        spelling + "\"}");
    auto const activity = read_activity(document.root());
    REQUIRE(activity.has_value());
    REQUIRE(activity->cc.size() == 1);
    CHECK(activity->cc[0] == public_audience);
    CHECK(is_public(activity->to, activity->cc));
}

TEST_CASE("quirk 24: single values and lists are read alike", "[vocab][quirk]")
{
    auto const single = parsed(
        R"({"id":"https://b.test/1","type":"Announce","actor":{"id":"https://b.test/u","type":"Person"},"object":"https://b.test/2","to":"https://a.test/x"})");
    auto const list = parsed(
        R"({"id":"https://b.test/1","type":["Announce"],"actor":["https://b.test/u"],"object":["https://b.test/2"],"to":["https://a.test/x"]})");
    auto const one = read_activity(single.root()), other = read_activity(list.root());
    REQUIRE(one.has_value());
    REQUIRE(other.has_value());
    CHECK(one->type == other->type);
    CHECK(one->actor == other->actor);
    CHECK(one->object->id == other->object->id);
    CHECK(one->to == other->to);
}

TEST_CASE("quirk 24: lists of objects are all kept", "[vocab][quirk]")
{
    auto const votes = letter("gotosocial/poll_votes");
    CHECK(read_activity(votes.root())->objects.size() == 2);
    auto const report = letter("mastodon/flag");
    auto const flag = read_activity(report.root());
    REQUIRE(flag.has_value());
    REQUIRE(flag->objects.size() == 2);
    CHECK(flag->objects[1].id == "https://a.test/ap/highlights/2");
}

TEST_CASE("quirk 11: the end of an actor is read without knowing the actor", "[vocab][quirk]")
{
    auto const document = letter("mastodon/delete_actor");
    auto const activity = read_activity(document.root());
    REQUIRE(activity.has_value());
    CHECK(activity->type == "Delete");
    CHECK(activity->object->id == activity->actor);
}

TEST_CASE("quirk 21: contexts are never fetched, and unknown ones never fail", "[vocab][quirk]")
{
    auto const context = GENERATE(as<std::string>{}, R"("https://dead.example/context")", "{}", "7", "null",
                                  R"(["https://gotosocial.org/ns",{"a":{"@id":"b:c"}}])");
    auto const document = parsed(
        R"({"@context":)" + context +
        R"(,"id":"https://b.test/1","type":"Follow","actor":"https://b.test/u","object":"https://a.test/x"})");
    CHECK(read_activity(document.root()).has_value());
}

TEST_CASE("documents that hide objects from plain JSON are refused", "[vocab][activity]")
{
    auto const name = GENERATE(as<std::string>{}, "@graph", "@included", "@reverse");
    auto const document = parsed(
        R"({"id":"https://b.test/1","type":"Follow","actor":"https://b.test/u","object":"https://a.test/x",")" +
        name + R"(":[{}]})");
    auto const activity = read_activity(document.root());
    REQUIRE_FALSE(activity.has_value());
    CHECK(activity.error().code == errc::malformed);
}

TEST_CASE("an activity without id, type or actor is refused", "[vocab][activity]")
{
    auto const text = GENERATE(as<std::string>{}, R"({"type":"Follow","actor":"https://b.test/u"})",
                               R"({"id":"https://b.test/1","actor":"https://b.test/u"})",
                               R"({"id":"https://b.test/1","type":"Follow"})",
                               R"({"id":7,"type":{},"actor":[]})", "[]", "7");
    CAPTURE(text);
    auto const document = parsed(text);
    auto const activity = read_activity(document.root());
    REQUIRE_FALSE(activity.has_value());
    CHECK(activity.error().code == errc::malformed);
}

TEST_CASE("an announce of Lemmy carries the whole Create", "[vocab][activity]")
{
    auto const document = letter("lemmy/announce_page");
    auto const announce = read_activity(document.root());
    REQUIRE(announce.has_value());
    CHECK(announce->object->type == "Create");
    auto const create = read_activity(announce->object->embedded);
    REQUIRE(create.has_value());
    auto const page = read_note(create->object->embedded);
    REQUIRE(page.has_value());
    CHECK(page->type == "Page");
    CHECK(page->name == "A title");
}

TEST_CASE("a collection and its pages are read", "[vocab][collection]")
{
    auto const document = parsed(
        R"({"id":"https://b.test/o","type":"OrderedCollection","totalItems":2,"first":{"id":"https://b.test/o?page=1"},"orderedItems":["https://b.test/1",{"id":"https://b.test/2","type":"Note"}]})");
    auto const collection = read_collection(document.root());
    REQUIRE(collection.has_value());
    CHECK(collection->total == 2);
    CHECK(collection->first == "https://b.test/o?page=1");
    REQUIRE(collection->items.size() == 2);
    CHECK(collection->items[1].id == "https://b.test/2");
}
