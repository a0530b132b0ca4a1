// SPDX-License-Identifier: AGPL-3.0-or-later
// Who hears of an opening as it comes in.
#include "market.hpp"

#include <functional>

using namespace federwerk;
using namespace federwerk::tests;
using namespace std::chrono_literals;

namespace {

struct hindrance {
    std::string name;
    std::function<void(market&)> make;
};

} // namespace

TEST_CASE("a new call tells those who are open to it, a new openness those whose call it fits",
          "[server][station][matches]")
{
    market m;
    auto const cy = m.member("cy"), calm = m.member("calm");
    auto const own = m.openness(m.bo);
    auto const call = m.call(m.alice);
    CHECK(m.told(m.bo) == lines{"call_matches " + call});
    CHECK(m.text("SELECT subject_uri FROM notification") == "https://a.test/ap/openings/" + own);
    CHECK(m.told(m.alice).empty());
    auto const fresh = m.openness(cy);
    CHECK(m.told(m.alice) == lines{"openness_matches " + fresh});
    CHECK(m.told(m.bo).size() == 1);
    CHECK(m.told(cy).empty());
    CHECK(m.told(calm).empty());
}

TEST_CASE("what does not fit is not told of", "[server][station][matches]")
{
    market m;
    auto const [own, of_call, of_seat] = GENERATE(table<std::string, std::string, std::string>({
        {R"(,"badges":["founder"])", "", R"(,"badges":["rust"])"},
        {R"(,"languages":["de"])", R"(,"languages":["en"])", ""},
        {R"(,"at_distance":false,"place":{"name":"Bern","latitude":46.9,"longitude":7.4,"radius_km":20})",
         R"(,"at_distance":false,"place":{"name":"Bremen","latitude":53.1,"longitude":8.8,"radius_km":20})",
         ""},
    }));
    CAPTURE(own, of_call, of_seat);
    m.openness(m.bo, own);
    m.openness(m.bo, "", "design");
    m.publish(m.bo, "/openings", R"({"kind":"code-review","direction":"looking","terms":["unpaid"]})");
    m.publish(m.bo, "/openings", R"({"kind":"code-review","direction":"offering","terms":["paid"]})");
    m.call(m.alice, of_call, of_seat);
    CHECK(m.told(m.bo).empty());
    m.openness(m.bo);
    m.call(m.alice, of_call, of_seat);
    CHECK(m.told(m.bo).size() == 1);
}

TEST_CASE("nobody hears of what they may not see, nor of those they left out", "[server][station][matches]")
{
    static std::vector<hindrance> const all{
        {"left out by name", [](market& m) { m.call(m.alice, R"(,"exclusions":["bo@a.test"])"); }},
        {"left out by the domain of their mail",
         [](market& m) { m.call(m.alice, R"(,"exclusions":["example.test"])"); }},
        {"two credits away only", [](market& m) { m.call(m.alice, R"(,"audience":"two_credits")"); }},
        {"verified organisations only",
         [](market& m) { m.call(m.alice, R"(,"audience":"verified_organisations")"); }},
        {"blocked by bo", [](market& m) { m.block(m.bo, m.alice), m.call(m.alice); }},
        {"blocked by alice", [](market& m) { m.block(m.alice, m.bo), m.call(m.alice); }},
        {"silenced",
         [](market& m) {
             m.run("UPDATE actor SET state = 'silenced' WHERE username = 'alice'");
             m.call(m.alice);
         }},
        {"bo is suspended",
         [](market& m) {
             m.run("UPDATE member SET state = 'suspended' WHERE actor_id = " + m.id_of(m.bo));
             m.call(m.alice);
         }},
        {"what bo is open to is closed",
         [](market& m) {
             m.run("UPDATE opening SET closed_at = now()");
             m.call(m.alice);
         }},
        {"it is full",
         [](market& m) {
             m.run("UPDATE opening SET full_until = now() + interval '1 day'");
             m.call(m.alice);
         }},
        {"it is over",
         [](market& m) {
             m.run("UPDATE opening SET published = now() - interval '2 days', ends_at = now() - interval '1 "
                   "day'");
             m.call(m.alice);
         }},
        {"bo left alice out",
         [](market& m) {
             m.run("INSERT INTO opening_exclusion (opening_id, actor_id) SELECT id, " + m.id_of(m.alice) +
                   " FROM opening");
             m.call(m.alice);
         }},
    };
    auto const index = GENERATE(range(std::size_t{0}, std::size_t{12}));
    CAPTURE(all.at(index).name);
    market m;
    m.openness(m.bo);
    all[index].make(m);
    CHECK(m.count("notification") == 0);
}

TEST_CASE("one a day: further ones wait for the digest, which says again only what is new",
          "[server][station][matches]")
{
    market m;
    m.openness(m.bo);
    auto const first = m.call(m.alice), second = m.call(m.alice);
    CHECK(m.told(m.bo) == lines{"call_matches " + first});
    auto const noon = std::chrono::floor<std::chrono::days>(core::now()) + std::chrono::days(2) + 12h;
    m.digests(noon);
    CHECK(m.told(m.bo) == lines{"call_matches " + second, "call_matches " + first});
    CHECK(m.mail().find("/" + first) != std::string::npos);
    CHECK(m.mail().find("/" + second) != std::string::npos);
    auto const third = m.call(m.alice);
    m.run("DELETE FROM notification WHERE opening_id = " + third);
    m.arrives(third, noon + 1h); // The digest was this day's
    CHECK(m.told(m.bo).size() == 2);
    m.arrives(third, noon + 24h);
    CHECK(m.told(m.bo).front() == "call_matches " + third);
    m.digests(noon + 48h); // All of it was told
    CHECK(m.told(m.bo).size() == 3);
}

TEST_CASE("who put a match away does not hear of another one on that day", "[server][station][matches]")
{
    market m;
    m.openness(m.bo);
    m.call(m.alice);
    auto const id = m.text("SELECT id FROM notification");
    CHECK(m.ask(http::method::delete_, "/notifications/" + id, m.bo.token).status == 204);
    m.call(m.alice);
    CHECK(m.told(m.bo).empty());
}

TEST_CASE("nobody is matched with themselves, nor with an organisation for which they act",
          "[server][station][matches]")
{
    market m;
    auto const firm = m.member("firm");
    m.run("UPDATE actor SET kind = 'Organization' WHERE username = 'firm'");
    m.run("INSERT INTO organisation (actor_id, domain, token, state) VALUES (" + m.id_of(firm) +
          ", 'x.org', 't', 'verified')");
    for (auto const& who : {m.alice, m.bo})
        m.run("INSERT INTO organisation_role (organisation_id, member_id, role) VALUES (" + m.id_of(firm) +
              ", " + m.id_of(who) + ", 'owner')");
    m.openness(m.alice);
    m.call(m.alice);
    CHECK(m.told(m.alice).empty());
    m.call(m.alice, R"(,"organisation":"firm@a.test")");
    CHECK(m.told(m.alice).empty());
    auto const cy = m.member("cy");
    m.run("DELETE FROM opening WHERE actor_id = " + m.id_of(m.alice));
    auto const fresh = m.openness(cy); // The firm's people hear what fits the firm's call
    CHECK(m.told(m.alice) == lines{"openness_matches " + fresh});
    CHECK(m.told(m.bo) == lines{"openness_matches " + fresh});
}

TEST_CASE("the other half of a swap is told of, whichever comes second", "[server][station][matches]")
{
    market m;
    auto const swap = [&](auto const& who, std::string const& gives, std::string const& wants,
                          std::string const& further = {}) {
        return m.publish(who, "/openings",
                         R"({"kind":")" + gives + R"(","direction":"offering","terms":["swap"],)" +
                             R"("in_exchange":")" + wants + "\"" + further + "}");
    };
    swap(m.bo, "design", "code-review", R"(,"languages":["de"])");
    swap(m.alice, "code-review", "mentoring");
    swap(m.alice, "code-review", "design", R"(,"languages":["fr"])");
    CHECK(m.told(m.bo).empty());
    auto const half = swap(m.alice, "code-review", "design", R"(,"languages":["en","de-CH"])");
    CHECK(m.told(m.bo) == lines{"openness_matches " + half});
    CHECK(m.told(m.alice).empty());
}

TEST_CASE("one opening tells a hundred at most, whatever it fits", "[server][station][matches]")
{
    market m;
    m.base.commit([](db::transaction& tx) {
        for (int i = 0; i < 120; ++i)
            opening(tx, add_member(tx, "m" + std::to_string(i)));
    });
    m.call(m.alice);
    CHECK(m.count("notification WHERE kind = 'call_matches'") == 100);
    m.call(m.alice); // The others hear of the next one
    CHECK(m.count("notification WHERE kind = 'call_matches'") == 120);
}
