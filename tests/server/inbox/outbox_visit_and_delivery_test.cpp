// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody wrote before anybody here followed them, and what is delivered meanwhile.
#include "support/visiting.hpp"

using namespace federwerk;
using tests::visiting;

TEST_CASE("What was found and then delivered is there once, and is announced by its badge as if it were new",
          "[inbox][outbox_visit]")
{
    visiting w;
    REQUIRE(app::adopt_badges(w.base.pool(), w.uris));
    tests::remote_person const fan("fan", "f.test");
    fan.live_in(w.world);
    auto const badge = w.text("SELECT a.uri FROM badge b JOIN actor a ON a.id = b.actor_id "
                              "WHERE b.slug = 'founder' AND b.host = ''");
    for (auto const& who : {w.bo, fan})
        REQUIRE(w.take(who.post(who.says(who.uri + "/follows", "Follow", '"' + badge + '"'))) == "done");
    auto const announces = [&] { return w.count("activity WHERE type = 'Announce'"); };
    auto const tagged = R"(,"tag":[{"type":"Hashtag","name":"#founder"}])";
    auto const create = w.create(1, w.note(1, "2026-02-01T10:00:00Z", tagged));
    w.outbox(create);
    w.accepted();
    w.visit();
    REQUIRE(w.multiverse() == "<p>1</p>");
    REQUIRE(w.count("highlight_badge") == 1);
    CHECK(announces() == 0);
    CHECK(w.count("announce") == 0);

    SECTION("its Create")
    {
        CHECK(w.take(w.bo.post(create)) == "done");
    }
    SECTION("an Update that was known when it was found")
    {
        CHECK(w.take(w.bo.post(w.bo.says("https://b.test/up/1", "Update",
                                         w.note(1, "2026-02-01T10:00:00Z", tagged)))) == "done");
    }
    CHECK(announces() == 1);
    CHECK(w.count("highlight") == 1);
    CHECK(w.multiverse() == "<p>1</p>");
    auto const again =
        w.bo.says("https://b.test/c/again", "Create", w.note(1, "2026-02-01T10:00:00Z", tagged));
    CHECK(w.take(w.bo.post(again)) == "done");
    CHECK(announces() == 1);
}

TEST_CASE("What was delivered before it was found stays as it is", "[inbox][outbox_visit]")
{
    visiting w;
    w.accepted();
    auto const create = w.create(1, w.note(1, "2026-02-01T10:00:00Z"));
    REQUIRE(w.take(w.bo.post(create)) == "done");
    auto const id = w.text("SELECT id FROM highlight");
    w.outbox(create);
    w.visit();
    CHECK(w.text("SELECT id || ' ' || found FROM highlight") == id + " false");
    CHECK(w.count("multiverse_item") == 1);
}

TEST_CASE("What its author deleted does not come back out of an old page", "[inbox][outbox_visit]")
{
    visiting w;
    w.accepted();
    w.take(w.bo.post(w.bo.says("https://b.test/d/1", "Delete", "\"https://b.test/n/1\"")));
    w.outbox(w.create(1, w.note(1, "2026-02-01T10:00:00Z")));
    w.visit();
    CHECK(w.count("highlight") == 0);
}

TEST_CASE("A visit outlives the process that began it and a home that does not answer",
          "[inbox][outbox_visit]")
{
    visiting w;
    w.outbox(w.create(1, w.note(1, "2026-02-01T10:00:00Z")));
    w.accepted();
    SECTION("killed in the middle")
    {
        w.sql("UPDATE outbox_visit SET attempts = 1, lease_until = now() - interval '1 second'");
        w.visit();
        CHECK(w.multiverse() == "<p>1</p>");
    }
    SECTION("killed by it again and again")
    {
        w.sql("UPDATE outbox_visit SET attempts = 5");
        w.visit();
        CHECK(w.world.count("/outbox") == 0);
    }
    SECTION("down")
    {
        w.world.status(w.bo.uri + "/outbox", 503);
        w.visit();
        CHECK(w.count("outbox_visit WHERE done_at IS NULL AND run_at > now() AND attempts = 1") == 1);
    }
    SECTION("nobody follows any more")
    {
        w.sql("DELETE FROM follow");
        w.visit();
        CHECK(w.world.count("/outbox") == 0);
        CHECK(w.count("highlight") == 0);
    }
}

TEST_CASE("Many who begin to follow cost one visit in an hour", "[inbox][outbox_visit]")
{
    visiting w;
    w.outbox(w.create(1, w.note(1, "2026-02-01T10:00:00Z")));
    w.accepted();
    w.visit();
    w.accepted("carla");
    w.visit();
    CHECK(w.world.count("/outbox?page") == 1);
    CHECK(w.count("multiverse_item") == 2); // The second one has it from the first
    w.sql("UPDATE outbox_visit SET done_at = now() - interval '2 hours'");
    w.accepted("dora");
    CHECK(w.count("outbox_visit WHERE done_at IS NULL") == 1);
}

TEST_CASE("What was written down long after it happened is kept for the profile, and is no news",
          "[inbox][outbox_visit]")
{
    visiting w;
    auto const when = std::string("2026-02-01T10:00:00Z");
    auto const create = w.create(1, w.note(1, when, R"(,"highlight":{"occurredFrom":"2011-05-01"})"));
    w.outbox(create + "," + w.create(2, w.note(2, when, R"(,"highlight":{"occurredFrom":"2025-12-24"})")));
    w.accepted();
    w.visit();
    CHECK(w.count("highlight") == 2);
    CHECK(w.multiverse() == "<p>2</p>");
    w.take(w.bo.post(create)); // Its author sends it all the same
    CHECK(w.count("multiverse_item") == 2);
}
