// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/openings.hpp"
#include "scene.hpp"

using namespace federwerk;
using namespace federwerk::tests;

TEST_CASE("the kinds are there for everybody, in both languages and directions", "[server][kinds]")
{
    site s;
    auto const answer = s.get(site::api + "/kinds");
    CHECK(answer.status == 200);
    CHECK(s.fits(answer, "kinds"));
    auto const kinds = json::document::parse(answer.body).value();
    CHECK(kinds.root()["items"].size() >= 35);
}

TEST_CASE("an openness is published, read by everybody, and whole for its owner alone", "[server][openings]")
{
    scene s;
    auto const made = s.made(
        "/openings",
        s.openness(R"(,"badges":["rust"],"note":"About **databases**","languages":["de","en"],"capacity":2,)"
                   R"("questions":["Which show?"],"at_distance":false,)"
                   R"("place":{"name":"Zürich","latitude":47.37,"longitude":8.54,"radius_km":30},)"
                   R"("ends_at":")" +
                   s.in_days(20) + "\""));
    auto const o = made.root();
    auto const id = text_of(o["id"]);
    CHECK(text_of(o["uri"]) == "https://a.test/ap/openings/" + id);
    CHECK(text_of(o["url"]) == "https://a.test/@alice/open/" + id);
    CHECK(text_of(o["html"]).find("<strong>databases</strong>") != std::string::npos);
    CHECK(text_of(o["seats"].at(0)["uri"]) == "https://a.test/ap/openings/" + id + "#primary");
    CHECK(text_of(o["seats"].at(0)["badges"].at(0)["slug"]) == "rust");
    CHECK(text_of(o["audience"]) == "everyone");
    CHECK(o["place"]["radius_km"].integer() == 30);

    for (auto const& token : {std::string(), s.bo.token}) {
        auto const seen = s.get(site::api + "/openings/" + id, token);
        CHECK(seen.status == 200);
        CHECK(s.fits(seen, "opening"));
    }
    CHECK(s.fits(s.get(site::api + "/openings/" + id, s.alice.token), "opening_own"));
    CHECK(s.get(site::api + "/calls/" + id).status == 404);

    auto const list = s.get(site::api + "/openings?member=alice");
    CHECK(s.fits(list, "openings"));
    CHECK(json::document::parse(list.body)->root()["items"].size() == 1);
    CHECK(json::document::parse(s.get(site::api + "/calls?member=alice").body)->root()["items"].size() == 0);
    CHECK(refuses(s.get(site::api + "/openings"), "member"));
}

TEST_CASE("what is sent again with its key is one opening", "[server][openings][idempotency]")
{
    scene s;
    auto const path = GENERATE(as<std::string>(), "/openings", "/calls");
    auto const body = path == "/calls" ? s.call() : s.openness();
    http::headers const key{{"Idempotency-Key", "k"}};
    auto const first = s.post(path, body, s.alice, key), again = s.post(path, body, s.alice, key);
    CHECK(first.status == 201);
    CHECK(again.body == first.body);
    CHECK(s.count("opening") == 1);
    auto const id = text_of(json::document::parse(first.body)->root()["id"]);
    http::headers const closing{{"Idempotency-Key", "c"}};
    auto const closed = s.post(path + "/" + id + "/close", "", s.alice, closing);
    CHECK(closed.status == 200);
    CHECK(s.post(path + "/" + id + "/close", "", s.alice, closing).body == closed.body);
}

TEST_CASE("an edit changes what it names, and a new end says that it still holds", "[server][openings]")
{
    scene s;
    auto const id = s.made_id("/openings", s.openness(R"(,"ends_at":")" + s.in_days(3) + "\""));
    auto const path = site::api + "/openings/" + id;
    auto const edited = s.send(http::method::patch, path, s.alice.token,
                               R"({"note":"New","ends_at":null,"capacity":3,"badges":["cpp"]})");
    CHECK(edited.status == 200);
    CHECK(s.fits(edited, "opening_own"));
    auto const o = json::document::parse(edited.body).value();
    CHECK(text_of(o.root()["markdown"]) == "New");
    CHECK(text_of(o.root()["ends_at"]) > s.in_days(179));
    CHECK(text_of(o.root()["seats"].at(0)["badges"].at(0)["slug"]) == "cpp");
    CHECK(s.send(http::method::patch, path, s.bo.token, R"({"note":"Mine"})").status == 404);
    CHECK(s.send(http::method::patch, site::api + "/calls/" + id, s.alice.token, R"({"text":"x"})").status ==
          404);
}

TEST_CASE("a lower capacity counts what was agreed this month", "[server][openings]")
{
    scene s;
    auto const id = s.made_id("/openings", s.openness(R"(,"capacity":5)"));
    s.base.commit([&](db::transaction& tx) {
        REQUIRE(db::take_place(tx, {std::stoll(id)}, 0, core::now()));
        REQUIRE(db::take_place(tx, {std::stoll(id)}, 0, core::now()));
    });
    auto const path = site::api + "/openings/" + id;
    auto const full = [&](std::string const& body) {
        auto const o = json::document::parse(s.send(http::method::patch, path, s.alice.token, body).body);
        return o->root()["full"].boolean();
    };
    auto const said = [&] { // In the newest Update, as peers receive it
        auto const body = s.text("SELECT body FROM activity WHERE type = 'Update' ORDER BY id DESC LIMIT 1");
        return json::document::parse(body)->root()["object"]["opening"]["fullUntil"].present();
    };
    CHECK(full(R"({"capacity":3})") == false);
    CHECK(said() == false);
    CHECK(full(R"({"capacity":2})") == true);
    CHECK(said() == true);
    CHECK(full(R"({"capacity":null})") == false);
    CHECK(said() == false);
}

TEST_CASE("a closed opening is there for its owner and gone for everybody else; a deleted one is gone",
          "[server][openings]")
{
    scene s;
    auto const id = s.made_id("/calls", s.call());
    auto const path = site::api + "/calls/" + id;
    CHECK(s.post("/calls/" + id + "/close", "", s.bo).status == 404);
    auto const closed = s.post("/calls/" + id + "/close", "", s.alice);
    CHECK(closed.status == 200);
    CHECK(s.fits(closed, "opening_own"));
    CHECK(s.get(path).status == 404);
    CHECK(s.get(path, s.alice.token).status == 200);
    CHECK(json::document::parse(s.get(site::api + "/calls?member=alice").body)->root()["items"].size() == 0);
    CHECK(s.send(http::method::patch, path, s.alice.token, R"({"text":"x"})").status == 409);
    CHECK(s.send(http::method::delete_, path, s.bo.token).status == 404);
    CHECK(s.send(http::method::delete_, path, s.alice.token).status == 204);
    CHECK(s.get(path, s.alice.token).status == 404);
    CHECK(s.count("tombstone WHERE uri = 'https://a.test/ap/calls/" + id + "'") == 1);
}

TEST_CASE("renewing closes a call and makes a new one, once", "[server][openings]")
{
    scene s;
    auto const id = s.made_id("/calls", s.call());
    CHECK(s.post("/calls/" + id + "/renew", "", s.bo).status == 404);
    http::headers const key{{"Idempotency-Key", "k"}};
    auto const renewed = s.post("/calls/" + id + "/renew", "", s.alice, key);
    CHECK(renewed.status == 201);
    CHECK(s.fits(renewed, "opening_own"));
    CHECK(s.post("/calls/" + id + "/renew", "", s.alice, key).body == renewed.body);
    auto const o = json::document::parse(renewed.body).value();
    CHECK(text_of(o.root()["renews"]) == id);
    CHECK(text_of(o.root()["id"]) != id);
    CHECK(o.root()["seats"].size() == 2);
    CHECK(s.get(site::api + "/calls/" + id).status == 404);
    CHECK(s.post("/calls/" + id + "/renew", "", s.alice).status == 409);
    CHECK(s.count("opening WHERE closed_at IS NULL") == 1);
}

TEST_CASE("a member calls for an organisation only in a role there", "[server][openings]")
{
    scene s;
    s.organisation("firm", s.alice, "scout");
    auto const body = s.call(R"(,"organisation":"firm@a.test")");
    auto const made = s.post("/calls", body, s.alice);
    CAPTURE(made.body);
    REQUIRE(made.status == 201);
    auto const o = json::document::parse(made.body).value();
    CHECK(text_of(o.root()["owner"]["handle"]) == "firm@a.test");
    CHECK(text_of(o.root()["url"]).starts_with("https://a.test/@firm/open/"));
    auto const path = site::api + "/calls/" + text_of(o.root()["id"]);
    CHECK(s.send(http::method::patch, path, s.bo.token, R"({"title":"Mine"})").status == 404);
    CHECK(s.send(http::method::patch, path, s.alice.token, R"({"title":"Ours"})").status == 200);
    for (auto const* who : {"firm", "alice", "nobody", "bo"}) {
        CAPTURE(who);
        auto const refused = s.post("/calls", s.call(R"(,"organisation":")" + std::string(who) + "\""), s.bo);
        CHECK(refuses(refused, "organisation"));
    }
}

TEST_CASE("nobody has more than a hundred open at once", "[server][openings]")
{
    scene s;
    auto const id = s.made_id("/openings", s.openness());
    s.base.commit([](db::transaction& tx) {
        tx.exec("INSERT INTO opening (uri, form, actor_id, local, direction, html, plain, ends_at) "
                "SELECT 'https://a.test/x/' || n, form, actor_id, local, direction, html, plain, ends_at "
                "FROM opening, generate_series(1, 99) AS n");
    });
    CHECK(s.post("/openings", s.openness(), s.alice).status == 409);
    CHECK(s.post("/openings/" + id + "/close", "", s.alice).status == 200);
    CHECK(s.post("/openings", s.openness(), s.alice).status == 201);
}

TEST_CASE("unknown badges and people are named by their field", "[server][openings]")
{
    scene s;
    CHECK(refuses(s.post("/openings", s.openness(R"(,"badges":["no-such-badge"])"), s.alice), "badges"));
    for (auto const* nobody : {"nobody@a.test", "a.test", "A.test"})
        CHECK(refuses(
            s.post("/openings", s.openness(R"(,"exclusions":[")" + std::string(nobody) + "\"]"), s.alice),
            "exclusions"));
    CHECK(refuses(s.post("/calls",
                         R"({"title":"x","text":"x","terms":["paid"],"seats":[{"kind":"speaking"},)"
                         R"({"kind":"speaking","badges":["no-such-badge"]}]})",
                         s.alice),
                  "seats[1].badges"));
}
