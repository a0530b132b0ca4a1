// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody was open to before anybody here followed them.
#include "support/visiting.hpp"

using namespace federwerk;
using tests::everybody;
using tests::visiting;

namespace {

struct open_bo : visiting {
    static std::string ago(std::chrono::hours age) { return core::to_rfc3339(core::now() - age); }

    std::string opening(int n, std::string const& published, std::string const& further = {},
                        std::string const& to = everybody) const
    {
        auto const id = "https://b.test/n/" + std::to_string(n);
        return note(n, published,
                    R"(,"purpose":"offer","publishes":{"type":"Intent","id":")" + id +
                        R"(#primary","action":"deliverService","resourceQuantity":{"hasUnit":"one"}})" +
                        further,
                    to);
    }
    // In the order of ids, which is that of every list here.
    std::string openings()
    {
        return text("SELECT coalesce(string_agg(html, '' ORDER BY id DESC), '') FROM opening");
    }
};

} // namespace

TEST_CASE("Openings from before a follow come in while they are open, where their age puts them",
          "[inbox][outbox_visit][openings]")
{
    using std::chrono::hours;
    open_bo w;
    tests::remote_person const cy("cy", "c.test");
    cy.live_in(w.world);
    w.alice_follows(cy);
    w.take(cy.post(cy.says("https://c.test/a/1", "Create", cy.note("https://c.test/n/1", "<p>cy</p>"))));
    w.outbox(w.create(4, w.opening(4, w.ago(hours(1)))) + "," + w.create(3, w.note(3, w.ago(hours(48)))) +
             "," + w.create(2, w.opening(2, w.ago(hours(72)))) + "," +
             w.create(1, w.opening(1, w.ago(hours(96)), R"(,"endTime":")" + w.ago(hours(24)) + '"')));
    w.accepted();
    w.visit();
    CHECK(w.multiverse() == "<p>cy</p><p>4</p><p>3</p><p>2</p>");
    CHECK(w.count("notification") == 0);
    CHECK(w.count("outgoing_mail") == 0);
    CHECK(w.count("delivery") == 0);
}

TEST_CASE("Of an outbox only openings that its actor says to everybody come in",
          "[inbox][outbox_visit][openings]")
{
    open_bo w;
    tests::remote_person eve("eve", "evil.test");
    eve.live_in(w.world);
    auto const when = w.ago(std::chrono::hours(2));
    auto forged = w.opening(7, when);
    for (auto at = forged.find("b.test"); at != std::string::npos; at = forged.find("b.test", at))
        forged.replace(at, 6, "evil.test");
    auto const seat_elsewhere = w.note(
        4, when, R"(,"purpose":"offer","publishes":{"type":"Intent","id":"https://evil.test/n/1#primary"})");
    w.outbox(w.create(1, w.opening(1, when, {}, w.bo.uri + "/followers")) + "," + // Followers only
             w.create(2, w.opening(2, when, {}, w.alice.uri)) + "," +             // Named only
             w.create(3, forged) + "," + w.create(4, seat_elsewhere) + "," +
             w.bo.says("https://b.test/c/5", "Announce", "\"https://b.test/n/5\"") + "," +
             w.create(6, w.opening(6, when)));
    w.world.serve("https://b.test/n/5", w.opening(5, when));
    w.accepted();
    w.visit();
    CHECK(w.openings() == "<p>6</p>");
}

TEST_CASE("What is stored or deleted already is left as an outbox found it",
          "[inbox][outbox_visit][openings]")
{
    open_bo w;
    auto const when = w.ago(std::chrono::hours(2));
    w.accepted("dan");
    w.outbox(w.create(1, w.opening(1, when)) + "," + w.create(2, w.opening(2, when)));
    w.visit();
    REQUIRE(w.openings().size() == 16);
    auto const ids = w.text("SELECT string_agg(id::text, ',' ORDER BY uri) FROM opening WHERE uri LIKE '%1'");
    REQUIRE(w.take(w.bo.post(w.bo.says("https://b.test/d/2", "Delete", "\"https://b.test/n/2\""))) == "done");
    w.sql("UPDATE outbox_visit SET done_at = now() - interval '2 hours'"); // Not twice in an hour
    w.outbox(w.create(1, w.opening(1, when, R"(,"name":"another page")")) + "," +
             w.create(2, w.opening(2, when)));
    w.accepted();
    w.visit();
    CHECK(w.openings() == "<p>1</p>");
    CHECK(w.text("SELECT string_agg(id::text, ',') FROM opening") == ids);
}

TEST_CASE("An outbox full of openings reaches the caps of its owner, and highlights come in beside them",
          "[inbox][outbox_visit][openings][caps]")
{
    open_bo w;
    std::string items;
    for (int n = 40; n > 25; --n)
        items += w.create(n, w.opening(n, w.ago(std::chrono::hours(50 - n)))) + ",";
    for (int n = 25; n > 1; --n)
        items += w.create(n, w.note(n, w.ago(std::chrono::hours(50 - n)))) + ",";
    w.outbox(items + w.create(1, w.opening(1, w.ago(std::chrono::hours(49)))));
    w.accepted();
    auto const most = GENERATE(3, 30);
    w.visit({.new_of_actor_a_day = most});
    CHECK(w.count("opening") == std::min(most, 16));
    CHECK(w.count("highlight") == 20);
}

TEST_CASE(
    "What somebody is open to comes in from their list of it, however much stands in their outbox since",
    "[inbox][outbox_visit][openings]")
{
    open_bo w;
    auto const list = w.bo.uri + "/openings", when = open_bo::ago(std::chrono::hours(500));
    w.bo.more += R"(,"openTo":")" + list + '"';
    w.bo.live_in(w.world);
    w.outbox(w.create(9, w.note(9, open_bo::ago(std::chrono::hours(1)))));
    auto forged = w.opening(3, when);
    forged.replace(forged.find(w.bo.uri), w.bo.uri.size(), "https://b.test/u/cy");
    w.world.serve(list,
                  R"({"id":")" + list + R"(","type":"OrderedCollection","first":")" + list + R"(?page=1"})");
    w.world.serve(list + "?page=1", R"({"id":")" + list +
                                        R"(?page=1","type":"OrderedCollectionPage","next":")" + list +
                                        R"(?page=2","orderedItems":[)" + w.opening(1, when) + "," +
                                        w.note(2, when) + "," + forged + R"(,"https://b.test/n/4"]})");
    w.world.serve(list + "?page=2", R"({"id":")" + list + R"(?page=2","type":"OrderedCollectionPage",)" +
                                        R"("orderedItems":[)" + w.opening(5, when, {}, w.alice.uri) + "," +
                                        w.opening(6, when) + "]}");
    w.world.serve("https://b.test/n/4", w.opening(4, when));
    w.accepted();
    w.visit();
    CHECK(w.text("SELECT string_agg(html, '' ORDER BY html) FROM opening") == "<p>1</p><p>4</p><p>6</p>");
    CHECK(w.count("highlight") == 1); // Of the outbox
    CHECK(w.count("notification") == 0);
}

TEST_CASE("A list of openings on another origin is not read, and its failing costs nothing",
          "[inbox][outbox_visit][openings]")
{
    open_bo w;
    auto const list = GENERATE(as<std::string>{}, "https://c.test/openings", "https://b.test/u/bo/nothing");
    auto const when = open_bo::ago(std::chrono::hours(5));
    w.bo.more += R"(,"openTo":")" + list + '"';
    w.bo.live_in(w.world);
    w.world.serve("https://c.test/openings", R"({"id":"https://c.test/openings","type":"OrderedCollection",)"
                                             R"("orderedItems":[)" +
                                                 w.opening(1, when) + "]}");
    w.outbox(w.create(2, w.opening(2, when)));
    w.accepted();
    w.visit();
    CHECK(w.openings() == "<p>2</p>");
    CHECK(w.world.count("c.test") == 0);
}
