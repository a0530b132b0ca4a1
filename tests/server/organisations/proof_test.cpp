// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/organisations/prove_organisation.hpp"
#include "firm_world.hpp"
#include "support/name_server.hpp"

using namespace federwerk;
using namespace federwerk::tests;

TEST_CASE("an organisation is made, proven by a file, and its call says by whom it is",
          "[server][organisations]")
{
    firm_world w;
    auto const id = w.proven();
    auto const actor = w.ask(http::method::get, "/ap/actors/" + id);
    CHECK(actor.status == 200);
    CHECK(json::validate(actor.body, source_tree() / "schemas/activitypub/organization.json").has_value());
    auto const document = json::document::parse(actor.body).value();
    CHECK(text_of(document.root()["type"]) == "Organization");
    CHECK(text_of(document.root()["verifiedDomain"]) == "x.org");
    CHECK(w.ask(http::method::get, "/.well-known/webfinger?resource=acct:acme@a.test").status == 200);

    auto const made = w.made("/calls", w.call(R"(,"organisation":"acme")"));
    CHECK(text_of(made.root()["owner"]["verified"]) == "x.org");
    CHECK(w.text("SELECT body FROM activity WHERE type = 'Create'").find("from Acme, verified via x.org") !=
          std::string::npos);
}

TEST_CASE("until its domain is proven an organisation is known to its people alone",
          "[server][organisations]")
{
    firm_world w;
    auto const id = w.begin();
    CHECK(w.ask(http::method::get, w.all + "/acme", &w.alice).status == 200);
    CHECK(w.ask(http::method::get, w.all + "/acme", &w.bo).status == 404);
    CHECK(w.ask(http::method::get, "/ap/actors/" + id).status == 404);
    CHECK(w.ask(http::method::get, "/.well-known/webfinger?resource=acct:acme@a.test").status == 404);
    CHECK(refuses(w.post("/calls", w.call(R"(,"organisation":"acme")"), w.alice), "organisation"));
    CHECK(w.state_of(w.prove(id)) == "claimed");
}

TEST_CASE("the domain may say it in DNS, at either of two names", "[server][organisations]")
{
    firm_world w;
    auto const name = GENERATE(as<std::string>(), "x.org", "_federwerk.x.org");
    auto const id = w.begin();
    auto const token = w.text("SELECT token FROM organisation");
    w.records[name] = {"v=spf1 -all", "federwerk-organisation=" + token};
    auto const proven = w.prove(id);
    CHECK(w.state_of(proven) == "verified");
    CHECK(text_of(json::document::parse(proven.body)->root()["proof"]["method"]) == "dns");
}

TEST_CASE("what is like a proof is none", "[server][organisations]")
{
    firm_world w;
    auto const id = w.begin();
    auto const line = "federwerk-organisation=" + w.text("SELECT token FROM organisation");
    auto const file = domain::proof_file("x.org");
    SECTION("a token within another")
    {
        w.records["x.org"] = {line + "x", "x" + line};
        w.world.serve(file, "x" + line, "text/plain");
    }
    SECTION("a redirect to another host")
    {
        w.world.redirect(file, "https://y.org/proof");
        w.world.serve("https://y.org/proof", line, "text/plain");
    }
    SECTION("a page that is not found")
    {
        w.world.on(file, [line](http::outgoing const&) -> result<http::response> {
            return http::response{.status = 404, .headers = {}, .body = line};
        });
    }
    CHECK(w.state_of(w.prove(id)) == "claimed");
}

TEST_CASE("a domain is proven by one organisation at a time", "[server][organisations]")
{
    firm_world w;
    auto const other = w.begin("other");
    w.proven();
    w.world.serve(domain::proof_file("x.org"), w.content(other), "text/plain");
    CHECK(w.prove(other).status == 409);
    auto const third =
        w.ask(http::method::post, w.all, &w.bo, R"({"handle":"third","name":"T","domain":"x.org"})");
    CHECK(third.status == 409);
}

TEST_CASE("who lost a domain does not keep it from its next owner, nor publishes any more",
          "[server][organisations]")
{
    firm_world w;
    auto const old = w.proven();
    auto const call = w.called();
    w.world.status(domain::proof_file("x.org"), 404);
    auto const days = [](int n) { return core::now() + std::chrono::days(n); };
    CHECK(w.run(app::recheck_organisations(w.in, days(8))).value() == 1);
    CHECK(w.run(app::recheck_organisations(w.in, days(23))).value() == 1);
    REQUIRE(w.text("SELECT state FROM organisation") == "lapsed");
    CHECK(w.post("/calls/" + call + "/renew", "", w.alice).status == 403);
    CHECK(w.count("opening WHERE closed_at IS NULL") == 0);

    w.proven("next");
    w.world.serve(domain::proof_file("x.org"), w.content(old), "text/plain");
    CHECK(w.prove(old).status == 409);
}

TEST_CASE(
    "an organisation whose proof or place is gone says nothing more in its openings, but may close them",
    "[server][organisations]")
{
    firm_world w;
    w.proven();
    auto const call = w.called();
    auto const why = GENERATE(as<std::string>(), "UPDATE organisation SET state = 'lapsed'",
                              "UPDATE actor SET state = 'suspended' WHERE kind = 'Organization'");
    w.base.commit([&](db::transaction& tx) { tx.exec(why); });
    CHECK(w.send(http::method::patch, site::api + "/calls/" + call, w.alice.token, R"({"title":"New"})")
              .status == 403);
    CHECK(w.post("/calls/" + call + "/renew", "", w.alice).status == 403);
    CHECK(w.count("activity WHERE type = 'Update'") == 0);
    CHECK(w.post("/calls/" + call + "/close", "", w.alice).status == 200); // To say less is always allowed
}

TEST_CASE("one check that fails keeps no other from being made", "[server][organisations]")
{
    firm_world w;
    w.proven();
    w.proven("other", "y.org");
    w.base.commit([](db::transaction& tx) {
        tx.exec("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                "IF NEW.method IS NOT NULL AND NEW.checked_at > now() + interval '1 day' AND NEW.verified_at "
                "= NEW.checked_at "
                "AND NEW.domain = 'x.org' THEN RAISE 'no'; END IF; RETURN NEW; END $$");
        tx.exec("CREATE TRIGGER refuse BEFORE UPDATE ON organisation FOR EACH ROW EXECUTE FUNCTION refuse()");
        tx.exec("UPDATE organisation SET checked_at = checked_at - interval '1 hour' WHERE domain = 'x.org'");
    });
    auto const later = core::now() + std::chrono::days(8);
    CHECK(w.run(app::recheck_organisations(w.in, later)).value() == 2);
    CHECK(w.text("SELECT string_agg(domain, ' ') FROM organisation WHERE verified_at > now() + interval '1 "
                 "day'") == "y.org");
}

TEST_CASE("a proof that is gone for two weeks hides the organisation and its calls",
          "[server][organisations]")
{
    firm_world w;
    auto const id = w.proven();
    auto const call = w.made_id("/calls", w.call(R"(,"organisation":"acme")"));
    w.world.status(domain::proof_file("x.org"), 404);
    auto const days = [](int n) { return core::now() + std::chrono::days(n); };
    CHECK(w.run(app::recheck_organisations(w.in, days(1))).value() == 0);
    CHECK(w.run(app::recheck_organisations(w.in, days(8))).value() == 1);
    CHECK(w.get(site::api + "/calls/" + call, w.bo.token).status == 200);
    CHECK(w.run(app::recheck_organisations(w.in, days(23))).value() == 1);
    CHECK(w.text("SELECT state FROM organisation") == "lapsed");
    CHECK(w.get(site::api + "/calls/" + call, w.bo.token).status == 404);
    CHECK(w.count("notification WHERE kind = 'organisation_lapsing'") == 2);
    CHECK(w.ask(http::method::get, w.all + "/acme", &w.bo).status == 404);

    w.world.serve(domain::proof_file("x.org"), w.content(id), "text/plain");
    CHECK(w.state_of(w.prove(id)) == "verified");
    CHECK(w.ask(http::method::get, w.all + "/acme", &w.bo).status == 200);
    // It said that x.org stood behind it, and was taken back everywhere.
    CHECK(w.get(site::api + "/calls/" + call, w.bo.token).status == 404);
}

TEST_CASE("whoever follows it hears that the proof lapsed, and that it is back", "[server][organisations]")
{
    firm_world w;
    auto const id = w.proven();
    CHECK(w.count("activity") == 0); // Nobody can have followed it before
    w.followed(id);
    w.called();
    w.forget_deliveries();
    w.world.status(domain::proof_file("x.org"), 404);
    auto const days = [](int n) { return core::now() + std::chrono::days(n); };
    CHECK(w.run(app::recheck_organisations(w.in, days(8))).value() == 1);
    CHECK(w.deliveries().empty()); // Within the grace
    CHECK(w.run(app::recheck_organisations(w.in, days(23))).value() == 1);
    CHECK(w.deliveries() == "Delete https://b.test/inbox\nUpdate https://b.test/inbox");
    auto const lapsed = w.said("Update");
    CHECK(text_of(lapsed.root()["object"]["name"]) == "acme");
    CHECK_FALSE(lapsed.root()["object"]["verifiedDomain"].present());
    // Its id stays, with the keys that its last words were signed with.
    auto const left = w.ask(http::method::get, "/ap/actors/" + id);
    CHECK(json::validate(left.body, source_tree() / "schemas/activitypub/organization.json").has_value());
    CHECK_FALSE(json::document::parse(left.body)->root()["verifiedDomain"].present());
    CHECK(w.ask(http::method::get, "/.well-known/webfinger?resource=acct:acme@a.test").status == 404);

    w.forget_deliveries();
    w.world.serve(domain::proof_file("x.org"), w.content(id), "text/plain");
    CHECK(w.state_of(w.prove(id)) == "verified");
    CHECK(w.deliveries() == "Update https://b.test/inbox");
    auto const back = w.said("Update");
    CHECK(text_of(back.root()["object"]["name"]) == "Acme");
    CHECK(text_of(back.root()["object"]["verifiedDomain"]) == "x.org");
    CHECK(json::validate(w.text("SELECT body FROM activity WHERE type = 'Update' ORDER BY id DESC LIMIT 1"),
                         source_tree() / "schemas/activitypub/update.json")
              .has_value());
}

TEST_CASE("an organisation is proven by a real answer of DNS, and a server that fails begins the grace alone",
          "[server][organisations][dns]")
{
    bool const by_token = GENERATE(true, false);
    firm_world w;
    name_server dns;
    w.dns = dns.address();
    auto const id = w.begin();
    CHECK(w.state_of(w.prove(id)) == "claimed");
    auto const token = w.text("SELECT token FROM organisation");
    auto const text = domain::proof_text(by_token ? token : "https://a.test/ap/actors/" + id);
    dns.say("_federwerk.x.org", {{"other"}, {text.substr(0, 12), text.substr(12)}});
    CHECK(w.state_of(w.prove(id)) == "verified");
    dns.fail("_federwerk.x.org");
    dns.fail("x.org");
    CHECK(w.run(app::recheck_organisations(w.in, core::now() + std::chrono::days(8))).value() == 1);
    CHECK(w.text("SELECT state || ' ' || (failing_since IS NOT NULL) FROM organisation") == "verified true");
    dns.say("x.org", {{text}});
    CHECK(w.run(app::recheck_organisations(w.in, core::now() + std::chrono::days(10))).value() == 1);
    CHECK(w.text("SELECT state || ' ' || (failing_since IS NOT NULL) FROM organisation") == "verified false");
}

TEST_CASE("an organisation elsewhere is believed where its domain names it", "[server][organisations]")
{
    firm_world w;
    auto const theirs = w.remote_actor("https://b.test/u/firm");
    w.base.commit([&](db::transaction& tx) {
        tx.exec_params("UPDATE actor SET kind = 'Organization' WHERE id = $1", theirs.id.value);
        REQUIRE(db::claim_remote_domain(tx, theirs.id, "y.org"));
    });
    auto const line = GENERATE(as<std::string>(), "https://b.test/u/firm", "https://b.test/u/firm2", "y.org");
    w.world.serve(domain::proof_file("y.org"), "hello\n" + line + "\n", "text/plain");
    CHECK(w.run(app::recheck_organisations(w.in, core::now())).value() == 1);
    std::optional<std::string> verified;
    w.base.in_transaction(
        [&](db::transaction& tx) { verified = db::find_actor(tx, theirs.id).value()->verified; });
    CHECK(verified == (line == theirs.uri ? std::optional<std::string>("y.org") : std::nullopt));
    w.base.commit([&](db::transaction& tx) { REQUIRE(db::claim_remote_domain(tx, theirs.id, "z.org")); });
    CHECK(w.count("organisation WHERE state = 'verified'") == 0);
}
