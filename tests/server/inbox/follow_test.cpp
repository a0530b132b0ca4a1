// SPDX-License-Identifier: AGPL-3.0-or-later
// Follow, Undo, Accept, Reject, Block and Move, from the signed request to the rows.
#include "support/inbox_world.hpp"

using namespace federwerk;
using tests::inbox_world;

namespace {

struct follow_world : inbox_world {
    follow_world() { bo.live_in(world); }
    std::string follow(std::string const& id = "https://b.test/f/1")
    {
        return bo.says(id, "Follow", '"' + alice.uri + '"');
    }
    std::string answers()
    {
        return text("SELECT coalesce(string_agg(type || ' ' || body, ';'), '') FROM activity");
    }
    // alice asked bo, and nobody has answered yet.
    std::string pending()
    {
        remote::budget spend;
        auto const found = run(remote.actor(bo.uri, spend));
        REQUIRE(found);
        base.commit([&](db::transaction& tx) {
            REQUIRE(db::upsert_follow(tx, {.id = {},
                                           .follower_id = alice.id,
                                           .followed_id = found->id,
                                           .uri = "https://a.test/ap/activities/5"}));
        });
        return "https://a.test/ap/activities/5";
    }
    std::string state() { return text("SELECT coalesce((SELECT state FROM follow LIMIT 1), '')"); }
};

} // namespace

TEST_CASE(
    "Quirk 16: a Follow is accepted with the original echoed whole, in one transaction with its delivery",
    "[inbox][follow]")
{
    follow_world w;
    CHECK(w.take(w.bo.post(w.follow())) == "done");
    CHECK(w.state() == "accepted");
    CHECK(w.count("delivery") == 1);
    auto const sent = w.answers();
    CHECK(sent.find("Accept") == 0);
    CHECK(sent.find("\"https://b.test/f/1\"") != std::string::npos);
    CHECK(sent.find(w.bo.uri) != std::string::npos);
}

TEST_CASE("Who approves followers gets a request, and says nothing yet", "[inbox][follow]")
{
    follow_world w;
    w.sql("UPDATE actor SET approves_followers = true WHERE username = 'alice'");
    CHECK(w.take(w.bo.post(w.follow())) == "done");
    CHECK(w.state() == "requested");
    CHECK(w.answers().empty());
}

TEST_CASE("Undo of a Follow ends it, by id alone or embedded, and only for the one who said it",
          "[inbox][follow]")
{
    auto const object = GENERATE(
        "\"https://b.test/f/1\"", R"({"id":"https://b.test/f/1","type":"Follow"})",
        R"({"id":"https://b.test/never-seen","type":"Follow","actor":"https://b.test/u/bo","object":"ALICE"})");
    follow_world w;
    w.take(w.bo.post(w.follow()));
    std::string what = object;
    if (auto const at = what.find("ALICE"); at != std::string::npos)
        what.replace(at, 5, w.alice.uri);
    tests::remote_person const cy("cy", "b.test");
    cy.live_in(w.world);
    w.take(cy.post(cy.says("https://b.test/u/1", "Undo", what)));
    CHECK(w.count("follow") == 1);
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/u/2", "Undo", what))) == "done");
    CHECK(w.count("follow") == 0);
}

TEST_CASE("T-15: an Accept counts for a pending follow of ours by its followee alone", "[inbox][follow]")
{
    follow_world w;
    auto const id = w.pending();
    tests::remote_person const cy("cy", "c.test");
    cy.live_in(w.world);
    CHECK(w.take(cy.post(cy.says("https://c.test/a/1", "Accept", '"' + id + '"'))).starts_with("ignored"));
    CHECK(w.state() == "requested");
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/a/0", "Accept", "\"https://a.test/ap/activities/6\"")))
              .starts_with("ignored"));
    CHECK(w.state() == "requested");
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/a/1", "Accept", '"' + id + '"'))) == "done");
    CHECK(w.state() == "accepted");
}

TEST_CASE("A Reject ends a pending follow and an accepted one", "[inbox][follow]")
{
    follow_world w;
    auto const id = w.pending();
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/a/1", "Reject",
                                     R"({"type":"Follow","id":")" + id + "\"}"))) == "done");
    CHECK(w.count("follow") == 0);
}

TEST_CASE("A Block ends follows in both directions, and whoever blocked cannot be followed",
          "[inbox][follow]")
{
    follow_world w;
    w.take(w.bo.post(w.follow()));
    w.pending();
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/b/1", "Block", '"' + w.alice.uri + '"'))) == "done");
    CHECK(w.count("follow") == 0);
    CHECK(w.take(w.bo.post(w.follow("https://b.test/f/2"))).starts_with("refused"));
    CHECK(w.count("follow") == 0);
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/b/2", "Undo",
                                     R"({"id":"https://b.test/b/1","type":"Block","actor":")" + w.bo.uri +
                                         R"(","object":")" + w.alice.uri + "\"}"))) == "done");
    CHECK(w.take(w.bo.post(w.follow("https://b.test/f/3"))) == "done");
}

TEST_CASE("T-20: a Move is believed where the target names the old account when it is asked",
          "[inbox][follow]")
{
    follow_world w;
    w.alice_follows(w.bo);
    tests::remote_person bob("bob", "c.test");
    auto const claims = GENERATE(true, false);
    if (claims)
        bob.more = R"(,"alsoKnownAs":"https://b.test/u/bo")";
    bob.live_in(w.world);
    auto const moved =
        w.bo.says("https://b.test/m/1", "Move", '"' + w.bo.uri + '"', R"(,"target":"https://c.test/u/bob")");
    auto const outcome = w.take(w.bo.post(moved));
    INFO(outcome);
    CHECK(outcome.starts_with("refused") != claims);
    CHECK(w.count("follow JOIN actor ON actor.id = followed_id WHERE actor.uri = 'https://c.test/u/bob'") ==
          (claims ? 1 : 0));
    CHECK(w.count("activity WHERE type = 'Follow'") == (claims ? 1 : 0));
}

TEST_CASE("A report about somebody here is kept for the moderators", "[inbox][flag]")
{
    follow_world w;
    auto const flag =
        w.bo.says("https://b.test/r/1", "Flag", R"([")" + w.alice.uri + R"(","https://c.test/n/1"])",
                  R"(,"content":"Spam <b>!</b>")");
    CHECK(w.take(w.bo.post(flag)) == "done");
    CHECK(w.text("SELECT comment || array_length(objects, 1) FROM report") == "Spam !1");
}

TEST_CASE("An unknown verb is finished as ignored, and a Follow of nobody refused with its reason",
          "[inbox][verbs]")
{
    follow_world w;
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/a/1", "Travel", "\"https://b.test/x\""))) ==
          "ignored: unknown verb");
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/a/2", "Follow", "\"https://a.test/ap/actors/1\"")))
              .starts_with("refused: "));
}
