// SPDX-License-Identifier: AGPL-3.0-or-later
// Credentials that organisations elsewhere offer to members here: from the Note to what others see.
#include "db/badges.hpp"
#include "server/awards_wire/award_world.hpp"

using namespace federwerk;
using tests::award_world;

TEST_CASE("A credential is offered to its recipient, who is told, and shown to others once it is accepted",
          "[inbox][award]")
{
    award_world w;
    CHECK(w.offered() == "done");
    CHECK(w.state() == "offered");
    CHECK(w.text("SELECT name FROM award") == "Rust");
    CHECK(w.text("SELECT source FROM award") == "open_badges");
    CHECK(w.told("badge_offered") == 1);
    CHECK(w.shown() == 0);
    CHECK(w.count("highlight") == 0); // The Note is the offer, and nothing more

    w.accept();
    CHECK(w.state() == "accepted");
    CHECK(w.shown() == 1);
    auto const letter = w.text("SELECT body FROM activity WHERE type = 'Accept'");
    CHECK(letter.find(w.uri) != std::string::npos);
}

TEST_CASE("An award means the badge of its name here, where there is one", "[inbox][award]")
{
    award_world w;
    REQUIRE(app::adopt_badges(w.base.pool(), w.uris));
    CHECK(w.offered() == "done");
    CHECK(w.text("SELECT b.slug FROM award a JOIN badge b ON b.id = a.badge_id") == "rust");
}

TEST_CASE("The same offer again changes nothing and tells nobody", "[inbox][award]")
{
    award_world w;
    CHECK(w.offered() == "done");
    w.accept();
    CHECK(w.says(w.school, "Create", w.offer()) == "done");
    CHECK(w.says(w.school, "Create", w.offer("https://b.test/n/2")) == "done");
    CHECK(w.state() == "accepted");
    CHECK(w.told("badge_offered") == 1);
}

TEST_CASE("A Delete of the credential takes it back for good", "[inbox][award]")
{
    award_world w;
    CHECK(w.offered() == "done");
    w.accept();
    CHECK(w.says(w.school, "Delete", R"({"id":")" + w.uri + R"(","type":"Tombstone"})") == "done");
    CHECK(w.state() == "revoked");
    CHECK(w.shown() == 0);
    CHECK(w.told("badge_revoked") == 1);
    CHECK(w.says(w.school, "Create", w.offer()).starts_with("ignored"));
    CHECK(w.state() == "revoked");
}

TEST_CASE("A Delete that came before the offer counts too", "[inbox][award]")
{
    award_world w;
    remote::budget spend;
    REQUIRE(w.run(w.remote.actor(w.school.uri, spend)));
    w.says(w.school, "Delete", '"' + w.uri + '"');
    CHECK(w.offered().starts_with("ignored"));
    CHECK(w.state().empty());
}

TEST_CASE("An Update of the credential is read at its home", "[inbox][award]")
{
    award_world w;
    CHECK(w.offered() == "done");
    w.accept();
    auto const longer = tests::with(w.credential(), "2126-03-01", "3126-03-01");
    w.hosts(w.school.signs(longer));
    CHECK(w.says(w.school, "Update", w.credential()) == "done");
    CHECK(w.count("award WHERE expires_at > '3000-01-01'") == 1);
    CHECK(w.state() == "accepted");
}

TEST_CASE("Words that change after they were accepted are an offer again, of which the member is told",
          "[inbox][award]")
{
    award_world w;
    CHECK(w.offered() == "done");
    w.accept();
    auto const [from, to] = GENERATE(table<std::string, std::string>({
        {"\"Badge\",\n      \"name\": \"Rust\"", R"("Badge","name":"Fraudster")"},
        {"Writes Rust.", "Writes malware."},
        {"Built a server.", "Defrauded a server."},
        {"rust/achievement.json", "fraud/achievement.json"},
    }));
    w.hosts(w.school.signs(tests::with(w.credential(), from, to)));
    SECTION("by an Update")
    {
        CHECK(w.says(w.school, "Update", w.credential()) == "done");
    }
    SECTION("by another offer")
    {
        CHECK(w.says(w.school, "Create", w.offer("https://b.test/n/2")) == "done");
    }
    SECTION("when its home is asked")
    {
        w.recheck();
    }
    CHECK(w.state() == "offered");
    CHECK(w.shown() == 0);
    CHECK(w.told("badge_offered") == 2);
    w.accept();
    CHECK(w.shown() == 1);
}

TEST_CASE("An accepted badge does not become another one by what the issuer relates it to", "[inbox][award]")
{
    award_world w;
    // There is no badge of this name here.
    auto const said = tests::with(w.credential(), "\"Badge\",\n      \"name\": \"Rust\"",
                                  R"("Badge","name":"Ferrisology")");
    w.hosts(w.school.signs(said));
    CHECK(w.says(w.school, "Create", w.offer()) == "done");
    w.accept();
    w.base.commit([&](db::transaction& tx) {
        auto const group = tests::add_remote_actor(tx, "https://b.test/u/badge.fraudster");
        domain::badge b;
        b.slug = b.name = "fraudster";
        b.actor_id = group.id;
        b.uri = group.uri;
        b.host = "b.test";
        REQUIRE(db::upsert_remote_badge(tx, b));
    });
    w.hosts(
        w.school.signs(tests::with(said, "https://b.test/ap/badges/2", "https://b.test/u/badge.fraudster")));
    CHECK(w.says(w.school, "Update", w.credential()) == "done");
    CHECK(w.state() == "accepted");
    CHECK(w.count("award WHERE badge_id IS NULL") == 1);
}

TEST_CASE("What its home serves no longer is shown no longer", "[inbox][award]")
{
    award_world w;
    CHECK(w.offered() == "done");
    w.accept();
    auto const [what, after] = GENERATE(table<std::string, std::string>({
        {"gone", "revoked"},
        {"missing", "accepted"},
        {"missing for long", "revoked"},
        {"as before", "accepted"},
        {"down", "accepted"},
        {"a web page", "accepted"},
        {"somebody else's", "revoked"},
        {"another key", "accepted"},
    }));
    CAPTURE(what);
    if (what == "gone")
        w.gone();
    if (what.starts_with("missing"))
        w.world.status(w.uri, 404);
    if (what == "down")
        w.world.status(w.uri, 503);
    if (what == "a web page")
        w.world.serve(w.uri, "<html></html>", "text/html");
    if (what == "somebody else's")
        w.hosts(w.school.signs(tests::with(w.credential(), w.alice.uri, "https://a.test/ap/actors/1")));
    if (what == "another key") {
        w.school.more = w.eve.more;
        w.school.live_in(w.world);
    }
    w.recheck(std::chrono::hours(what == "missing for long" ? 32 * 24 : 48));
    CHECK(w.state() == after);
    CHECK(w.shown() == (after == "accepted" ? 1 : 0));
}

TEST_CASE("An issuer that is suspended or blocked vouches for nobody", "[inbox][award]")
{
    award_world w;
    CHECK(w.offered() == "done");
    w.accept();
    std::string const state = GENERATE(as<std::string>{}, "suspended", "gone", "blocked");
    CAPTURE(state);
    w.sql(state == "blocked" ? "INSERT INTO domain_block (domain, severity) VALUES ('b.test', 'suspend')"
                             : "UPDATE actor SET state = '" + state + "' WHERE uri = '" + w.school.uri + "'");
    CHECK(w.shown() == 0);
}

TEST_CASE("An issuer that its own home suspends vouches for nobody until home lets it in again",
          "[inbox][award]")
{
    award_world w;
    CHECK(w.offered() == "done");
    w.accept();
    auto const known = w.school.more;
    auto const home_says = [&](std::string const& further) {
        w.school.more = known + further;
        w.school.live_in(w.world);
        // Asked by another process each time: one of them asks once in five minutes.
        remote::resolver fresh{w.settings, w.uris, w.keys, w.base.pool(), w.workers, w.world};
        remote::budget spend;
        REQUIRE(w.run(fresh.actor(w.school.uri, spend, remote::resolver::freshness::refreshed)));
    };
    home_says(R"(,"suspended":true)");
    CHECK(w.shown() == 0);
    home_says("");
    CHECK(w.shown() == 1);
    w.sql("UPDATE actor SET state = 'silenced' WHERE uri = '" + w.school.uri + "'");
    home_says(R"(,"suspended":true)");
    home_says("");
    CHECK(w.text("SELECT state FROM actor WHERE uri = '" + w.school.uri + "'") == "silenced");
}
