// SPDX-License-Identifier: AGPL-3.0-or-later
// On the collaborator's server, and where both are at home.
#include "app/credits/sealed_copy.hpp"
#include "asked_world.hpp"
#include "domain/credit.hpp"

using namespace federwerk;
using Catch::Contains;
using tests::asked_world, tests::credit_world, tests::text_of_bo;

TEST_CASE("A member is asked, sees the text, confirms, and their server hosts the consent",
          "[credit][collaborator]")
{
    asked_world w;
    CHECK(w.ask(w.digest, w.note()) == "done");
    CHECK(w.count("notification WHERE kind = 'credit_requested'") == 1);
    auto const asked = w.get(w.api + "/credits");
    CHECK(w.fits(asked.body, "api/credits"));
    CHECK_THAT(asked.body, Contains("\"text\":\"Together.\""));
    auto const confirmed = w.call(http::method::post, w.credit_path("/confirm"));
    REQUIRE(confirmed.status == 200);
    CHECK(w.fits(confirmed.body, "api/credit"));
    auto const uri = w.text("SELECT uri FROM credit");
    auto const hosted = w.get(uri.substr(w.uris.base().size()));
    REQUIRE(hosted.status == 200);
    CHECK(w.fits(hosted.body, "activitypub/credit_authorization"));
    CHECK_THAT(w.last_body("Accept"), Contains("\"result\":\"" + uri + '"'));
    CHECK(w.call(http::method::post, w.credit_path("/confirm")).status == 409);
    CHECK_THAT(w.get(w.api + "/credits?box=given").body, Contains(uri));
    // Its proof holds for whoever reads it.
    auto const document = json::document::parse(hosted.body).value();
    auto const proof = signatures::read_proof(document.root(), core::now()).value();
    REQUIRE(proof);
    auto const key = w.run(w.keys.get(w.alice.id, w.alice.uri, signatures::algorithm::ed25519)).value();
    CHECK(signatures::verify(*proof, key.key.public_half()));
}

TEST_CASE("Answers to questions for credits, and relays, happen once under their keys",
          "[credit][collaborator][once]")
{
    asked_world w;
    REQUIRE(w.ask(w.digest, w.note()) == "done");
    auto const id = w.text("SELECT id FROM credit");
    if (GENERATE(true, false)) {
        CHECK(w.keeps_answer("/credits/{id}/confirm", id));
        CHECK(w.keeps_answer("/highlights/{id}/relay", w.text("SELECT id FROM highlight")));
    } else {
        CHECK(w.keeps_answer("/credits/{id}/decline", id));
    }
}

TEST_CASE("What was taken back is gone for ever, and may be given anew", "[credit][collaborator]")
{
    asked_world w;
    REQUIRE(w.ask(w.digest, w.note()) == "done");
    REQUIRE(w.call(http::method::post, w.credit_path("/confirm")).status == 200);
    auto const path = w.text("SELECT uri FROM credit").substr(w.uris.base().size());
    CHECK(w.call(http::method::delete_, w.credit_path()).status == 204);
    CHECK(w.get(path).status == 410);
    CHECK_THAT(w.last_body("Delete"), Contains(path));
    CHECK(w.state() == "revoked");
    CHECK(w.call(http::method::delete_, w.credit_path()).status == 409);
    REQUIRE(w.call(http::method::post, w.credit_path("/confirm")).status == 200);
    CHECK(w.get(path).status == 410);
    CHECK(w.get(w.text("SELECT uri FROM credit").substr(w.uris.base().size())).status == 200);
}

TEST_CASE("Nobody is asked with a digest of another text, for the work of others, or too often",
          "[credit][collaborator][T-13][T-16]")
{
    asked_world w;
    CHECK(w.ask(domain::credit_digest("Shipped", "Alone."), w.note()).starts_with("refused"));
    auto const foreign = w.cy.note("https://b.test/n/2", text_of_bo);
    w.world.serve("https://b.test/n/2", foreign);
    CHECK(w.ask(domain::credit_digest("", "Shipped Together."), foreign).starts_with("refused"));
    CHECK(w.ask(domain::credit_digest("", "Shipped Together."), R"("https://b.test/n/2")")
              .starts_with("refused"));
    CHECK(w.count("credit") == 0);
    for (int i = 0; i < domain::most_asked_by_one; ++i)
        CHECK(w.ask(w.digest, w.note("https://b.test/m/" + std::to_string(i))) == "done");
    CHECK(w.ask(w.digest, w.note("https://b.test/m/99")).starts_with("ignored"));
}

TEST_CASE("One instance asks nobody for credits all day", "[credit][collaborator][flood]")
{
    asked_world w;
    CHECK(w.ask(w.digest, w.note()) == "done");
    w.sql("UPDATE throttle SET count = " + std::to_string(domain::most_asked_by_host) +
          " WHERE key LIKE 'credit.at:b.test:%'");
    CHECK(w.ask(w.digest, w.note("https://b.test/n/2")).starts_with("ignored"));
    w.sql("UPDATE throttle SET window_start = window_start - interval '1 day' WHERE key LIKE 'credit.%'");
    CHECK(w.ask(w.digest, w.note("https://b.test/n/2")) == "done");
}

TEST_CASE("Nobody is asked for ever new texts of one highlight", "[credit][collaborator][flood]")
{
    asked_world w;
    auto const ask = [&](int n) {
        auto const body = "Together " + std::to_string(n);
        return w.ask(domain::credit_digest("Shipped", body), w.note("https://b.test/n/1", body));
    };
    for (int n = 0; n < domain::most_asked_by_one; ++n)
        CHECK(ask(n) == "done");
    CHECK(ask(domain::most_asked_by_one).starts_with("ignored"));
}

TEST_CASE("A question that was not taken brings no highlight", "[credit][collaborator]")
{
    asked_world w;
    w.sql("INSERT INTO block (actor_id, blocked_id) SELECT " + w.alice.id.text() +
          ", id FROM actor WHERE uri = '" + w.bo.uri + "'");
    CHECK(w.ask(w.digest, w.note()).starts_with("ignored"));
    CHECK(w.count("highlight") == 0);
}

TEST_CASE("About a highlight of few, the id of a consent is found by nobody who counts",
          "[credit][collaborator]")
{
    asked_world w;
    auto note = w.note();
    auto const public_ = R"("https://www.w3.org/ns/activitystreams#Public")";
    note.replace(note.find(public_), std::string(public_).size(), '"' + w.alice.uri + '"');
    bool const of_few = GENERATE(true, false);
    REQUIRE(w.ask(w.digest, of_few ? note : w.note()) == "done");
    REQUIRE(w.call(http::method::post, w.credit_path("/confirm")).status == 200);
    auto const uri = w.text("SELECT uri FROM credit");
    auto const name = uri.substr(uri.rfind('/') + 1);
    CHECK(core::snowflake::parse(name).has_value() != of_few);
    CHECK_THAT(w.last_body("Accept"), Contains(uri));
    CHECK(w.get(uri.substr(w.uris.base().size())).status == (of_few ? 404 : 200)); // Nobody signed
    w.sql("UPDATE actor SET state = 'suspended' WHERE id = " + w.alice.id.text());
    CHECK(w.get(uri.substr(w.uris.base().size())).status == 404);
}

TEST_CASE("A credit is for its own member alone", "[credit][collaborator]")
{
    asked_world w;
    REQUIRE(w.ask(w.digest, w.note()) == "done");
    domain::actor eve;
    w.base.commit([&](db::transaction& tx) { eve = tests::add_member(tx, "eve"); });
    auto const token = w.token_of(eve);
    for (auto const* what : {"/confirm", "/decline"})
        CHECK(w.call(http::method::post, w.credit_path(what), {}, token).status == 404);
    CHECK(w.call(http::method::delete_, w.credit_path(), {}, token).status == 404);
    CHECK(w.call(http::method::get, w.api + "/credits", {}, token).body == R"({"items":[],"next":null})");
    CHECK(w.call(http::method::post, w.credit_path("/decline")).status == 200);
    CHECK_THAT(w.last_body("Reject"), Contains("https://b.test/x/1"));
    CHECK(w.ask(w.digest, w.note()).starts_with("ignored")); // Once is enough
}

TEST_CASE("The author takes the question back", "[credit][collaborator]")
{
    asked_world w;
    REQUIRE(w.ask(w.digest, w.note()) == "done");
    auto const undo = R"({"id":")" + w.request_uri() + R"(","type":"CreditRequest"})";
    CHECK(w.says(w.cy, "Undo", undo).starts_with("refused"));
    CHECK(w.count("credit") == 1);
    CHECK(w.says(w.bo, "Undo", undo) == "done");
    CHECK(w.count("credit") == 0);
}

TEST_CASE("Between members here no letter is needed", "[credit][local]")
{
    credit_world w;
    domain::actor dee;
    w.base.commit([&](db::transaction& tx) { dee = tests::add_member(tx, "dee"); });
    auto const token = w.token_of(dee);
    auto const id = w.publish(R"("dee@a.test")");
    CHECK(w.count("activity WHERE type = 'CreditRequest'") == 0);
    CHECK(w.count("notification WHERE kind = 'credit_requested' AND member_id = " + dee.id.text()) == 1);
    auto const path = w.api + "/credits/" + w.text("SELECT id FROM credit");
    auto const relay = w.api + "/highlights/" + id + "/relay";
    CHECK(w.call(http::method::post, relay, {}, token).status == 403);
    REQUIRE(w.call(http::method::post, path + "/confirm", {}, token).status == 200);
    CHECK_THAT(w.get(w.api + "/highlights/" + id).body, Contains(R"("with":[{"handle":"dee@a.test")"));
    CHECK(w.count("notification WHERE kind = 'credit_confirmed' AND member_id = " + w.alice.id.text()) == 1);
    CHECK(w.count("activity WHERE type = 'Update'") == 1);

    CHECK(w.call(http::method::post, relay, {}, token).status == 204);
    CHECK(w.call(http::method::post, relay, {}, token).status == 204);
    CHECK(w.count("announce WHERE actor_id = " + dee.id.text()) == 1);
    CHECK(w.fits(w.last_body("Announce"), "activitypub/announce"));
    CHECK(w.call(http::method::delete_, relay, {}, token).status == 204);
    CHECK(w.count("announce WHERE actor_id = " + dee.id.text()) == 0);
    CHECK(w.fits(w.last_body("Undo"), "activitypub/undo"));

    REQUIRE(w.call(http::method::post, relay, {}, token).status == 204);
    CHECK(w.call(http::method::delete_, path, {}, token).status == 204); // Takes the relay along
    CHECK(w.count("announce WHERE actor_id = " + dee.id.text()) == 0);
    CHECK(w.get(w.api + "/highlights/" + id).body.find(R"("with":[])") != std::string::npos);
}

TEST_CASE("A sealed copy verifies without the servers that made it, and no part of it can be changed",
          "[credit][export]")
{
    asked_world w;
    REQUIRE(w.ask(w.digest, w.note()) == "done");
    REQUIRE(w.call(http::method::post, w.credit_path("/confirm")).status == 200);
    w.publish(R"("bo@b.test")");
    w.hosts(w.bo, w.bo_agrees());
    REQUIRE(w.accept(w.bo, "https://b.test/ap/credits/1") == "done"); // With a key of another instance
    auto const file = w.get(w.api + "/credits/export").body;
    CHECK(w.fits(file, "api/credit_export"));
    auto const copy = app::verify_sealed_copy(file, core::now());
    REQUIRE(copy);
    CHECK(copy->member.handle == "alice@a.test");
    CHECK(copy->key.owner == "https://a.test/ap/actor");
    REQUIRE(copy->credits.size() == 2);
    CHECK(copy->credits[0].is_proven());
    CHECK(copy->credits[1].is_proven());
    CHECK(copy->credits[1].collaborator.handle == "bo@b.test");

    auto const changed = [&](std::string const& from, std::string const& to) {
        auto other = file;
        auto const at = other.rfind(from);
        REQUIRE(at != std::string::npos);
        other.replace(at, from.size(), to);
        return app::verify_sealed_copy(other, core::now());
    };
    for (auto const& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"\"headline\":\"Shipped\"", "\"headline\":\"Invented\""},
             {"\"text\":\"We built it.\"", "\"text\":\"They built it.\""},
             {"\"role\":\"Design\"", "\"role\":\"Everything\""},
             {"\"id\":\"https://b.test/u/bo\"", "\"id\":\"https://b.test/u/cy\""},
             {"\"handle\":\"bo@b.test\"", "\"handle\":\"cy@b.test\""},
             {"\"evidence\":\"authorization\"", "\"evidence\":\"reply\""},
             {"\"interactingObject\":\"https://a.test", "\"interactingObject\":\"https://c.test"},
             {"\"author\":\"https://a.test", "\"author\":\"https://c.test"},
             {"\"digest\":\"sha-256:", "\"digest\":\"sha-256:0"},
             {"\"proofValue\":\"z", "\"proofValue\":\"z2"},
             {"\"publicKeyMultibase\":\"z6Mk", "\"publicKeyMultibase\":\"z6Ml"},
             {"\"member\":{\"id\":\"https://a.test", "\"member\":{\"id\":\"https://c.test"},
             {"\"confirmed\":\"20", "\"confirmed\":\"19"}}) {
        INFO(from);
        CHECK_FALSE(changed(from, to));
    }
    CHECK_FALSE(app::verify_sealed_copy("{}", core::now()));
    CHECK_FALSE(app::verify_sealed_copy("no JSON", core::now()));
}
