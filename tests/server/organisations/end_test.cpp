// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/organisations/prove_organisation.hpp"
#include "firm_world.hpp"

using namespace federwerk;
using namespace federwerk::tests;

TEST_CASE("an organisation that ends takes its openings back, and says farewell to who follows it",
          "[server][organisations]")
{
    firm_world w;
    auto const id = w.proven(), call = w.called();
    w.followed(id);
    w.forget_deliveries();
    auto const one = w.all + "/" + id;
    auto const body = R"({"member":"bo","role":"admin"})";
    REQUIRE(w.ask(http::method::put, one + "/people", &w.alice, body).status == 200);
    CHECK(w.ask(http::method::delete_, one, &w.bo).status == 403);
    CHECK(w.ask(http::method::delete_, one).status == 401);
    CHECK(w.ask(http::method::delete_, one, &w.alice).status == 204);

    CHECK(w.deliveries() == "Delete https://b.test/inbox\nDelete https://b.test/inbox");
    auto const farewell =
        w.text("SELECT body FROM activity WHERE type = 'Delete' AND object_uri LIKE '%/" + id + "'");
    CHECK(text_of(json::document::parse(farewell)->root()["object"]) == "https://a.test/ap/actors/" + id);
    CHECK(w.ask(http::method::get, "/ap/actors/" + id).status == 410);
    CHECK(w.ask(http::method::get, "/.well-known/webfinger?resource=acct:acme@a.test").status == 410);
    CHECK(w.ask(http::method::get, one, &w.alice).status == 404);
    CHECK(w.get(site::api + "/calls/" + call, w.bo.token).status == 404);
    CHECK(w.ask(http::method::get, w.all, &w.alice).body == R"({"items":[],"next":null})");
    CHECK(w.ask(http::method::delete_, one, &w.alice).status == 404);
    CHECK(w.count("follow") == 0);
    auto const again = R"({"handle":"acme","name":"Other","domain":"x.org"})";
    CHECK(w.ask(http::method::post, w.all, &w.bo, again).status == 409);
    auto const other = R"({"handle":"acme2","name":"Other","domain":"x.org"})";
    CHECK(w.ask(http::method::post, w.all, &w.bo, other).status == 201); // The domain is free
}

TEST_CASE("a claim that is never proven ends after a month, and its handle is free",
          "[server][organisations]")
{
    firm_world w;
    w.begin();
    auto const days = [](int n) { return core::now() + std::chrono::days(n); };
    CHECK(w.run(app::recheck_organisations(w.in, days(29))).value() == 0);
    CHECK(w.count("organisation") == 1);
    CHECK(w.run(app::recheck_organisations(w.in, days(31))).value() == 0);
    CHECK(w.count("organisation") == 0);
    CHECK(w.count("tombstone") == 0);
    w.begin();
}

TEST_CASE("an organisation that cannot be ended keeps its openings", "[server][organisations]")
{
    firm_world w;
    auto const id = w.proven(), call = w.called();
    w.followed(id);
    w.forget_deliveries();
    w.base.commit([](db::transaction& tx) {
        tx.exec("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$");
        tx.exec("CREATE TRIGGER refuse BEFORE DELETE ON organisation FOR EACH ROW EXECUTE FUNCTION refuse()");
    });
    CHECK(w.ask(http::method::delete_, w.all + "/" + id, &w.alice).status >= 500);
    CHECK(w.deliveries().empty());
    CHECK(w.get(site::api + "/calls/" + call, w.bo.token).status == 200);
}

TEST_CASE("a mere claim that ends leaves nothing", "[server][organisations]")
{
    firm_world w;
    auto const id = w.begin();
    CHECK(w.ask(http::method::delete_, w.all + "/" + id, &w.bo).status == 404);
    CHECK(w.ask(http::method::delete_, w.all + "/" + id, &w.alice).status == 204);
    CHECK(w.count("activity") == 0);
    CHECK(w.count("tombstone") == 0);
    CHECK(w.ask(http::method::get, "/ap/actors/" + id).status == 404);
    w.begin();
}
