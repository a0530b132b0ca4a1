// SPDX-License-Identifier: AGPL-3.0-or-later
// The front page says which instances this one works with.
#include "visitor.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

struct partner : visitor {
    partner()
    {
        REQUIRE(app::adopt_station(home.base.pool(), home.uris));
        ours = {std::stoll(home.text("SELECT id FROM actor WHERE uri = 'https://a.test/ap/station'"))};
    }
    core::snowflake pact(std::string const& host, std::string const& name = {}, bool shown = true)
    {
        auto const theirs = home.remote_actor("https://" + host + "/ap/station");
        home.base.commit([&](db::transaction& tx) {
            tx.exec_params("UPDATE actor SET kind = 'Application', name = $2 WHERE id = $1", theirs.id.value,
                           name);
            tx.exec_params("INSERT INTO pact (host, station_id, shown) VALUES ($1, $2, $3)", host,
                           theirs.id.value, shown);
        });
        home.follow(ours, theirs.id);
        home.follow(theirs.id, ours);
        return theirs.id;
    }
    std::string front(std::string const& language = "en")
    {
        auto const page = get("/", {{"Accept-Language", language}});
        CHECK(page.status == 200);
        return page.body;
    }
    void run(std::string const& sql)
    {
        home.base.commit([&](db::transaction& tx) { tx.exec(sql); });
    }

    core::snowflake ours;
};

bool has(std::string const& page, std::string const& part)
{
    return page.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("the front page names the instances with which pacts hold", "[server][pages][pacts]")
{
    partner p;
    CHECK_FALSE(has(p.front(), "Works together with"));
    p.pact("c.test", "Cafe <i>");
    p.pact("b.test", "b.test");
    auto const page = p.front();
    CHECK(has(page, "Works together with"));
    CHECK(has(page, "<a href=\"https://b.test/\">b.test</a></li>"));
    CHECK(
        has(page, "<a href=\"https://c.test/\">c.test</a> <span class=\"quiet\">Cafe &lt;i&gt;</span></li>"));
    CHECK(page.find("https://b.test/") < page.find("https://c.test/"));
    CHECK(has(p.front("de"), "Arbeitet zusammen mit"));
}

TEST_CASE("what does not hold, is not to be shown, or is kept away is not on the front page",
          "[server][pages][pacts]")
{
    partner p;
    p.pact("hidden.test", "", false);
    auto const theirs = p.pact("b.test");
    CHECK(has(p.front(), "b.test"));
    CHECK_FALSE(has(p.front(), "hidden.test"));
    auto const how = GENERATE(as<std::string>{}, "UPDATE pact SET ended_at = now()", "DELETE FROM follow",
                              "UPDATE follow SET state = 'requested'", "UPDATE pact SET shown = false",
                              "INSERT INTO domain_block (domain, severity) VALUES ('b.test', 'silence')",
                              "UPDATE actor SET state = 'suspended' WHERE NOT local");
    CAPTURE(how, theirs.text());
    p.run(how);
    CHECK_FALSE(has(p.front(), "b.test"));
    CHECK_FALSE(has(p.front(), "Works together with"));
}
