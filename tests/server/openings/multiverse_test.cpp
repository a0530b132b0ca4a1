// SPDX-License-Identifier: AGPL-3.0-or-later
#include "scene.hpp"
#include "support/request_scene.hpp"

using namespace federwerk;
using tests::scene;
using tests::text_of;

namespace {

struct feed : scene {
    json::document read(person const& who, std::string const& query = {})
    {
        auto const answer = get(api + "/multiverse" + query, who.token);
        REQUIRE(answer.status == 200);
        CHECK(fits(answer, "multiverse"));
        return json::document::parse(answer.body).value();
    }
    // "opening 12 follow shared_badge:rust", an item each; highlights by their headlines.
    std::vector<std::string> items(person const& who, std::string const& query = {})
    {
        auto const page = read(who, query);
        std::vector<std::string> out;
        for (auto const item : page.root()["items"].items()) {
            auto line = item["highlight"].present() ? text_of(item["highlight"]["headline"])
                                                    : "opening " + text_of(item["opening"]["id"]);
            for (auto const reason : item["because"].items()) {
                line += " " + text_of(reason["kind"]);
                if (reason["badge"].present())
                    line += ":" + text_of(reason["badge"]["slug"]);
            }
            out.push_back(line);
        }
        return out;
    }
    void wear(person const& who, std::string const& badges)
    {
        auto const answer =
            send(http::method::put, api + "/profile/badges", who.token, R"({"badges":[)" + badges + "]}");
        REQUIRE(answer.status == 200);
    }
};

} // namespace

TEST_CASE("openings stand in the Multiverse with every reason", "[server][openings][multiverse]")
{
    feed f;
    auto const cy = f.member("cy"), stranger = f.member("stranger");
    f.follow(f.bo.actor.id, f.alice.actor.id);
    f.follow(f.bo.actor.id, f.badge_actor("founder"));
    f.wear(f.bo, R"("rust")");
    f.credit(f.alice.actor, cy.actor);
    auto const id = f.made_id("/openings", f.openness(R"(,"badges":["rust","founder"])"));

    CHECK(f.items(f.bo) ==
          std::vector<std::string>{"opening " + id + " follow badge:founder shared_badge:rust"});
    CHECK(f.items(cy) == std::vector<std::string>{"opening " + id + " credit"});
    CHECK(f.items(stranger).empty());
    CHECK(f.items(f.alice).empty());
}

TEST_CASE("a credit brings highlights of the other, with the reason", "[server][openings][multiverse]")
{
    feed f;
    auto const cy = f.member("cy");
    f.credit(f.alice.actor, cy.actor);
    f.publish(f.alice, R"({"headline":"Tool","markdown":"x"})");
    f.publish(f.alice, R"({"headline":"For followers","markdown":"x","visibility":"followers"})");
    CHECK(f.items(cy) == std::vector<std::string>{"Tool credit"});
    CHECK(f.items(f.bo).empty());
}

TEST_CASE("what is closed, full or not for somebody is not in their Multiverse",
          "[server][openings][multiverse]")
{
    feed f;
    f.follow(f.bo.actor.id, f.alice.actor.id);
    auto const open = f.made_id("/openings", f.openness()), closed = f.made_id("/openings", f.openness()),
               full = f.made_id("/openings", f.openness());
    f.made_id("/openings", f.openness(R"(,"exclusions":["bo@a.test"])"));
    f.made_id("/openings", f.openness(R"(,"audience":"two_credits")"));
    CHECK(f.post("/openings/" + closed + "/close", "", f.alice).status == 200);
    f.base.commit([&](db::transaction& tx) {
        tx.exec("UPDATE opening SET full_until = now() + interval '1 day' WHERE id = " + full);
    });
    CHECK(f.items(f.bo) == std::vector<std::string>{"opening " + open + " follow"});
    f.base.commit([&](db::transaction& tx) {
        tx.exec_params("INSERT INTO block (actor_id, blocked_id) VALUES ($1, $2)", f.bo.actor.id.value,
                       f.alice.actor.id.value);
    });
    CHECK(f.items(f.bo).empty());
}

TEST_CASE("highlights and openings share one order, one cursor and an end", "[server][openings][multiverse]")
{
    feed f;
    f.follow(f.bo.actor.id, f.alice.actor.id);
    f.publish(f.alice, R"({"headline":"First","markdown":"One"})");
    auto const id = f.made_id("/openings", f.openness());
    f.publish(f.alice, R"({"headline":"Last","markdown":"Two"})");

    CHECK(f.items(f.bo) ==
          std::vector<std::string>{"Last follow", "opening " + id + " follow", "First follow"});
    std::vector<std::string> paged;
    std::string query = "?limit=1";
    for (int page = 0; page < 3; ++page) {
        auto const all = f.items(f.bo, query);
        REQUIRE(all.size() == 1);
        paged.push_back(all.front());
        auto const answer = f.read(f.bo, query);
        CHECK(answer.root()["since"].present() == (page == 2));
        query = "?limit=1&cursor=" + std::string(answer.root()["next"].text().value_or("1"));
    }
    CHECK(paged == f.items(f.bo));
}

TEST_CASE("the Multiverse is filtered by badge, kind, language and instance",
          "[server][openings][multiverse]")
{
    feed f;
    f.follow(f.bo.actor.id, f.alice.actor.id);
    f.publish(f.alice, R"({"headline":"Tool","markdown":"x","badges":["rust"],"language":"de-CH"})");
    auto const opening = "opening " +
                         f.made_id("/openings", f.openness(R"(,"badges":["founder"],"languages":["en"])")) +
                         " follow";
    std::vector<std::string> const only_highlight{"Tool follow"}, only_opening{opening},
        both{opening, "Tool follow"};

    CHECK(f.items(f.bo, "?badge=rust") == only_highlight);
    CHECK(f.items(f.bo, "?badge=founder") == only_opening);
    CHECK(f.items(f.bo, "?kind=podcast-guest") == only_opening);
    CHECK(f.items(f.bo, "?kind=speaking").empty());
    CHECK(f.items(f.bo, "?language=de") == only_highlight);
    CHECK(f.items(f.bo, "?language=en") == only_opening);
    CHECK(f.items(f.bo, "?instance=a.test") == both);
    CHECK(f.items(f.bo, "?instance=b.test").empty());
    CHECK(tests::refuses(f.get(f.api + "/multiverse?badge=none-such", f.bo.token), "badge"));
    CHECK(tests::refuses(f.get(f.api + "/multiverse?kind=none-such", f.bo.token), "kind"));
    CHECK(tests::refuses(f.get(f.api + "/multiverse?language=deutsch!", f.bo.token), "language"));
    CHECK(tests::refuses(f.get(f.api + "/multiverse?instance=no%20host", f.bo.token), "instance"));
    CHECK(tests::refuses(f.get(f.api + "/multiverse?kinds=speaking", f.bo.token), "kinds"));
}

TEST_CASE("a host in letters of any language is the host of its handles", "[server][openings][multiverse]")
{
    feed f;
    auto const there = f.remote_actor("https://xn--bcher-kva.test/u/cy");
    f.follow(f.bo.actor.id, there.id);
    f.base.commit([&](db::transaction& tx) { tests::add_opening(tx, there); });
    CHECK(f.items(f.bo, "?instance=B%C3%BCcher.test").size() == 1);
    CHECK(f.items(f.bo, "?instance=b%C3%BCcher.example").empty());
}

TEST_CASE("a badge that is put on brings earlier highlights, and takes them along",
          "[server][openings][multiverse]")
{
    feed f;
    f.publish(f.alice, R"({"headline":"Tool","markdown":"x","badges":["rust"]})");
    CHECK(f.items(f.bo).empty());
    f.wear(f.bo, R"("rust")");
    CHECK(f.items(f.bo) == std::vector<std::string>{"Tool shared_badge:rust"});
    f.wear(f.bo, "");
    CHECK(f.items(f.bo).empty());
}

TEST_CASE("looking around shows who wants to be found, new badges, and what will soon be over",
          "[server][openings][discovery]")
{
    feed f;
    auto const hidden = f.member("hidden");
    f.base.commit([&](db::transaction& tx) {
        tx.exec("UPDATE actor SET discoverable = username <> 'hidden' WHERE local AND kind = 'Person'");
    });
    auto const made = f.post("/badges", R"({"name":"Glass blowing"})", f.alice);
    REQUIRE(made.status == 201);
    auto const soon = f.made_id("/openings", f.openness(R"(,"ends_at":")" + f.in_days(3) + "\""));
    f.made_id("/openings", f.openness());
    f.made_id("/openings", f.openness(R"(,"exclusions":["bo@a.test"],"ends_at":")" + f.in_days(2) + "\""));
    f.organisation("acme", f.bo, "scout");
    auto const ours = f.call(R"(,"organisation":"acme@a.test","ends_at":")" + f.in_days(2) + "\"");
    REQUIRE(f.post("/calls", ours, f.bo).status == 201);

    auto const answer = f.get(f.api + "/discovery", f.bo.token);
    REQUIRE(answer.status == 200);
    CHECK(f.fits(answer, "discovery"));
    auto const read = json::document::parse(answer.body).value();
    REQUIRE(read.root()["badges"].size() == 1);
    CHECK(text_of(read.root()["badges"].at(0)["slug"]) == "glass-blowing");
    REQUIRE(read.root()["members"].size() == 1);
    CHECK(text_of(read.root()["members"].at(0)["handle"]) == "alice@a.test");
    REQUIRE(read.root()["openings"].size() == 1);
    CHECK(text_of(read.root()["openings"].at(0)["id"]) == soon);
    CHECK(f.get(f.api + "/discovery").status == 401);
}
