// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/collaboration_kind.hpp"
#include "station.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using domain::term;

namespace {

struct scene {
    domain::actor viewer;
    std::map<std::string, core::snowflake> openings;

    found_ids named(std::string const& names) const
    {
        found_ids out;
        for (auto const& [name, id] : openings)
            if (names.find(name) != std::string::npos)
                out.insert(id);
        return out;
    }
};

// b: badges and words; g: German, paid, elsewhere; p: a place; c: a call of two seats.
scene make(db::transaction& tx)
{
    scene s;
    s.viewer = add_member(tx, "viewer");
    auto const alice = add_member(tx, "alice"),
               elsewhere = add_remote_actor(tx, "https://b.test/u/bernadette");
    auto const rust = badge(tx, "rust"), go = badge(tx, "go");
    s.openings["b"] = opening(tx, alice, [&](auto& o) {
                          o.seats[0].badges = {rust, go};
                          o.plain = "Reviewing distributed systems";
                          o.published = core::now() - std::chrono::days(10);
                      }).id;
    s.openings["g"] = opening(tx, elsewhere, [&](auto& o) {
                          o.seats[0].kind = "mentoring";
                          o.seats[0].badges = {rust};
                          o.terms = {term::paid, term::expenses};
                          o.direction = domain::direction::looking;
                          o.language = "de-AT";
                          o.plain = "Gespräche über verteilte Häuser";
                      }).id;
    s.openings["p"] = opening(tx, alice, [&](auto& o) {
                          o.seats[0].kind = "speaking";
                          o.at_distance = false;
                          o.where = domain::location{"Zürich", 47.37, 8.54, 20};
                          o.languages = {"fr", "en-GB"};
                          o.language = "de";
                          o.ends_at = core::now() + std::chrono::days(2);
                      }).id;
    s.openings["c"] =
        opening(tx, elsewhere, [&](auto& o) {
            o.form = domain::opening_form::call;
            o.title = "Wanted: gardeners";
            o.direction = domain::direction::looking;
            o.seats.push_back({.position = 1, .uri = o.uri + "#seat-1", .kind = "design", .badges = {go}});
        }).id;
    return s;
}

} // namespace

TEST_CASE("each filter finds what fits and nothing else", "[db][station]")
{
    struct row {
        domain::named_texts query;
        std::string finds;
    };
    static auto const soon = core::to_rfc3339(core::now() + std::chrono::days(3)),
                      lately = core::to_rfc3339(core::now() - std::chrono::days(1));
    std::vector<row> const rows{
        {{}, "bgp"},
        {{{"tab", "calls"}}, "c"},
        {{{"kind", "mentoring"}}, "g"},
        {{{"kind", "mentoring,speaking"}}, "gp"},
        {{{"tab", "calls"}, {"kind", "design"}}, "c"},
        {{{"direction", "looking"}}, "g"},
        {{{"badges", "rust,go"}}, "b"},
        {{{"badges", "rust,go"}, {"match", "any"}}, "bg"},
        {{{"badges", "haskell"}}, ""},
        {{{"terms", "paid,swap"}}, "g"},
        {{{"language", "de"}}, "g"},
        {{{"language", "en"}}, "p"},
        {{{"remote", "true"}}, "bg"},
        {{{"near", "47.5,8.7"}, {"within", "5"}}, "p"},
        {{{"near", "48.2,16.4"}, {"within", "50"}}, ""},
        {{{"near", "48.2,16.4"}, {"within", "50"}, {"remote", "true"}}, "bg"},
        {{{"since", lately}}, "gp"},
        {{{"ends_before", soon}}, "p"},
        {{{"instance", "B.test"}}, "g"},
        {{{"q", "review system"}}, "b"},
        {{{"q", "Haus"}}, "g"},
        {{{"q", "Gespräch"}}, "g"},
        {{{"tab", "calls"}, {"q", "gardener"}}, "c"},
        {{{"q", "Zürich"}}, "p"},
        {{{"q", "Veranstaltung"}}, "p"}, // The kind's German name
        {{{"q", "Rust mentoring"}}, "g"},
        {{{"q", "bernadete"}}, "g"}, // Nearly her name
        {{{"q", "-\"' :* | & !"}}, ""},
    };
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const s = make(tx);
        tx.exec("UPDATE actor SET name = 'Bernadette Ortega' WHERE username = 'bernadette'");
        for (auto const& r : rows) {
            std::string asked;
            for (auto const& [name, value] : r.query)
                asked += name + "=" + value + " ";
            CAPTURE(asked);
            CHECK(found(tx, s.viewer.id, r.query) == s.named(r.finds));
        }
    });
}

TEST_CASE("swaps are found as complementary pairs, from both sides", "[db][station]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        auto const swap = [&](domain::actor const& owner, std::string const& kind, std::string const& wants,
                              domain::direction towards = domain::direction::offering) {
            return opening(tx, owner, [&](auto& o) {
                o.seats[0].kind = kind;
                o.in_exchange = wants;
                o.terms = {term::swap};
                o.direction = towards;
            });
        };
        auto const hers = swap(alice, "design-critique", "code-review");
        auto const fits = swap(bo, "code-review", "design-critique");
        auto const fits_too = swap(bo, "design-critique", "code-review", domain::direction::looking);
        swap(bo, "code-review", "mentoring");
        swap(bo, "design-critique", "code-review");
        swap(alice, "code-review", "design-critique");
        auto const complements = [&](domain::opening const& o, domain::actor const& who) {
            return found(tx, who.id, db::station_search{{}, std::nullopt, o});
        };
        CHECK(complements(hers, alice) == found_ids{fits.id, fits_too.id});
        CHECK(complements(fits, bo).contains(hers.id));
        CHECK(complements(fits_too, bo).contains(hers.id));
    });
}

TEST_CASE("the database finds every kind by the names that the vocabulary gives it", "[db][station]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        std::map<std::string, std::string> stored;
        for (auto const& row : tx.exec("SELECT kind, words FROM kind_words"))
            stored.emplace(row[0].c_str(), row[1].c_str());
        CHECK(stored.size() == domain::collaboration_kinds().size());
        for (auto const& each : domain::collaboration_kinds()) {
            std::string words;
            for (auto const name : {each.offering.en, each.offering.de, each.looking.en, each.looking.de})
                words += (words.empty() ? "" : " ") + std::string(name);
            CHECK(stored[std::string(each.id)] == words);
        }
    });
}

TEST_CASE("badges are counted once a day", "[db][station]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice");
        auto const now = core::now();
        auto const with = [&](std::vector<domain::badge> badges) {
            opening(tx, alice, [&](auto& o) { o.seats[0].badges = badges; });
        };
        for (int i = 0; i < 20; ++i)
            with({badge(tx, "rust")});
        with({badge(tx, "rust"), badge(tx, "go")});
        REQUIRE(db::count_badges(tx, now));
        with({badge(tx, "go")});
        REQUIRE(db::count_badges(tx, now)); // Changes nothing on the same day
        auto const day = db::find_station_viewer(tx, alice.id)->rarity_day;
        auto const weights = db::weigh_badges(tx, day, {"rust", "go", "unheard-of"}).value();
        CHECK(weights.at("rust") == 1);
        CHECK(weights.at("go") == 4);
        CHECK(weights.at("unheard-of") == 5);
        REQUIRE(db::count_badges(tx, now + std::chrono::days(1)));
        CHECK(tx.exec("SELECT DISTINCT day FROM badge_rarity").size() == 2);
        REQUIRE(db::count_badges(tx, now + std::chrono::days(40)));
        CHECK(tx.exec("SELECT FROM station_entry").empty()); // All over
    });
}
