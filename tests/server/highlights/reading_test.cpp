// SPDX-License-Identifier: AGPL-3.0-or-later
#include "site.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

json::document read(http::response const& answer)
{
    REQUIRE(answer.status == 200);
    auto parsed = json::document::parse(answer.body);
    REQUIRE(parsed);
    return std::move(*parsed);
}

} // namespace

TEST_CASE("the Multiverse says why each card is there, and has an end", "[server][multiverse]")
{
    site s;
    auto const alice = s.member("alice"), bo = s.member("bo");
    s.follow(bo.actor.id, alice.actor.id);
    s.follow(bo.actor.id, s.badge_actor("rust"));
    REQUIRE(s.send(http::method::put, site::api + "/profile/badges", bo.token, R"({"badges":["founder"]})")
                .status == 200);
    for (auto const headline : {"One", "Two", "Three"})
        s.publish(alice, std::string(R"({"badges":["rust","founder"],"headline":")") + headline + "\"}");
    auto const answer = s.get(site::api + "/multiverse?limit=2", bo.token);
    s.fits(answer, "multiverse");
    auto const first = read(answer);
    REQUIRE(first.root()["items"].size() == 2);
    CHECK(text_of(first.root()["items"].at(0)["highlight"]["headline"]) == "Three");
    auto const because = first.root()["items"].at(0)["because"];
    REQUIRE(because.size() == 3);
    CHECK(text_of(because.at(0)["kind"]) == "follow");
    CHECK(text_of(because.at(0)["actor"]["handle"]) == "alice@a.test");
    CHECK(text_of(because.at(1)["kind"]) == "badge");
    CHECK(text_of(because.at(1)["badge"]["slug"]) == "rust");
    CHECK(text_of(because.at(2)["kind"]) == "shared_badge");
    CHECK(text_of(because.at(2)["badge"]["slug"]) == "founder");
    auto const last =
        read(s.get(site::api + "/multiverse?cursor=" + text_of(first.root()["next"]), bo.token));
    CHECK(last.root()["items"].size() == 1);
    CHECK(last.root()["next"].is_null());
    CHECK(s.get(site::api + "/multiverse").status == 401);
}

TEST_CASE("badges are searched, made once, and read by slug or alias", "[server][badges]")
{
    site s;
    auto const alice = s.member("alice");
    auto const found = s.get(site::api + "/badges?q=golang");
    s.fits(found, "badges");
    CHECK(text_of(read(found).root()["items"].at(0)["slug"]) == "go");
    auto const make = [&](std::string const& body) {
        return s.send(http::method::post, site::api + "/badges", alice.token, body);
    };
    auto const made =
        make(R"({"name":"Beekeeping","kind":"craft","hue":50,"icon":"flower","aliases":["Apiculture"]})");
    CAPTURE(made.body);
    REQUIRE(made.status == 201);
    s.fits(made, "badge");
    auto const badge = json::document::parse(made.body).value();
    CHECK(text_of(badge.root()["handle"]) == "badge.beekeeping@a.test");
    CHECK(text_of(badge.root()["uri"]).starts_with("https://a.test/ap/badges/"));
    CHECK(make(R"({"name":"beekeeping"})").status == 409);
    CHECK(make(R"({"name":"Apiculture"})").status == 409);
    CHECK(make(R"({"name":""})").status == 422);
    CHECK(s.send(http::method::post, site::api + "/badges", {}, R"({"name":"x"})").status == 401);
    CHECK(text_of(read(s.get(site::api + "/badges/apiculture")).root()["slug"]) == "beekeeping");
    CHECK(s.get(site::api + "/badges/none-such").status == 404);
    CHECK(
        s.count("actor WHERE username = 'badge.beekeeping' AND kind = 'Group' AND NOT approves_followers") ==
        1);
}

TEST_CASE("seeded badges and the instance get their actors once, whoever starts", "[server][badges]")
{
    site s;
    REQUIRE(app::adopt_badges(s.base.pool(), s.uris));
    REQUIRE(app::adopt_instance_actor(s.base.pool(), s.uris));
    REQUIRE(app::adopt_instance_actor(s.base.pool(), s.uris));
    CHECK(s.count("badge WHERE actor_id IS NULL") == 0);
    CHECK(s.count("actor WHERE kind = 'Group'") == s.count("badge"));
    CHECK(s.count("actor WHERE kind = 'Application'") == 1);
}

TEST_CASE("highlights are listed by member and by badge, as their viewer may see them",
          "[server][highlights]")
{
    site s;
    auto const alice = s.member("alice"), bo = s.member("bo");
    s.publish(alice, R"({"headline":"Open","badges":["rust"]})");
    s.publish(alice, R"({"headline":"Closed","badges":["rust"],"visibility":"followers"})");
    auto const size = [&](std::string const& query, std::string const& token) {
        auto const answer = s.get(site::api + "/highlights?" + query, token);
        s.fits(answer, "highlights");
        return read(answer).root()["items"].size();
    };
    CHECK(size("member=alice", {}) == 1);
    CHECK(size("member=@alice@a.test", bo.token) == 1);
    CHECK(size("member=alice", alice.token) == 2);
    CHECK(size("badge=rust", bo.token) == 1);
    s.follow(bo.actor.id, alice.actor.id);
    CHECK(size("badge=rust", bo.token) == 2);
    CHECK(s.get(site::api + "/highlights?member=nobody").status == 404);
    CHECK(s.get(site::api + "/highlights").status == 422);
    CHECK(s.get(site::api + "/highlights?member=alice&limit=0").status == 422);
}

TEST_CASE("a profile is edited field by field and told to followers", "[server][profile]")
{
    site s;
    auto const alice = s.member("alice");
    s.follow(s.remote_actor("https://b.test/u/bo").id, alice.actor.id);
    auto const edited =
        s.send(http::method::patch, site::api + "/profile", alice.token, R"({"name":"Alice A.",
        "bio":"I *build*.","fields":[{"name":"Web","value":"https://x.test/"},{"name":"Town","value":" Wien "}],
        "discoverable":true})");
    CAPTURE(edited.body);
    REQUIRE(edited.status == 200);
    s.fits(edited, "profile");
    auto const answer = s.get(site::api + "/profile", alice.token);
    CHECK(answer.body == edited.body);
    auto const p = read(answer);
    CHECK(text_of(p.root()["bio"]) == "I *build*.");
    CHECK(text_of(p.root()["html"]).find("<em>build</em>") != std::string::npos);
    CHECK(text_of(p.root()["fields"].at(0)["html"]).find("href=\"https://x.test/\"") != std::string::npos);
    CHECK(text_of(p.root()["fields"].at(1)["html"]) == "Wien");
    CHECK(text_of(p.root()["fields"].at(1)["value"]) == "Wien");
    CHECK(s.count("delivery d JOIN activity a ON a.id = d.activity_id WHERE a.type = 'Update'") == 1);
    CHECK(s.send(http::method::patch, site::api + "/profile", alice.token, R"({"locale":"tlh"})").status ==
          422);
    CHECK(s.send(http::method::patch, site::api + "/profile", alice.token, R"({"avatar":"123"})").status ==
          422);
}

TEST_CASE("badges are worn in the order of the list, unknown ones are refused", "[server][profile]")
{
    site s;
    auto const alice = s.member("alice");
    auto const wear = [&](std::string const& body) {
        return s.send(http::method::put, site::api + "/profile/badges", alice.token, body);
    };
    auto const worn = wear(R"({"badges":["rust","founder","golang"]})");
    REQUIRE(worn.status == 200);
    s.fits(worn, "profile");
    auto const p = read(worn);
    CHECK(text_of(p.root()["badges"].at(0)["slug"]) == "rust");
    CHECK(text_of(p.root()["badges"].at(2)["slug"]) == "go");
    CHECK(wear(R"({"badges":["none-such"]})").status == 422);
    CHECK(wear(R"({})").status == 422);
    CHECK(s.count("worn_badge") == 3);
    CHECK(wear(R"({"badges":[]})").status == 200);
    CHECK(s.count("worn_badge") == 0);
}

// libpqxx 6.4 ends an unquoted element of an array at a semicolon: db::to_texts loses what follows.
TEST_CASE("a profile field keeps its signs through another edit", "[server][profile]")
{
    site s;
    auto const alice = s.member("alice");
    auto const edit = [&](std::string const& body) {
        return s.send(http::method::patch, site::api + "/profile", alice.token, body);
    };
    REQUIRE(edit(R"({"fields":[{"name":"Town","value":"<b>Wien;Graz</b>"}]})").status == 200);
    auto const again = read(edit(R"({"name":"Alice"})"));
    CHECK(text_of(again.root()["fields"].at(0)["value"]) == "<b>Wien;Graz</b>");
}

TEST_CASE("a token that may not read shows no more than no token", "[server][highlights][T-62]")
{
    tests::site s;
    auto const alice = s.member("alice");
    auto const made = s.publish(alice, R"({"headline":"Closed","badges":[],"visibility":"followers"})");
    auto const path = tests::site::api + "/highlights/" + tests::text_of(made.root()["id"]);
    std::string writing;
    s.base.commit([&](db::transaction& tx) {
        writing = app::issue_token(tx, s.secrets, alice.actor.id, "write", core::now()).value();
    });
    CHECK(s.get(path, alice.token).status == 200);
    CHECK(s.get(path, writing).status == 404);
    CHECK(s.get(path).status == 404);
}
