// SPDX-License-Identifier: AGPL-3.0-or-later
// Openings of others, from the signed request to the row.
#include "wire_world.hpp"

using namespace federwerk;
using tests::wire_world;

namespace {

struct followed_world : wire_world {
    followed_world() { alice_follows(bo); }
};

std::string at(std::string const& key, core::time_point when)
{
    return ",\"" + key + "\":\"" + core::to_rfc3339(when) + "\"";
}

} // namespace

TEST_CASE("an opening of somebody whom alice follows is stored clean; twice is once", "[openings][wire]")
{
    followed_world w;
    CHECK(w.take(w.bo.post(w.create("1", w.offer("1")))) == "done");
    CHECK(w.text("SELECT html FROM opening") == "<p>Code review</p>");
    CHECK(w.text("SELECT plain FROM opening") == "Code review");
    CHECK(w.text("SELECT uri FROM seat") == "https://b.test/p/1#primary");
    CHECK(w.alice_sees());
    CHECK(w.count("highlight") == 0);
    CHECK(w.take(w.bo.post(w.create("2", w.offer("1")))) == "done");
    CHECK(w.openings() == 1);
}

TEST_CASE("what concerns nobody here is not stored", "[openings][wire]")
{
    wire_world w;
    CHECK(w.take(w.bo.post(w.create("1", w.offer("1")))).starts_with("ignored"));
    CHECK(w.openings() == 0);
}

TEST_CASE("the newest edit wins, whatever order it comes in", "[openings][wire]")
{
    followed_world w;
    auto const now = core::now();
    auto const edit = [&](std::string const& n, std::chrono::minutes ago, std::string const& place) {
        return w.bo.says("https://b.test/e/" + n, "Update",
                         w.offer("1", at("updated", now - ago) + R"(,"location":{"type":"Place","name":")" +
                                          place + "\"}"),
                         "," + w.everybody());
    };
    w.take(w.bo.post(w.create("1", w.offer("1"))));
    CHECK(w.take(w.bo.post(edit("1", std::chrono::minutes(5), "Bern"))) == "done");
    CHECK(w.take(w.bo.post(edit("2", std::chrono::minutes(9), "Genf"))) == "done");
    CHECK(w.text("SELECT place FROM opening") == "Bern");
}

TEST_CASE("a Delete removes it, and it does not come back", "[openings][wire]")
{
    followed_world w;
    auto const gone =
        w.bo.says("https://b.test/d/1", "Delete", R"({"id":"https://b.test/p/1","type":"Tombstone"})");
    bool const before = GENERATE(true, false);
    if (before)
        w.take(w.bo.post(w.create("1", w.offer("1"))));
    CHECK(w.take(w.bo.post(gone)) == "done");
    CHECK(w.openings() == 0);
    w.take(w.bo.post(w.create("2", w.offer("1"))));
    CHECK(w.openings() == 0);
}

TEST_CASE("T-13, T-14: nobody edits or deletes what is not theirs, not even from the same host",
          "[openings][wire]")
{
    followed_world w;
    w.take(w.bo.post(w.create("1", w.offer("1"))));
    tests::remote_person const cy("cy", "b.test");
    cy.live_in(w.world);
    w.alice_follows(cy);
    auto const theft = w.proposal(cy, "https://b.test/p/1", w.everybody(), at("updated", core::now()));
    CHECK(w.take(cy.post(cy.says("https://b.test/e/1", "Update", theft))).starts_with("refused"));
    CHECK(w.take(cy.post(cy.says("https://b.test/d/1", "Delete", "\"https://b.test/p/1\"")))
              .starts_with("refused"));
    CHECK(w.openings() == 1);
    // A seat belongs to its opening, or requests would go astray.
    auto const seat = R"(,"opening":{"seats":[{"id":"https://b.test/p/1#primary"}]})";
    auto const thief = w.proposal(cy, "https://b.test/p/2", w.everybody(), seat);
    CHECK(w.take(cy.post(cy.says("https://b.test/a/9", "Create", thief))).starts_with("refused"));
    auto const far = R"(,"opening":{"seats":[{"id":"https://a.test/ap/openings/1#primary"}]})";
    auto const stranger = w.proposal(cy, "https://b.test/p/3", w.everybody(), far);
    CHECK(w.take(cy.post(cy.says("https://b.test/a/10", "Create", stranger))).starts_with("refused"));
    CHECK(w.openings() == 1);
}

TEST_CASE("T-12: an embedded opening of somebody else comes from its own home, or not at all",
          "[openings][wire]")
{
    followed_world w;
    tests::remote_person eve("eve", "evil.test");
    eve.key = tests::another_rsa_key();
    eve.live_in(w.world);
    CHECK(w.take(eve.post(eve.says("https://evil.test/a/1", "Create", w.offer("1")))).starts_with("refused"));
    CHECK(w.openings() == 0);
}

TEST_CASE("one that is over, or was long ago, is not stored", "[openings][wire]")
{
    followed_world w;
    CHECK(w.take(w.bo.post(w.create("1", w.offer("1", at("endTime", core::now() - std::chrono::minutes(1))))))
              .starts_with("ignored"));
    CHECK(w.openings() == 0);
}

TEST_CASE("one that is not public is for those whose inbox it came to", "[openings][wire]")
{
    wire_world w;
    domain::actor carol;
    w.base.commit([&](db::transaction& tx) { carol = tests::add_member(tx, "carol"); });
    auto const hidden = R"("to":["https://b.test/p/1/audience"],"cc":[])";
    auto const said = w.bo.says("https://b.test/a/1", "Create",
                                w.proposal(w.bo, "https://b.test/p/1", hidden), std::string(",") + hidden);
    SECTION("in the shared inbox nobody could see it")
    {
        CHECK(w.take(w.bo.post(said)).starts_with("ignored"));
        CHECK(w.openings() == 0);
    }
    SECTION("the same activity in two inboxes is for both")
    {
        for (auto const& who : {w.alice, carol})
            CHECK(w.receive(w.bo.post(said, w.uris.inbox(who.uri).substr(14)), who.uri) == 202);
        w.work();
        CHECK(w.openings() == 1);
        CHECK(w.alice_sees());
        CHECK(w.count("opening_recipient") == 2);
    }
    SECTION("and for nobody else")
    {
        CHECK(w.receive(w.bo.post(said, w.uris.inbox(carol.uri).substr(14)), carol.uri) == 202);
        w.work();
        CHECK(w.openings() == 1);
        CHECK_FALSE(w.alice_sees());
    }
}

TEST_CASE("a Delete takes one that is not public from whom it came to, and it goes with the last of them",
          "[openings][wire]")
{
    wire_world w;
    domain::actor carol;
    w.base.commit([&](db::transaction& tx) { carol = tests::add_member(tx, "carol"); });
    auto const hidden = R"("to":["https://b.test/p/1/audience"],"cc":[])";
    auto const comes = [&](std::string const& activity, domain::actor const& to) {
        CHECK(w.receive(w.bo.post(activity, w.uris.inbox(to.uri).substr(14)), to.uri) == 202);
        w.work();
    };
    auto const taken = [&](std::string const& n) {
        return w.bo.says("https://b.test/d/" + n, "Delete",
                         R"({"id":"https://b.test/p/1","type":"Tombstone"})", std::string(",") + hidden);
    };
    auto const said = w.bo.says("https://b.test/a/1", "Create",
                                w.proposal(w.bo, "https://b.test/p/1", hidden), std::string(",") + hidden);
    for (auto const& who : {w.alice, carol})
        comes(said, who);
    REQUIRE(w.alice_sees());
    SECTION("each copy counts for its own inbox")
    {
        comes(taken("1"), w.alice);
        CHECK_FALSE(w.alice_sees());
        CHECK(w.openings() == 1);
        CHECK(w.text("SELECT actor_id FROM opening_recipient") == carol.id.text());
        comes(taken("1"), carol);
        CHECK(w.openings() == 0);
        CHECK(w.count("tombstone") == 1);
    }
    SECTION("said to all at once it goes at once")
    {
        CHECK(w.take(w.bo.post(taken("1"))) == "done");
        CHECK(w.openings() == 0);
    }
    SECTION("who hands on that it is gone takes it from nobody: its home shows it to few")
    {
        tests::remote_person eve("eve", "evil.test");
        eve.key = tests::another_rsa_key();
        eve.live_in(w.world);
        CHECK(w.take(eve.post(taken("1"))).starts_with("refused"));
        CHECK(w.openings() == 1);
    }
}

TEST_CASE("one that names alice is hers, wherever it came", "[openings][wire]")
{
    wire_world w;
    auto const named = R"("to":[")" + w.alice.uri + R"("],"cc":[])";
    auto const said =
        w.bo.says("https://b.test/a/1", "Create", w.proposal(w.bo, "https://b.test/p/1", named), "," + named);
    CHECK(w.take(w.bo.post(said)) == "done");
    CHECK(w.alice_sees());
}

TEST_CASE("a Proposal is as good as a Note", "[openings][wire]")
{
    followed_world w;
    auto offer = w.offer("1", R"(,"name":"Review")");
    offer.replace(offer.find("\"Note\""), 6, "\"Proposal\"");
    CHECK(w.take(w.bo.post(w.create("1", offer))) == "done");
    CHECK(w.text("SELECT title FROM opening") == "Review");
    CHECK(w.text("SELECT unit FROM seat_terms") == "one");
}

TEST_CASE("an Announce of an opening leads to its home; of one that is not public, nowhere",
          "[openings][wire]")
{
    followed_world w;
    w.world.serve("https://b.test/p/1", w.offer("1"));
    w.world.serve("https://b.test/p/2",
                  w.proposal(w.bo, "https://b.test/p/2", R"("to":["https://b.test/p/2/audience"],"cc":[])"));
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/n/1", "Announce", "\"https://b.test/p/1\""))) == "done");
    CHECK(w.openings() == 1);
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/n/2", "Announce", "\"https://b.test/p/2\"")))
              .starts_with("ignored"));
    CHECK(w.openings() == 1);
}
