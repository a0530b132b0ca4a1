// SPDX-License-Identifier: AGPL-3.0-or-later
#include "visitor.hpp"

#include "db/credits.hpp"
#include "web/assets.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

std::string header(http::response const& answer, std::string_view name)
{
    return std::string(answer.headers.get(name).value_or("(none)"));
}

// "/@{handle}/{id}" with something in each place.
std::string example(std::string pattern)
{
    for (std::size_t at; (at = pattern.find('{')) != std::string::npos;)
        pattern.replace(at, pattern.find('}') - at + 1, "4096");
    return pattern;
}

void confirm(visitor& v, json::document const& published, domain::actor const& author,
             domain::actor const& collaborator)
{
    domain::credit c;
    c.highlight_uri = text_of(published.root()["uri"]);
    c.author_id = author.id;
    c.collaborator_id = collaborator.id;
    c.digest = "sha-256:1";
    c.state = domain::credit_state::confirmed;
    c.requested_at = core::now();
    v.home.base.commit([&](db::transaction& tx) { REQUIRE(db::upsert_credit(tx, c)); });
}

} // namespace

TEST_CASE("every page carries the headers that protect it", "[server][pages][T-60]")
{
    visitor v;
    for (auto const& route : v.routes()) {
        CAPTURE(route.pattern);
        auto const answer = route.method == http::method::get ? v.get(example(route.pattern))
                                                              : v.post(example(route.pattern), "email=x");
        CHECK(answer.status < 500);
        CHECK(header(answer, "X-Content-Type-Options") == "nosniff");
        if (route.pattern.starts_with("/assets/"))
            continue;
        CHECK(header(answer, "Content-Type") == "text/html; charset=utf-8");
        auto const policy = header(answer, "Content-Security-Policy");
        CHECK(policy.starts_with("default-src 'none'; "));
        CHECK(policy.find("unsafe") == std::string::npos);
        CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
        CHECK(header(answer, "Referrer-Policy") == "no-referrer");
        CHECK(header(answer, "Vary") == "Accept, Accept-Language");
        CHECK_FALSE(has(answer, "style=\""));
        CHECK_FALSE(has(answer, "{{"));
    }
}

TEST_CASE("a page that did not change is not sent again", "[server][pages]")
{
    visitor v;
    auto const alice = v.home.member("alice");
    v.home.publish(alice, R"({"headline":"First","markdown":"x"})");
    auto const path = GENERATE(as<std::string>{}, "/", "/@alice", "/badges/rust");
    auto const first = v.get(path);
    REQUIRE(first.status == 200);
    auto const tag = header(first, "ETag");
    CHECK(header(first, "Cache-Control") == "public, max-age=60");
    for (auto const& known : {tag, "W/" + tag, "\"other\", " + tag, std::string("*")}) {
        auto const again = v.get(path, {{"If-None-Match", known}});
        CHECK(again.status == 304);
        CHECK(again.body.empty());
        CHECK(header(again, "ETag") == tag);
    }
    CHECK(v.get(path, {{"If-None-Match", "\"other\""}}).status == 200);
    CHECK(v.get(path, {{"If-None-Match", tag}, {"Accept-Language", "de"}}).status == 200);
}

TEST_CASE("styles are sent packed to those who take them so, and never change under one name",
          "[server][pages]")
{
    visitor v;
    auto const sheet = std::string(web::asset_address("main.css"));
    auto const plain = v.get(sheet), packed = v.get(sheet, {{"Accept-Encoding", "gzip, deflate, br"}});
    CHECK(header(plain, "Content-Encoding") == "(none)");
    CHECK(header(packed, "Content-Encoding") == "gzip");
    CHECK(header(packed, "Content-Type") == "text/css; charset=utf-8");
    CHECK(header(packed, "Vary") == "Accept-Encoding");
    CHECK(packed.body.size() * 2 < plain.body.size());
    CHECK(header(packed, "Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(header(v.get(sheet, {{"Accept-Encoding", "gzip;q=0"}}), "Content-Encoding") == "(none)");
    CHECK(header(v.get("/assets/mark.svg"), "Cache-Control") == "public, max-age=3600");
}

TEST_CASE("whoever asks for ActivityPub is sent to the object", "[server][pages]")
{
    visitor v;
    auto const alice = v.home.member("alice");
    auto const published = v.home.publish(alice, R"({"headline":"First","markdown":"x"})");
    auto const rust = v.home.uris.badge(v.home.badge_actor("rust"));
    std::vector<std::pair<std::string, std::string>> const pages{
        {"/", v.home.uris.instance_actor()},
        {"/@alice", alice.actor.uri},
        {page_of(published), text_of(published.root()["uri"])},
        {"/badges/rust", rust},
    };
    for (auto const& [path, uri] : pages)
        for (auto const* type : {"application/activity+json",
                                 "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\""}) {
            CAPTURE(path, type);
            auto const answer = v.get(path, {{"Accept", type}});
            CHECK(answer.status == 302);
            CHECK(header(answer, "Location") == uri);
            CHECK(header(answer, "Vary") == "Accept, Accept-Language");
            auto const page = v.get(path, {{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}});
            CHECK(page.status == 200);
            CHECK(has(page,
                      "<link rel=\"alternate\" type=\"application/activity+json\" href=\"" + uri + "\">"));
            CHECK(has(page, "<link rel=\"canonical\" href=\"https://a.test" + path + "\">"));
        }
}

TEST_CASE("what is hidden and what never was look alike; what was deleted says so", "[server][pages][T-66]")
{
    visitor v;
    auto const alice = v.home.member("alice"), bo = v.home.member("bo");
    auto const hidden =
        v.home.publish(alice, R"({"headline":"Hush","markdown":"x","visibility":"followers"})");
    auto const deleted = v.home.publish(alice, R"({"headline":"Gone","markdown":"x"})");
    auto const of_bo = v.home.publish(bo, R"({"headline":"Of Bo","markdown":"x"})");
    auto const id = text_of(deleted.root()["id"]);
    REQUIRE(v.home.send(http::method::delete_, site::api + "/highlights/" + id, alice.token).status == 204);
    auto const nothing = v.get("/@alice/4096");
    CHECK(nothing.status == 404);
    CHECK(v.get(page_of(hidden)).status == 404);
    CHECK(v.get(page_of(hidden)).body == nothing.body);
    CHECK(v.get("/@alice/" + text_of(of_bo.root()["id"])).body == nothing.body);
    for (auto const* path : {"/@nobody", "/@alice/x", "/badges/no-such", "/waitlist/no-such", "/nowhere"})
        CHECK(v.get(path).status == 404);
    CHECK(v.get("/@alice/" + id).status == 410);
    CHECK(has(nothing, "<meta name=\"robots\" content=\"noindex\">"));
    CHECK_FALSE(has(v.get("/@alice"), "Hush"));
    CHECK_FALSE(has(v.get("/"), "Hush"));
}

TEST_CASE("a profile is read by what happened when, a page at a time", "[server][pages]")
{
    visitor v;
    auto const alice = v.home.member("alice");
    for (int n = 0; n < 23; ++n) { // Written in an order that time does not have
        auto const year = std::to_string(2001 + (n * 7) % 23);
        v.home.publish(alice, R"({"headline":"Work of )" + year + R"(","markdown":"x","happened":{"from":")" +
                                  year + R"(-05-01"}})");
    }
    auto const first = v.get("/@alice");
    std::size_t last = 0;
    for (int year = 2023; year > 2003; --year) {
        auto const at = first.body.find("Work of " + std::to_string(year));
        CAPTURE(year);
        REQUIRE(at != std::string::npos);
        CHECK(at > last);
        last = at;
    }
    CHECK_FALSE(has(first, "Work of 2003"));
    auto const link = first.body.find("href=\"?before=");
    REQUIRE(link != std::string::npos);
    auto const query = first.body.substr(link + 6, first.body.find('"', link + 6) - link - 6);
    auto const second = v.get("/@alice" + query);
    for (auto const* year : {"2003", "2002", "2001"})
        CHECK(has(second, std::string("Work of ") + year));
    CHECK_FALSE(has(second, "Work of 2004"));
    CHECK_FALSE(has(second, "?before="));
    CHECK(v.get("/@alice?before=nonsense").status == 200);
}

TEST_CASE("a collaborator is named once they have confirmed, and so is what it says of the badge",
          "[server][pages]")
{
    visitor v;
    auto const alice = v.home.member("alice"), bo = v.home.member("bo");
    auto const published = v.home.publish(
        alice, R"({"headline":"Together","markdown":"x","badges":["rust"],"collaborators":["bo@a.test"]})");
    REQUIRE(v.home
                .send(http::method::put, site::api + "/profile/badges", alice.token,
                      R"({"badges":["rust","founder"]})")
                .status == 200);
    CHECK_FALSE(has(v.get(page_of(published)), "@bo<wbr>@a.test"));
    CHECK(has(v.get("/@alice"), " shown\" href=\"https://a.test/badges/rust\""));
    CHECK(has(v.get("/@alice"), " claimed\" href=\"https://a.test/badges/founder\""));
    CHECK_FALSE(has(v.get("/@bo"), "Together"));
    confirm(v, published, alice.actor, bo.actor);
    CHECK(has(v.get(page_of(published)), "@bo<wbr>@a.test"));
    CHECK(has(v.get("/@alice"), " confirmed\" href=\"https://a.test/badges/rust\""));
}

TEST_CASE("a collaborator's page shows whose highlight it is that they are credited on", "[server][pages]")
{
    visitor v;
    auto const alice = v.home.member("alice"), bo = v.home.member("bo");
    auto const shared = v.home.publish(alice, R"({"headline":"Shared","collaborators":["bo@a.test"]})");
    v.home.publish(bo, R"({"headline":"Alone"})");
    CHECK_FALSE(has(v.get("/@bo"), "Shared"));
    confirm(v, shared, alice.actor, bo.actor);
    auto const page = v.get("/@bo");
    CHECK(has(page, "Shared"));
    CHECK(has(page, "href=\"" + text_of(shared.root()["url"]) + '"'));
    CHECK(has(page, "<a href=\"https://a.test/@alice\">"));
    CHECK_FALSE(has(v.get("/@alice"), "<a href=\"https://a.test/@alice\">")); // Goes without saying
    auto const list = v.home.get(site::api + "/highlights?member=bo");
    v.home.fits(list, "highlights");
    CHECK(json::document::parse(list.body)->root()["items"].size() == 2);
}

TEST_CASE("no page counts people", "[server][pages]")
{
    visitor v;
    auto const alice = v.home.member("alice");
    v.home.publish(
        alice, R"({"headline":"First","markdown":"x","badges":["rust"],"happened":{"from":"2020-05-05"}})");
    std::vector<std::string> before;
    std::vector<std::string> const paths{"/", "/@alice", "/badges/rust"};
    for (auto const& path : paths)
        before.push_back(v.get(path).body);
    for (int n = 0; n < 3; ++n)
        v.home.follow(v.home.remote_actor("https://b.test/u/p" + std::to_string(n)).id, alice.actor.id);
    for (std::size_t i = 0; i < paths.size(); ++i)
        CHECK(v.get(paths[i]).body == before[i]);
}
