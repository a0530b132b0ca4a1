// SPDX-License-Identifier: AGPL-3.0-or-later
// The page of an organisation, as its visitors meet it.
#include "firm_world.hpp"
#include "support/through_routes.hpp"
#include "web/pages.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

struct page_world : firm_world {
    page_world() { pages.add(web::web_routes(in)); }
    http::response visit(std::string const& path, http::headers headers = {})
    {
        http::request request{.method = http::method::get, .target = path, .headers = std::move(headers)};
        return through(pages, std::move(request));
    }
    http::router pages;
};

bool has(http::response const& answer, std::string_view part)
{
    return answer.body.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("the page of an organisation says who it is, by which domain, and whom it looks for",
          "[server][organisations][pages]")
{
    page_world w;
    auto const id = w.proven();
    w.called();
    REQUIRE(w.ask(http::method::patch, w.all + "/acme", &w.alice,
                  R"({"about":"We <make> anvils.","fields":[{"name":"Shop","value":"https://x.org/shop"}]})")
                .status == 200);
    auto const seen = w.visit("/@acme");
    CHECK(seen.status == 200);
    CHECK(has(seen, "<h1>Acme</h1>"));
    CHECK(has(seen, R"(<a href="https://x.org" rel="nofollow noopener">verified via x.org</a>)"));
    CHECK(has(seen, "<p>We &lt;make&gt; anvils.</p>"));
    CHECK(has(seen, "Talk at our meetup"));
    CHECK(has(seen, "<link rel=\"canonical\" href=\"https://a.test/@acme\">"));
    CHECK(has(seen,
              R"(<link rel="alternate" type="application/activity+json" href="https://a.test/ap/actors/)" +
                  id));
    CHECK(has(w.visit("/@acme", {{"Accept-Language", "de"}}), "verifiziert über x.org"));
    auto const tag = std::string(seen.headers.get("ETag").value_or(""));
    CHECK(w.visit("/@acme", {{"If-None-Match", tag}}).status == 304);
    auto const machine = w.visit("/@acme", {{"Accept", "application/activity+json"}});
    CHECK(machine.status == 302);
    CHECK(machine.headers.get("Location") == "https://a.test/ap/actors/" + id);
}

TEST_CASE("nobody is named on it who did not say so, and no opening is on it that is not for everybody",
          "[server][organisations][pages]")
{
    page_world w;
    auto const id = w.proven();
    auto const made = w.post("/calls", w.call(R"(,"organisation":"acme","audience":"instance")"), w.alice);
    REQUIRE(made.status == 201);
    auto const before = w.visit("/@acme");
    CHECK_FALSE(has(before, "Talk at our meetup"));
    CHECK_FALSE(has(before, "/@alice"));
    CHECK_FALSE(has(before, "id=\"people\""));
    REQUIRE(w.ask(http::method::put, w.all + "/" + id + "/listing", &w.alice, R"({"listed":true})").status ==
            200);
    CHECK(has(w.visit("/@acme"), "href=\"https://a.test/@alice\""));
    CHECK_FALSE(has(w.visit("/@acme"), "owner"));
}

TEST_CASE("before its domain is proven an organisation has no page, and after its end it is gone",
          "[server][organisations][pages]")
{
    page_world w;
    w.begin();
    CHECK(w.visit("/@acme").status == 404);
    w.proven("other", "y.org");
    CHECK(w.visit("/@other").status == 200);
    w.base.commit([](db::transaction& tx) {
        tx.exec("UPDATE organisation SET state = 'lapsed' WHERE domain = 'y.org'");
    });
    CHECK(w.visit("/@other").status == 404);
    CHECK(w.ask(http::method::delete_, w.all + "/other", &w.alice).status == 204);
    CHECK(w.visit("/@other").status == 410);
}
