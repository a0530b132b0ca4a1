// SPDX-License-Identifier: AGPL-3.0-or-later
// An opening that changed so that others may find it is new to them.
#include "market.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using namespace std::chrono_literals;

namespace {

struct changing : market {
    void edit(person const& who, std::string const& path, std::string const& body)
    {
        auto const done = ask(http::method::patch, path, who.token, body);
        INFO(done.body);
        REQUIRE(done.status == 200);
    }
    void another_day() { run("UPDATE notification SET once = once || ':past' WHERE once LIKE 'match:%'"); }
    int mailed(std::string const& id)
    {
        auto const all = mail();
        int n = 0;
        for (auto at = all.find("/" + id); at != std::string::npos; at = all.find("/" + id, at + 1))
            ++n;
        return n;
    }
};

} // namespace

TEST_CASE("an edit tells whom the opening fits only now, and nobody a second time",
          "[server][station][matches]")
{
    changing m;
    m.openness(m.bo, R"(,"languages":["de"])");
    auto const call = m.call(m.alice, R"(,"languages":["en"])");
    m.edit(m.alice, "/calls/" + call, R"({"title":"Who reads all of it?"})");
    CHECK(m.told(m.bo).empty());
    m.edit(m.alice, "/calls/" + call, R"({"languages":["en","de"]})");
    CHECK(m.told(m.bo) == lines{"call_matches " + call});
    m.another_day();
    m.edit(m.alice, "/calls/" + call, R"({"languages":["de"]})");
    CHECK(m.told(m.bo).size() == 1);
}

TEST_CASE("a kept search finds what an edit made fit, and what is edited every day once a week",
          "[server][station]")
{
    changing m;
    auto const own = m.openness(m.bo);
    auto const kept = m.ask(http::method::post, "/saved_searches", m.alice.token,
                            R"({"name":"Paid","query":{"terms":["paid"],"q":"code review"}})");
    REQUIRE(kept.status == 201);
    auto const now = core::now();
    m.digests(now + 25h);
    CHECK(m.mailed(own) == 0);
    m.edit(m.bo, "/openings/" + own, R"({"terms":["paid"]})");
    m.digests(now + 49h);
    CHECK(m.mailed(own) == 1);
    for (auto const* const terms : {R"(["paid","credit"])", R"(["paid"])"}) {
        m.edit(m.bo, "/openings/" + own, R"({"terms":)" + std::string(terms) + "}");
        m.digests(now + 73h);
    }
    m.digests(now + 97h);
    CHECK(m.mailed(own) == 1);
    m.digests(now + 24h * 9);
    CHECK(m.mailed(own) == 2);
    m.digests(now + 24h * 20);
    CHECK(m.mailed(own) == 2);
}

TEST_CASE("the mail of a day says when there is more than it shows, in the member's language",
          "[server][station]")
{
    changing m;
    auto const [locale, words] = GENERATE(
        table<std::string, std::string>({{"en", "and more: search"}, {"de", "und weitere: Die Suche"}}));
    auto const openings = GENERATE(10, 11);
    m.run("UPDATE member SET locale = '" + locale + "' WHERE actor_id = " + m.id_of(m.alice));
    REQUIRE(
        m.ask(http::method::post, "/saved_searches", m.alice.token, R"({"name":"All","query":{}})").status ==
        201);
    for (int i = 0; i < openings; ++i)
        m.open(m.bo.actor);
    m.digests(core::now() + 25h);
    auto const mail = m.mail();
    CHECK(std::ranges::count(mail, '@') >= 10);
    CHECK((mail.find(words) != std::string::npos) == (openings > 10));
}

TEST_CASE(
    "the mail of a day tells a scout of the other half of the organisation's swap, however many are closed",
    "[server][station]")
{
    changing m;
    auto const firm = m.member("firm");
    m.run("UPDATE actor SET kind = 'Organization' WHERE username = 'firm'");
    m.run("INSERT INTO organisation (actor_id, domain, token, state) VALUES (" + m.id_of(firm) +
          ", 'x.org', 't', 'verified')");
    m.run("INSERT INTO organisation_role (organisation_id, member_id, role) VALUES (" + m.id_of(firm) + ", " +
          m.id_of(m.alice) + ", 'scout')");
    auto const swap = [](std::string const& gives, std::string const& wants) {
        return [=](domain::opening& o) {
            o.seats[0].kind = gives;
            o.in_exchange = wants;
            o.terms = {domain::term::swap};
        };
    };
    m.run("DELETE FROM member WHERE actor_id = " + m.id_of(firm));
    m.open(firm.actor, swap("design", "code-review"));
    m.base.commit([&](db::transaction& tx) {
        for (int i = 0; i < 110; ++i)
            opening(tx, m.alice.actor, [](auto& o) { o.closed_at = core::now(); });
        tx.exec("UPDATE opening SET closed_at = now() WHERE actor_id = " + m.id_of(m.alice));
    });
    auto const half = m.open(m.bo.actor, swap("code-review", "design"));
    m.digests(core::now() + 25h);
    CHECK(m.mailed(half.id.text()) == 1);
}
