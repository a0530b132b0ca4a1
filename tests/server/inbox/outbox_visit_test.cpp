// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody wrote before anybody here followed them: what of it comes in.
#include "support/visiting.hpp"

using namespace federwerk;
using tests::everybody;
using tests::visiting;

TEST_CASE("After a new follow the newest posts stand in the Multiverse where their age puts them",
          "[inbox][outbox_visit]")
{
    visiting w;
    tests::remote_person const cy("cy", "c.test");
    cy.live_in(w.world);
    w.alice_follows(cy);
    auto const arrived = cy.note("https://c.test/n/1", "<p>cy</p>");
    w.take(cy.post(cy.says("https://c.test/a/1", "Create", arrived)));
    REQUIRE(w.multiverse() == "<p>cy</p>");

    w.outbox(w.create(3, w.note(3, "2026-02-01T10:00:00Z")) + "," +
             w.create(2, w.note(2, "2025-06-01T10:00:00Z")) + "," +
             w.create(1, w.note(1, "2019-01-01T10:00:00Z")));
    w.accepted();
    CHECK(w.count("outbox_visit WHERE done_at IS NULL") == 1);
    w.visit();
    // What arrived stays on top, although it says that it is older than what was found.
    CHECK(w.multiverse() == "<p>cy</p><p>3</p><p>2</p><p>1</p>");
    CHECK(w.count("multiverse_item") == 4);
    CHECK(w.count("announce") == 0);
    CHECK(w.count("delivery") == 0);
    CHECK(w.count("outbox_visit WHERE done_at IS NOT NULL") == 1);
}

TEST_CASE("Of an outbox only what its actor says to everybody comes in", "[inbox][outbox_visit]")
{
    visiting w;
    tests::remote_person eve("eve", "evil.test");
    eve.live_in(w.world);
    auto const when = std::string("2026-02-01T10:00:00Z");
    auto const forged = R"({"id":"https://evil.test/n/1","type":"Note","attributedTo":")" + eve.uri +
                        R"(","content":"forged","published":")" + when + R"(","to":[")" + everybody + "\"]}";
    w.outbox(w.create(1, w.note(1, when, "", w.bo.uri + "/followers")) + "," +            // Followers only
             w.create(2, w.note(2, when, "", w.alice.uri)) + "," +                        // Named only
             w.create(3, w.note(3, when, R"(,"inReplyTo":"https://b.test/n/9")")) + "," + // A reply
             w.create(4, w.note(4, "2099-01-01T10:00:00Z")) + "," +                       // From the future
             w.create(5, forged) + "," +                                                  // Somebody else's
             eve.says("https://evil.test/c/6", "Create", w.note(6, when)) + "," +         // By somebody else
             R"({"id":"https://b.test/c/7","type":"Create","actor":")" + w.bo.uri + R"("})" +
             "," +                                                                     // Of nothing
             w.bo.says("https://b.test/c/8", "Like", "\"https://b.test/n/8\"") + "," + // Not kept
             "17," + w.create(9, w.note(9, when)));
    w.accepted();
    w.visit();
    CHECK(w.text("SELECT string_agg(uri, ' ') FROM highlight") == "https://b.test/n/9");
    CHECK(w.multiverse() == "<p>9</p>");
}

TEST_CASE("An outbox on another server, or one that sends elsewhere, is nobody's", "[inbox][outbox_visit]")
{
    visiting w;
    auto const item = w.create(1, w.note(1, "2026-02-01T10:00:00Z"));
    auto const page = [&](std::string const& id) {
        return R"({"id":")" + id + R"(","type":"OrderedCollection","orderedItems":[)" + item + "]}";
    };
    SECTION("listed in the document")
    {
        w.bo.more = R"(,"outbox":"https://evil.test/outbox")";
        w.bo.live_in(w.world);
        w.world.serve("https://evil.test/outbox", page("https://evil.test/outbox"));
    }
    SECTION("by a redirect")
    {
        w.world.redirect(w.bo.uri + "/outbox", "https://evil.test/outbox");
        w.world.serve("https://evil.test/outbox", page("https://evil.test/outbox"));
    }
    SECTION("on the next page")
    {
        w.world.serve(w.bo.uri + "/outbox", R"({"id":")" + w.bo.uri +
                                                R"(/outbox","type":"OrderedCollection","first":)"
                                                R"("https://evil.test/outbox"})");
        w.world.serve("https://evil.test/outbox", page("https://evil.test/outbox"));
    }
    w.accepted();
    w.visit();
    CHECK(w.count("highlight") == 0);
    CHECK(w.count("outbox_visit WHERE done_at IS NULL") == 0);
}

TEST_CASE("Pages may be embedded, entries bare; both are read within bounds", "[inbox][outbox_visit]")
{
    visiting w;
    auto const when = std::string("2026-02-01T10:00:00Z");
    SECTION("a first page inside the collection, an activity by its id")
    {
        w.world.serve(w.bo.uri + "/outbox",
                      R"({"id":")" + w.bo.uri +
                          R"(/outbox","type":"OrderedCollection","first":{"type":"OrderedCollectionPage",)"
                          R"("orderedItems":["https://b.test/c/1"]}})");
        w.world.serve("https://b.test/c/1", w.create(1, "\"https://b.test/n/1\""));
        w.world.serve("https://b.test/n/1", w.note(1, when));
        w.accepted();
        w.visit();
        CHECK(w.multiverse() == "<p>1</p>");
        CHECK(w.world.count("https://b.test/c/1") == 1);
    }
    SECTION("an outbox without end")
    {
        std::string items;
        for (int n = 1; n <= 60; ++n)
            items += (n > 1 ? "," : "") + w.create(n, w.note(n, when));
        w.outbox(items, R"(,"next":")" + w.bo.uri + R"(/outbox?page=true")");
        w.accepted();
        w.visit();
        CHECK(w.count("highlight") == 20);
        CHECK(w.world.count("/outbox") == 2);
    }
    SECTION("entries that all cost a fetch")
    {
        std::string items;
        for (int n = 1; n <= 60; ++n)
            items += (n > 1 ? "," : "") + ("\"https://b.test/c/" + std::to_string(n) + '"');
        w.outbox(items);
        w.accepted();
        w.visit();
        CHECK(w.world.count("https://b.test/") <= 30);
    }
}

TEST_CASE("A followed badge elsewhere brings what it announced, each from its own home",
          "[inbox][outbox_visit]")
{
    visiting w;
    tests::remote_person badge("badge.rust", "c.test", "Group");
    badge.more = R"(,"outbox":"https://c.test/u/badge.rust/outbox")";
    w.bo = badge;
    w.bo.live_in(w.world);
    tests::remote_person const dan("dan", "d.test");
    dan.live_in(w.world);
    w.world.serve("https://d.test/n/1", dan.note("https://d.test/n/1", "<p>dan</p>"));
    w.world.serve("https://d.test/n/2", R"({"id":"https://d.test/n/2","type":"Note","attributedTo":")" +
                                            dan.uri +
                                            R"(","content":"secret","published":)"
                                            R"("2026-02-01T10:00:00Z","to":[")" +
                                            dan.uri + R"(/followers"]})");
    w.outbox(badge.says("https://c.test/x/1", "Announce", "\"https://d.test/n/1\"") + "," +
             badge.says("https://c.test/x/2", "Announce", "\"https://d.test/n/2\"") + "," +
             badge.says("https://c.test/x/3", "Announce", "\"https://a.test/ap/highlights/1\""));
    w.accepted();
    w.visit();
    CHECK(w.multiverse() == "<p>dan</p>");
    CHECK(w.count("announce") == 1);
    CHECK(w.count("multiverse_item WHERE NOT by_follow") == 1);
}
