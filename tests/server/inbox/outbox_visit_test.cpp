// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody wrote before anybody here followed them.
#include "db/multiverse.hpp"
#include "inbox/outbox_visitor.hpp"
#include "support/inbox_world.hpp"

using namespace federwerk;
using tests::inbox_world;

namespace {

std::string const everybody = "https://www.w3.org/ns/activitystreams#Public";

struct visiting : inbox_world {
    visiting()
    {
        bo.more = R"(,"outbox":"https://b.test/u/bo/outbox")";
        bo.live_in(world);
    }

    std::string note(int n, std::string const& published, std::string const& further = {},
                     std::string const& to = everybody) const
    {
        auto const id = "https://b.test/n/" + std::to_string(n);
        return R"({"id":")" + id + R"(","type":"Note","attributedTo":")" + bo.uri + R"(","content":"<p>)" +
               std::to_string(n) + R"(</p>","published":")" + published + R"(","to":[")" + to + "\"]" +
               further + "}";
    }
    std::string create(int n, std::string const& note) const
    {
        return bo.says("https://b.test/c/" + std::to_string(n), "Create", note);
    }
    void outbox(std::string const& items, std::string const& further = {})
    {
        world.serve(bo.uri + "/outbox", R"({"id":")" + bo.uri +
                                            R"(/outbox","type":"OrderedCollection","first":")" + bo.uri +
                                            R"(/outbox?page=true"})");
        world.serve(bo.uri + "/outbox?page=true",
                    R"({"id":")" + bo.uri + R"(/outbox?page=true","type":"OrderedCollectionPage",)" +
                        R"("orderedItems":[)" + items + "]" + further + "}");
    }
    // alice asked, bo says yes: the wish is there.
    void accepted(std::string const& by = "alice")
    {
        remote::budget spend;
        auto const found = run(remote.actor(bo.uri, spend));
        REQUIRE(found);
        auto const follow = "https://a.test/ap/activities/by-" + by;
        base.commit([&](db::transaction& tx) {
            auto const who = by == "alice" ? alice : tests::add_member(tx, by);
            REQUIRE(db::upsert_follow(tx, {.id = {},
                                           .follower_id = who.id,
                                           .followed_id = found->id,
                                           .uri = follow,
                                           .state = db::follow_state::requested,
                                           .created_at = core::now()}));
        });
        REQUIRE(take(bo.post(bo.says("https://b.test/yes/" + by, "Accept", '"' + follow + '"'))) == "done");
    }
    // Until no visit is due.
    void visit()
    {
        inbox::outbox_visitor visitor(uris, base.pool(), workers, remote);
        auto watch = [&]() -> boost::asio::awaitable<void> {
            boost::asio::steady_timer pause(co_await boost::asio::this_coro::executor);
            while (count("outbox_visit WHERE done_at IS NULL AND run_at <= now()") > 0) {
                pause.expires_after(std::chrono::milliseconds(5));
                co_await pause.async_wait(boost::asio::use_awaitable);
            }
            visitor.stop();
        };
        boost::asio::co_spawn(loop, watch(), boost::asio::detached);
        run(visitor.run());
    }
    std::string multiverse() // Contents in the order in which alice reads them
    {
        std::string out;
        base.in_transaction([&](db::transaction& tx) {
            auto const items = db::multiverse_of(tx, alice.id, std::nullopt, 50).value();
            for (auto const& item : items)
                out += item.highlight.html;
        });
        return out;
    }
};

} // namespace

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
