// SPDX-License-Identifier: AGPL-3.0-or-later
// On a server where somebody else's highlight is shown.
#include "credit_world.hpp"
#include "db/actors.hpp"
#include "domain/credit.hpp"

using namespace federwerk;
using tests::credit_world;

namespace {

struct shown_world : credit_world {
    shown_world()
    {
        dee.live_in(world);
        alice_follows(bo);
    }
    std::string note(std::string const& with, std::string const& body = "Together.",
                     std::string const& more = {})
    {
        return bo.note("https://b.test/n/1", "<p><strong>Shipped</strong></p><p>" + body + "</p>",
                       R"(,"highlight":{"type":"Highlight","headline":"Shipped","badges":[],"with":[)" +
                           with + "]}" + more);
    }
    std::string listing(std::string const& authorization = "https://d.test/ap/credits/1")
    {
        return R"({"actor":")" + dee.uri + R"(","authorization":")" + authorization + "\"}";
    }
    tests::consent dee_agrees(std::string const& body = "Together.")
    {
        return {"https://d.test/ap/credits/1", dee.uri, "https://b.test/n/1", bo.uri,
                domain::credit_digest("Shipped", body)};
    }
    std::int64_t shown() { return count("collaborator WHERE confirmed_at IS NOT NULL"); }

    tests::signing_person dee{"dee", "d.test"};
};

} // namespace

TEST_CASE("Others show a collaborator after reading the consent at its home", "[credit][elsewhere]")
{
    shown_world w;
    w.hosts(w.dee, w.dee_agrees());
    CHECK(w.says(w.bo, "Create", w.note(w.listing())) == "done");
    CHECK(w.shown() == 1);
    CHECK(w.text("SELECT handle FROM collaborator") == "dee@d.test");
    CHECK(w.world.count("https://d.test/ap/credits/1") == 1);
}

TEST_CASE("A long role is cut between two characters", "[credit][elsewhere]")
{
    shown_world w;
    auto consent = w.dee_agrees();
    consent.role = "a";
    for (int i = 0; i < 120; ++i)
        consent.role += "ä";
    w.hosts(w.dee, consent);
    CHECK(w.says(w.bo, "Create", w.note(w.listing())) == "done");
    CHECK(w.text("SELECT length(role) FROM credit") == "100");
}

TEST_CASE("Nobody is shown by the author's word alone", "[credit][elsewhere][T-04][T-12][T-17]")
{
    shown_world w;
    auto consent = w.dee_agrees();
    auto listed = w.listing();
    SECTION("without an authorization")
    {
        listed = R"({"actor":")" + w.dee.uri + "\"}";
    }
    SECTION("by a handle")
    {
        listed = R"("acct:dee@d.test")";
    }
    SECTION("with an authorization on the author's own server")
    {
        consent.id = "https://b.test/ap/credits/1";
        listed = w.listing(consent.id);
        w.hosts(w.dee, consent);
    }
    SECTION("with one of another highlight")
    {
        consent.highlight = "https://b.test/n/2";
        w.hosts(w.dee, consent);
    }
    SECTION("with one for another author")
    {
        consent.author = w.cy.uri;
        w.hosts(w.dee, consent);
    }
    SECTION("with one of another text")
    {
        consent.digest = domain::credit_digest("Shipped", "Alone.");
        w.hosts(w.dee, consent);
    }
    SECTION("proven by the author")
    {
        w.hosts(w.bo, consent);
    }
    SECTION("of somebody else")
    {
        listed = R"({"actor":"https://d.test/u/eve","authorization":"https://d.test/ap/credits/1"})";
        w.hosts(w.dee, consent);
    }
    SECTION("that was taken back")
    {
        w.world.status(consent.id, 410);
    }
    CHECK(w.says(w.bo, "Create", w.note(listed)) == "done");
    CHECK(w.count("highlight") == 1);
    CHECK(w.shown() == 0);
}

TEST_CASE("Where the collaborator's server is down, the highlight comes, and the name later",
          "[credit][elsewhere]")
{
    shown_world w;
    remote::budget spend;
    REQUIRE(w.run(w.remote.actor(w.dee.uri, spend)));
    w.world.status("https://d.test/ap/credits/1", 503);
    CHECK(w.says(w.bo, "Create", w.note(w.listing())) == "done");
    CHECK(w.shown() == 0);
    w.hosts(w.dee, w.dee_agrees());
    CHECK(w.recheck(core::now() + std::chrono::hours(1)) == 1);
    CHECK(w.shown() == 1);
}

TEST_CASE("A claim to somebody's consent for another highlight does not stand in the way of the true one",
          "[credit][elsewhere][T-17]")
{
    shown_world w;
    remote::budget spend;
    REQUIRE(w.run(w.remote.actor(w.dee.uri, spend)));
    w.alice_follows(w.cy);
    w.world.status("https://d.test/ap/credits/1", 503);
    auto const claim = w.cy.note(
        "https://b.test/n/9", "<p>Mine</p>",
        R"(,"highlight":{"type":"Highlight","headline":"Mine","badges":[],"with":[)" + w.listing() + "]}");
    CHECK(w.says(w.cy, "Create", claim) == "done");
    CHECK(w.says(w.bo, "Create", w.note(w.listing())) == "done");
    w.hosts(w.dee, w.dee_agrees());
    CHECK(w.recheck(core::now() + std::chrono::hours(1)) == 1);
    CHECK(w.shown() == 1);
    CHECK(w.text("SELECT highlight_uri FROM credit WHERE state = 'confirmed'") == "https://b.test/n/1");
}

TEST_CASE("An edit of the text, a shorter list, and a Delete take the name away", "[credit][elsewhere]")
{
    shown_world w;
    w.hosts(w.dee, w.dee_agrees());
    REQUIRE(w.says(w.bo, "Create", w.note(w.listing())) == "done");
    REQUIRE(w.shown() == 1);
    auto const updated = R"(,"updated":"2026-03-02T10:00:00Z")";
    SECTION("another text under the old consent")
    {
        CHECK(w.says(w.bo, "Update", w.note(w.listing(), "Alone.", updated)) == "done");
        CHECK(w.shown() == 0);
    }
    SECTION("listed no longer")
    {
        w.alice_follows(w.dee);
        w.world.serve("https://b.test/n/1", w.note(w.listing()));
        REQUIRE(w.says(w.dee, "Announce", R"("https://b.test/n/1")") == "done");
        CHECK(w.says(w.bo, "Update", w.note("", "Together.", updated)) == "done");
        CHECK(w.shown() == 0);
        CHECK(w.count("credit") == 0);
        CHECK(w.count("announce") == 0); // Nor do they bring it to anybody
    }
    SECTION("gone with the highlight")
    {
        CHECK(w.says(w.bo, "Delete", R"("https://b.test/n/1")") == "done");
        CHECK(w.count("credit") == 0);
    }
    SECTION("taken back by the collaborator, and by nobody else")
    {
        CHECK(w.says(w.bo, "Delete", R"("https://d.test/ap/credits/1")").starts_with("refused"));
        CHECK(w.shown() == 1);
        CHECK(w.says(w.dee, "Delete", R"("https://d.test/ap/credits/1")") == "done");
        CHECK(w.shown() == 0);
        CHECK(w.says(w.bo, "Update", w.note(w.listing(), "Together.", updated)) ==
              "done"); // Though still listed
        CHECK(w.shown() == 0);
    }
}

TEST_CASE("Only who worked on it passes a highlight on", "[credit][relay]")
{
    shown_world w;
    w.alice_follows(w.dee);
    w.alice_follows(w.cy);
    w.hosts(w.dee, w.dee_agrees());
    w.world.serve("https://b.test/n/1", w.note(w.listing()));
    auto const announced = R"("https://b.test/n/1")";
    CHECK(w.says(w.cy, "Announce", announced) == "ignored: not theirs to pass on");
    CHECK(w.count("highlight") == 0);
    CHECK(w.says(w.dee, "Announce", announced) == "done");
    CHECK(w.count("announce") == 1);
    CHECK(w.count("multiverse_item WHERE cardinality(announced_by) = 1") == 1);
    CHECK(w.says(w.bo, "Announce", announced) == "done"); // The author too
    CHECK(w.says(w.dee, "Delete", R"("https://d.test/ap/credits/1")") == "done");
    CHECK(w.count("announce WHERE actor_id = (SELECT id FROM actor WHERE username = 'dee')") == 0);
}

TEST_CASE("A collaborator elsewhere brings a highlight of ours to who follows them here", "[credit][relay]")
{
    credit_world w;
    w.publish(R"("bo@b.test")");
    auto const uri = '"' + w.text("SELECT uri FROM highlight") + '"';
    domain::actor eve;
    w.base.commit([&](db::transaction& tx) { eve = tests::add_member(tx, "eve"); });
    remote::budget spend;
    auto const bo = w.run(w.remote.actor(w.bo.uri, spend)).value();
    w.base.commit([&](db::transaction& tx) {
        REQUIRE(db::upsert_follow(tx, {db::next_id(tx).value(), eve.id, bo.id, "https://a.test/f/1",
                                       db::follow_state::accepted, core::now()}));
    });
    CHECK(w.says(w.bo, "Announce", uri) == "ignored: not theirs to pass on");
    w.hosts(w.bo, w.bo_agrees());
    REQUIRE(w.accept(w.bo, "https://b.test/ap/credits/1") == "done");
    CHECK(w.says(w.bo, "Announce", uri) == "done");
    CHECK(w.count("multiverse_item WHERE member_id = " + eve.id.text()) == 1);
}
