// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outpost.hpp"

#include "core/log.hpp"
#include "core/text.hpp"

#include <fcntl.h>
#include <unistd.h>

using namespace federwerk;
using namespace federwerk::tests;

TEST_CASE("hits say where they live, how old they are and why they are there", "[server][station]")
{
    outpost s;
    auto const viewer = s.member("viewer"), alice = s.member("alice");
    auto const cy = s.remote_actor("https://b.test/u/cy");
    CHECK(s.ask(http::method::put, "/profile/badges", viewer.token, R"({"badges":["rust"]})").status == 200);
    s.run("INSERT INTO credit (highlight_uri, author_id, collaborator_id, digest, state) VALUES "
          "('https://h.test/1', " +
          viewer.actor.id.text() + ", " + cy.id.text() + ", '', 'confirmed')");
    auto const plain = s.open(alice.actor);
    s.open(cy, [&](auto& o) {
        s.base.in_transaction([&](db::transaction& tx) { o.seats[0].badges = {badge(tx, "rust")}; });
        o.published -= std::chrono::hours(2);
    });
    auto const page = s.search(viewer);
    auto const items = page.root()["items"].items();
    REQUIRE(items.size() == 2);
    CHECK(items[0]["home"].text() == "b.test");
    CHECK(items[0]["age_seconds"].integer().value() >= 7200);
    auto const because = items[0]["because"].items();
    REQUIRE(because.size() == 3);
    CHECK(because[0]["kind"].text() == "shared_badges");
    CHECK(because[0]["badges"].at(0).text() == "rust");
    CHECK(because[1]["kind"].text() == "credits");
    CHECK(because[1]["distance"].integer() == 1);
    CHECK(because[2]["kind"].text() == "fresh");
    CHECK(text_of(items[1]["opening"]["id"]) == plain.id.text());
    CHECK(outpost::counted(page, "instance") == 2);
    CHECK(page.root()["facets"]["all_counted"].boolean() == true);
}

TEST_CASE("every hit says why it is there, however old it is", "[server][station]")
{
    outpost s;
    auto const viewer = s.member("viewer"), alice = s.member("alice");
    s.open(alice.actor, [](auto& o) { o.published -= std::chrono::days(70); });
    auto const reason = [&](std::string const& query) {
        auto const page = s.search(viewer, query);
        auto const because = page.root()["items"].at(0)["because"];
        REQUIRE(because.size() == 1);
        return std::string(because.at(0).write());
    };
    auto const nothing_asked = reason("tab=people&match=any");
    CHECK(nothing_asked.find("\"fresh\"") != std::string::npos);
    CHECK(nothing_asked.find("\"points\":0") != std::string::npos);
    CHECK(reason("kind=code-review&q=open&remote=true") ==
          R"({"kind":"asked","filters":["kind","remote","q"],"points":0})");
}

TEST_CASE("only members search, and what cannot be searched for is named", "[server][station]")
{
    outpost s;
    auto const viewer = s.member("viewer");
    CHECK(s.ask(http::method::get, "/space_station", "").status == 401);
    for (auto const& [query, field] :
         std::vector<std::pair<std::string, std::string>>{{"tab=jobs", "tab"},
                                                          {"limit=0", "limit"},
                                                          {"kid=speaking", "kid"},
                                                          {"tab=calls&Kind=speaking", "Kind"},
                                                          {"cursor=1.2.3", "cursor"},
                                                          {"cursor=9.9.9.9.9.x", "cursor"},
                                                          {"complementary_to=77", "complementary_to"}}) {
        auto const answer = s.ask(http::method::get, "/space_station?" + query, viewer.token);
        CAPTURE(query, answer.body);
        CHECK(answer.status == 422);
        CHECK(answer.body.find("\"" + field + "\"") != std::string::npos);
    }
    CHECK(outpost::ids(s.search(viewer, "organisation=nobody@b.test")).empty());
}

TEST_CASE("whom an opening is not for learns nothing of it, not even by a count", "[server][station]")
{
    outpost s;
    auto const viewer = s.member("viewer"), alice = s.member("alice"), blocked = s.member("blocked");
    auto const silenced = s.remote_actor("https://c.test/u/cy");
    auto const shown = s.open(alice.actor);
    auto const empty_of_others = s.search(viewer);
    s.open(alice.actor, [&](auto& o) { o.exclusions = {{viewer.actor.id, std::nullopt}}; });
    s.open(alice.actor, [&](auto& o) { o.exclusions = {{std::nullopt, "example.test"}}; });
    s.open(alice.actor, [&](auto& o) { o.audience = domain::audience::two_credits; });
    s.open(alice.actor, [&](auto& o) { o.audience = domain::audience::verified_organisations; });
    s.open(blocked.actor);
    s.run("INSERT INTO block (actor_id, blocked_id) VALUES (" + viewer.actor.id.text() + ", " +
          blocked.actor.id.text() + ")");
    s.run("INSERT INTO domain_block (domain, severity) VALUES ('c.test', 'silence')");
    s.open(silenced);
    auto const page = s.search(viewer);
    CHECK(outpost::ids(page) == std::vector{shown.id.text()});
    CHECK(page.root()["facets"].write() == empty_of_others.root()["facets"].write());
    CHECK(outpost::ids(s.search(viewer, "q=open")) == std::vector{shown.id.text()});
    CHECK(outpost::ids(s.search(alice)).size() == 6); // Hers, and that of "blocked"
}

TEST_CASE("whom an opening is not for does not see it in the cursor either", "[server][station]")
{
    outpost s;
    auto const viewer = s.member("viewer"), alice = s.member("alice");
    auto const newest_of_cursor = [&] {
        auto const cursor = text_of(s.search(viewer, "limit=1").root()["next"]);
        return std::string(core::split(cursor, '.').at(2));
    };
    s.open(alice.actor);
    auto const shown = s.open(alice.actor);
    CHECK(newest_of_cursor() == shown.id.text());
    s.open(alice.actor, [&](auto& o) { o.exclusions = {{viewer.actor.id, std::nullopt}}; });
    CHECK(newest_of_cursor() == shown.id.text());
}

TEST_CASE("pages neither skip nor double while new ones arrive", "[server][station]")
{
    outpost s;
    auto const viewer = s.member("viewer"), alice = s.member("alice");
    std::set<std::string> there;
    for (int i = 0; i < 25; ++i)
        there.insert(
            s.open(alice.actor, [&](auto& o) { o.published -= std::chrono::hours(i * 40); }).id.text());
    std::vector<std::string> seen;
    for (std::string cursor; seen.size() < 60;) {
        auto const page = s.search(viewer, "limit=4" + (cursor.empty() ? "" : "&cursor=" + cursor));
        CHECK(page.root()["facets"].present() == cursor.empty());
        for (auto const& id : outpost::ids(page))
            seen.push_back(id);
        s.open(alice.actor);
        if (!page.root()["next"].present())
            break;
        cursor = text_of(page.root()["next"]);
    }
    CHECK(seen.size() == 25);
    CHECK(std::set<std::string>(seen.begin(), seen.end()) == there);
}

TEST_CASE("what is searched for is neither logged nor kept", "[server][station]")
{
    outpost s;
    auto const viewer = s.member("viewer");
    auto const file = s.folder.path() / "log";
    int const to = open(file.c_str(), O_CREAT | O_WRONLY, 0600), before = dup(2);
    core::log::start(core::log::format::json, core::log::level::debug);
    dup2(to, 2);
    s.ask(http::method::get, "/space_station?q=needle42&badges=needle42", viewer.token);
    s.ask(http::method::get, "/space_station?q=needle42&tab=needle42", viewer.token);
    s.ask(http::method::get, "/space_station?q=needle42&cursor=needle42", viewer.token);
    s.ask(http::method::get, "/space_station?q=needle42", "wrong");
    dup2(before, 2);
    close(to);
    close(before);
    core::log::start(core::log::format::automatic, core::log::level::info);
    auto const log = read_file(file);
    CHECK(log.find("api.failure") != std::string::npos);
    CHECK(log.find("needle42") == std::string::npos);
    CHECK(s.count("saved_search") == 0);
}
