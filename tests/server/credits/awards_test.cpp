// SPDX-License-Identifier: AGPL-3.0-or-later
// Badges issued by an organisation here: by its own doors, and to people elsewhere.
#include "award_world.hpp"
#include "federation/signatures/keys.hpp"

using namespace federwerk;
using Catch::Contains;
using tests::award_world;

TEST_CASE("a member here accepts a badge, and it is issued until they hide it", "[server][award]")
{
    award_world w;
    auto const id = w.issued("dan@a.test");
    CHECK(w.told("badge_offered") == "dan");
    CHECK(w.count("activity WHERE type = 'Create'") == 0); // To people here the row is enough
    auto const list = w.ask(http::method::get, w.api + "/awards?state=offered", {}, w.of_dan);
    CHECK(w.fits(list.body, "api/awards"));
    CHECK_THAT(list.body, Contains(R"("criteria":"Taught it for a year.")"));
    CHECK(w.fetch(w.credential(id)).status == 404);
    CHECK(w.fetch(w.credential(id), w.dan).status == 200);
    CHECK(w.ask(http::method::put, w.api + "/profile/badges", R"({"badges":["rust"]})", w.of_dan).status ==
          200);

    auto const yes = w.answered(id, "accept");
    INFO(yes.body);
    CHECK(yes.status == 200);
    CHECK(w.fits(yes.body, "api/award"));
    CHECK_THAT(yes.body, Contains(R"("shown":true)"));
    CHECK(w.answered(id, "accept").status == 200); // Said twice
    CHECK(w.told("badge_accepted") == "alice");
    CHECK_THAT(w.ask(http::method::get, w.api + "/profile", {}, w.of_dan).body,
               Contains(R"("standing":"issued")"));
    auto const actor = w.fetch("/ap/actors/" + w.dan.id.text());
    CHECK(w.fits(actor.body, "activitypub/person"));
    CHECK_THAT(actor.body, Contains("Acme, verified via x.org"));
    CHECK_THAT(w.ask(http::method::get, w.api + "/awards?member=dan").body, Contains(id));
    auto const page = w.fetch("/@dan", {}, "text/html").body;
    CHECK_THAT(page, Contains(R"(title="issued by Acme, verified via x.org")"));
    CHECK_THAT(page, Contains("https://a.test" + w.credential(id)));

    CHECK(w.answered(id, "decline").status == 200);
    CHECK(w.state_of(id) == "declined");
    auto const gone = w.fetch(w.credential(id));
    CHECK(gone.status == 410);
    CHECK(w.fits(gone.body, "activitypub/tombstone"));
    CHECK(w.answered(id, "accept").status == 409);
    CHECK_THAT(w.ask(http::method::get, w.api + "/profile", {}, w.of_dan).body,
               Contains(R"("standing":"claimed")"));
    CHECK(w.issue(w.offer_to("dan@a.test")).status == 409); // Who said no is not asked again
}

TEST_CASE("a credential at its id is signed by the organisation, for everybody once it is accepted",
          "[server][award]")
{
    award_world w;
    auto const id = w.issued(w.bo.uri, R"(,"expires_at":"2050-01-01T00:00:00Z","language":"de")");
    auto const letter = w.last_body("Create");
    CHECK(w.fits(letter, "activitypub/create"));
    CHECK_THAT(letter, Contains("verleiht dir"));
    CHECK(w.fetch(w.credential(id)).status == 404);
    CHECK(w.fetch(w.credential(id), w.stored(w.cy.uri)).status == 404);
    CHECK(w.fetch(w.credential(id), w.stored(w.bo.uri)).status == 200);
    CHECK(w.says(w.cy, "Accept", "\"https://a.test" + w.credential(id) + '"') != "done");
    CHECK(w.state_of(id) == "offered");

    CHECK(w.says(w.bo, "Accept", "\"https://a.test" + w.credential(id) + '"') == "done");
    CHECK(w.state_of(id) == "accepted");
    CHECK(w.told("badge_accepted") == "alice");
    auto const answer = w.fetch(w.credential(id));
    CHECK(answer.status == 200);
    CHECK(answer.headers.get("Content-Type") == "application/vc+ld+json");
    CHECK(w.fetch(w.credential(id), {}, "application/json").headers.get("Content-Type") ==
          "application/json");
    CHECK(w.fetch(w.credential(id), {}, "*/*", std::string(*answer.headers.get("ETag"))).status == 304);
    CHECK(w.fits(answer.body, "activitypub/credential"));
    auto const document = json::document::parse(answer.body).value();
    auto const claim = signatures::read_proof(document.root(), core::now()).value();
    REQUIRE(claim);
    CHECK(claim->key_uri == w.acme.uri + "#ed25519-key");
    auto const actor = w.fetch("/ap/actors/" + w.acme.id.text());
    auto const read = json::document::parse(actor.body).value();
    auto const key = read.root()["assertionMethod"].at(0)["publicKeyMultibase"].text().value();
    CHECK(signatures::verify(*claim, signatures::public_key::from_multibase(key).value()));

    CHECK(w.ask(http::method::delete_, w.issued_by_acme + "/" + id).status == 204);
    CHECK(w.fetch(w.credential(id)).status == 410);
    CHECK(w.fits(w.last_body("Delete"), "activitypub/delete"));
    CHECK(w.ask(http::method::delete_, w.issued_by_acme + "/" + id).status == 409);
    CHECK(w.says(w.bo, "Accept", "\"https://a.test" + w.credential(id) + '"') != "done");
    CHECK(w.issued(w.bo.uri) != id); // A new one has an id of its own
}

TEST_CASE("people on Mastodon answer the letter that offers a badge", "[server][award][mastodon]")
{
    award_world w;
    auto const id = w.issued("bo@b.test");
    auto const reply = [&](tests::signing_person const& who, std::string const& words) {
        auto const uri = "https://b.test/r/" + std::to_string(++w.said);
        auto const to = R"(,"to":[")" + w.acme.uri + R"("],"cc":[])";
        auto const note = R"({"id":")" + uri + R"(","type":"Note","attributedTo":")" + who.uri +
                          R"(","inReplyTo":"https://a.test/ap/messages/)" + id + R"(","content":")" + words +
                          "\"" + to + R"(,"tag":[{"type":"Mention","href":")" + w.acme.uri +
                          R"(","name":"@acme@a.test"}]})";
        CHECK(w.receive(who.post(who.says(uri + "/activity", "Create", note, to))) == 202);
        w.work();
        return w.state_of(id);
    };
    CHECK(reply(w.cy, "<p>Ja</p>") == "offered");
    CHECK(reply(w.bo, "<p>What is this?</p>") == "offered");
    CHECK(reply(w.bo, R"(<p><span>@acme</span> Ja, gern!</p>)") == "accepted");
    CHECK(w.fetch(w.credential(id)).status == 200);
    CHECK(reply(w.bo, "<p>Nein</p>") == "declined");
    CHECK(w.fetch(w.credential(id)).status == 410);
    CHECK(w.told("badge_declined") == "alice");
}

TEST_CASE("only owners and admins of a proven organisation issue badges and read what it issued",
          "[server][award]")
{
    award_world w;
    auto const id = w.issued("dan@a.test");
    auto const list = [&] { return w.ask(http::method::get, w.issued_by_acme).status; };
    CHECK(w.fits(w.ask(http::method::get, w.issued_by_acme + "?state=offered").body, "api/awards"));
    w.role("admin");
    CHECK(list() == 200);
    w.role(GENERATE("scout", ""));
    CHECK(list() == 403);
    CHECK(w.issue(w.offer_to("bo@b.test")).status == 403);
    CHECK(w.ask(http::method::delete_, w.issued_by_acme + "/" + id).status == 403);
    w.role("owner");
    w.sql("UPDATE organisation SET state = 'lapsed'");
    CHECK(w.issue(w.offer_to("bo@b.test")).status == 403);
    CHECK(w.ask(http::method::delete_, w.issued_by_acme + "/" + id).status == 204); // Not to be held back
    CHECK(w.told("badge_revoked").empty());                                         // It was never accepted
}

TEST_CASE("nobody answers or reads what was offered to somebody else", "[server][award]")
{
    award_world w;
    auto const one = w.api + "/awards/" + w.issued("dan@a.test");
    CHECK(w.ask(http::method::get, one).status == 404);
    CHECK(w.ask(http::method::post, one + "/accept", "{}").status == 404);
    CHECK(w.ask(http::method::post, one + "/decline", "{}").status == 404);
    CHECK(w.ask(http::method::get, one, {}, w.of_dan).status == 200);
    CHECK(w.ask(http::method::get, w.api + "/awards?state=lost").status == 422);
    CHECK_THAT(w.ask(http::method::get, w.api + "/awards?member=dan").body, Contains(R"("items":[])"));
}

TEST_CASE("what cannot be issued is refused by name", "[server][award]")
{
    award_world w;
    auto const refused = [&](std::string const& body) {
        auto const answer = w.issue(body);
        CHECK(answer.status == 422);
        return std::string(json::document::parse(answer.body)
                               ->root()["error"]["details"]
                               .at(0)["field"]
                               .text()
                               .value_or(""));
    };
    CHECK(refused(R"({"badge":"no-such-badge","recipient":"dan@a.test","criteria":"x"})") == "badge");
    CHECK(refused(w.offer_to("nobody@a.test")) == "recipient");
    CHECK(refused(w.offer_to("acme@a.test")) == "recipient");
    CHECK(refused(w.offer_to("dan@a.test", R"(,"evidence":"https://a.test/ap/highlights/1")")) == "evidence");
    CHECK(refused(w.offer_to("dan@a.test", R"(,"expires_at":"2020-01-01T00:00:00Z")")) == "expires_at");
    CHECK(refused(w.offer_to("dan@a.test", R"(,"expires_at":"soon")")) == "expires_at");
    CHECK(refused(w.offer_to("dan@a.test", R"(,"score":5)")) == "score");
    CHECK(w.count("award") == 0);
}

TEST_CASE("an award with an Idempotency-Key is issued once", "[server][award]")
{
    award_world w;
    auto const first = w.issue(w.offer_to("bo@b.test"), "k-1");
    auto const second = w.issue(w.offer_to("bo@b.test"), "k-1");
    CHECK(first.status == 201);
    CHECK(second.body == first.body);
    CHECK(w.count("activity WHERE type = 'Create'") == 1);
    CHECK(w.issue(w.offer_to("bo@b.test"), "k-2").status == 409);
}

TEST_CASE("who blocks an organisation hears nothing of it, and it nothing of that", "[server][award]")
{
    award_world w;
    w.sql("INSERT INTO block (actor_id, blocked_id) VALUES (" + w.dan.id.text() + ", " + w.acme.id.text() +
          ")");
    auto const id = w.issued("dan@a.test");
    CHECK(w.told("badge_offered").empty());
    CHECK_THAT(w.ask(http::method::get, w.api + "/awards", {}, w.of_dan).body, Contains(R"("items":[])"));
    CHECK(w.state_of(id) == "offered");
}

TEST_CASE("a highlight of the recipient is evidence, others are none", "[server][award]")
{
    award_world w;
    auto const uri = "https://a.test/ap/highlights/" + w.publish("");
    CHECK(w.issue(w.offer_to("dan@a.test", R"(,"evidence":")" + uri + "\"")).status == 422);
    auto const id = w.issued("alice@a.test", R"(,"evidence":")" + uri + "\"");
    CHECK_THAT(w.fetch(w.credential(id), w.alice).body, Contains(R"("evidence":[{"id":")" + uri));
}

TEST_CASE("a badge is an Achievement at its own address", "[server][award]")
{
    award_world w;
    auto const path = "/badges/rust/achievement.json";
    auto const answer = w.fetch(path);
    CHECK(answer.status == 200);
    CHECK(w.fits(answer.body, "activitypub/achievement"));
    CHECK(w.fetch(path, {}, "*/*", std::string(*answer.headers.get("ETag"))).status == 304);
    CHECK(w.fetch("/badges/no-such-badge/achievement.json").status == 404);
}

TEST_CASE("followers of a member are told which badges were issued to them", "[server][award]")
{
    award_world w;
    w.sql("INSERT INTO follow (follower_id, followed_id, uri, state) VALUES (" +
          w.stored(w.bo.uri).id.text() + ", " + w.dan.id.text() + ", 'https://b.test/f/1', 'accepted')");
    CHECK(w.fetch("/ap/actors/" + w.dan.id.text()).status == 200); // Makes the keys
    auto const id = w.issued("dan@a.test");
    CHECK(w.answered(id, "accept").status == 200);
    auto const update = w.last_body("Update");
    CHECK(w.fits(update, "activitypub/update"));
    CHECK_THAT(update, Contains(w.credential(id)));
    CHECK(w.ask(http::method::delete_, w.issued_by_acme + "/" + id).status == 204);
    CHECK(w.told("badge_revoked") == "dan");
    CHECK(w.last_body("Update").find(w.credential(id)) == std::string::npos);
}
