// SPDX-License-Identifier: AGPL-3.0-or-later
// What becomes of a credit when the highlight changes or goes, on the servers of both.
#include "asked_world.hpp"
#include "db/purge.hpp"

using namespace federwerk;
using Catch::Contains;
using tests::asked_world, tests::credit_world;

namespace {

std::string const bo_named = R"("bo@b.test")";

// alice confirmed, and passed it on.
struct agreed_world : asked_world {
    agreed_world()
    {
        alice_follows(bo);
        REQUIRE(ask(digest, note()) == "done");
        REQUIRE(call(http::method::post, credit_path("/confirm")).status == 200);
        consent = text("SELECT uri FROM credit").substr(uris.base().size());
        auto const relay = api + "/highlights/" + text("SELECT id FROM highlight") + "/relay";
        REQUIRE(call(http::method::post, relay).status == 204);
        REQUIRE(count("announce") == 1);
    }
    std::int64_t told() { return count("notification WHERE kind = 'credit_requested'"); }

    std::string const updated = R"(,"updated":"2026-03-02T10:00:00Z")";
    std::string consent; // Its path
};

} // namespace

TEST_CASE("Nobody's page shows words that they have not agreed to", "[credit][collaborator]")
{
    agreed_world w;
    CHECK(w.says(w.bo, "Update", w.note("https://b.test/n/1", "Alone.", w.updated)) == "done");
    CHECK(w.state() == "requested");
    CHECK(w.text("SELECT plain FROM credit") == "Alone.");
    CHECK(w.get(w.consent).status == 410);
    CHECK(w.count("announce") == 0);
    CHECK(w.fits(w.last_body("Undo"), "activitypub/undo"));
    CHECK(w.told() == 2);
    auto const relay = w.api + "/highlights/" + w.text("SELECT id FROM highlight") + "/relay";
    CHECK(w.call(http::method::post, relay).status == 403);
    // The author asks, as they should have: it is the same question.
    auto const digest = domain::credit_digest("Shipped", "Alone.");
    CHECK(w.ask(digest, w.note("https://b.test/n/1", "Alone.", w.updated)) == "done");
    CHECK(w.told() == 2);
    REQUIRE(w.call(http::method::post, w.credit_path("/confirm")).status == 200);
    CHECK(w.text("SELECT digest FROM credit") == digest);
}

TEST_CASE("An Update with the same words leaves a consent as it is", "[credit][collaborator]")
{
    agreed_world w;
    CHECK(w.says(w.bo, "Update", w.note("https://b.test/n/1", " Together. ", w.updated)) == "done");
    CHECK(w.state() == "confirmed");
    CHECK(w.count("announce") == 1);
    CHECK(w.get(w.consent).status == 200);
}

TEST_CASE("Asked for another text, they bring the former one to nobody", "[credit][collaborator]")
{
    agreed_world w;
    auto const digest = domain::credit_digest("Shipped", "Alone.");
    CHECK(w.ask(digest, w.note("https://b.test/n/1", "Alone.", w.updated)) == "done");
    CHECK(w.state() == "requested");
    CHECK(w.count("announce") == 0);
    CHECK(w.get(w.consent).status == 410);
}

TEST_CASE("Who is taken off the list brings it to nobody, and their consent is gone for ever",
          "[credit][local]")
{
    credit_world w;
    domain::actor dee;
    w.base.commit([&](db::transaction& tx) { dee = tests::add_member(tx, "dee"); });
    auto const token = w.token_of(dee);
    auto const path = w.api + "/highlights/" + w.publish(R"("dee@a.test")");
    REQUIRE(w.call(http::method::post, w.api + "/credits/" + w.text("SELECT id FROM credit") + "/confirm", {},
                   token)
                .status == 200);
    auto const consent = w.text("SELECT uri FROM credit").substr(w.uris.base().size());
    REQUIRE(w.call(http::method::post, path + "/relay", {}, token).status == 204);
    auto const edit = GENERATE(R"({"collaborators":[]})", R"({"markdown":"I built it."})");
    REQUIRE(w.call(http::method::patch, path, edit).status == 200);
    CHECK(w.count("announce WHERE actor_id = " + dee.id.text()) == 0);
    CHECK(w.get(consent).status == 410);
}

TEST_CASE("A question ends with its highlight", "[credit][collaborator]")
{
    asked_world w;
    auto note = w.note();
    auto const public_ = R"("https://www.w3.org/ns/activitystreams#Public")";
    if (GENERATE(true, false)) // Then the highlight has no row here
        note.replace(note.find(public_), std::string(public_).size(), '"' + w.alice.uri + '"');
    REQUIRE(w.ask(w.digest, note) == "done");
    CHECK(w.says(w.bo, "Delete", R"("https://b.test/n/1")") == "done");
    CHECK(w.count("credit") == 0);
    CHECK(w.ask(w.digest, note).starts_with("ignored")); // It came late
    CHECK(w.count("credit") == 0);
}

TEST_CASE("What a member confirmed stays theirs when the highlight goes", "[credit][collaborator][export]")
{
    agreed_world w;
    CHECK(w.says(w.bo, "Delete", R"("https://b.test/n/1")") == "done");
    CHECK(w.count("highlight") == 0);
    CHECK(w.state() == "confirmed");
    CHECK_THAT(w.get(w.api + "/credits/export").body, Contains(w.consent));
    CHECK(w.call(http::method::delete_, w.credit_path()).status == 204); // And theirs to take back
    CHECK(w.get(w.consent).status == 410);
}

TEST_CASE("An author who deletes a highlight takes back what they asked", "[credit][author]")
{
    credit_world w;
    bool const confirmed = GENERATE(true, false);
    auto const id = w.publish(bo_named);
    w.hosts(w.bo, w.bo_agrees());
    if (confirmed)
        REQUIRE(w.accept(w.bo, "https://b.test/ap/credits/1") == "done");
    REQUIRE(w.call(http::method::delete_, w.api + "/highlights/" + id).status == 204);
    CHECK(w.count("credit") == (confirmed ? 1 : 0));
    CHECK(w.count("credit WHERE check_at IS NOT NULL") == 0);
    CHECK(w.last_body("Undo").empty() == confirmed);
}

TEST_CASE("A name that somebody confirms is no edit; another word is", "[credit][author]")
{
    credit_world w;
    auto const path = w.api + "/highlights/" + w.publish(bo_named);
    w.hosts(w.bo, w.bo_agrees());
    REQUIRE(w.accept(w.bo, "https://b.test/ap/credits/1") == "done");
    CHECK_THAT(w.last_body("Update"), Contains("\"updated\":"));
    CHECK_THAT(w.get(path).body, Contains("\"edited_at\":null"));
    w.call(http::method::patch, path, R"({"activity":"shipped"})");
    CHECK_THAT(w.get(path).body, Contains("\"edited_at\":null"));
    w.call(http::method::patch, path, R"({"markdown":"I built it."})");
    CHECK_THAT(w.get(path).body, Contains("\"edited_at\":\"20"));
}
