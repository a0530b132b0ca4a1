// SPDX-License-Identifier: AGPL-3.0-or-later
#include "world.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

std::vector<std::string> slugs(std::vector<domain::badge> const& badges)
{
    std::vector<std::string> out;
    for (auto const& each : badges)
        out.push_back(each.slug);
    return out;
}

domain::badge unmade(db::transaction& tx, std::string name, std::vector<std::string> aliases = {})
{
    auto made = domain::make_badge(
        {.name = std::move(name), .icon = {}, .description = {}, .hue = {}, .aliases = std::move(aliases)},
        core::now());
    REQUIRE(made);
    made->id = db::next_id(tx).value();
    auto const owner =
        add_remote_actor(tx, "https://a.test/x/" + made->slug); // Any row of actor will do here
    made->actor_id = owner.id;
    return *made;
}

} // namespace

TEST_CASE("badges are there from the start, of every kind", "[db][badges]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const row = tx.exec("SELECT count(*) AS total, count(DISTINCT kind) AS kinds FROM badge")[0];
        CHECK(row["total"].as<int>() >= 120);
        CHECK(row["kinds"].as<int>() == 9);
    });
}

TEST_CASE("a badge is found by slug and by alias", "[db][badges]")
{
    auto const name = GENERATE(as<std::string>(), "go", "golang");
    test_database base;
    base.in_transaction(
        [&](db::transaction& tx) { CHECK(db::find_badge_by_slug(tx, name).value()->slug == "go"); });
}

TEST_CASE("a search finds the best first, whatever case and accents", "[db][badges]")
{
    auto const [query, slug] = GENERATE(table<std::string, std::string>({
        {"rust", "rust"},
        {"RUST", "rust"},
        {"golang", "go"},
        {"zurich", "zurich"},
        {"ZÜRICH", "zurich"},
        {"C++", "cpp"},
        {"open sorce", "open-source"},
        {"machine", "machine-learning"},
        {"%", ""},
        {"' OR 1=1 --", ""},
    }));
    test_database base;
    base.in_transaction([&, query = query, slug = slug](db::transaction& tx) {
        auto const found = db::search_badges(tx, query, {}, 10).value();
        CAPTURE(query);
        if (slug.empty())
            CHECK(found.empty());
        else {
            REQUIRE(!found.empty());
            CHECK(found.front().slug == slug);
        }
    });
}

TEST_CASE("pages of a search and of all badges join without gap or double", "[db][badges]")
{
    auto const query = GENERATE(as<std::string>(), "", "er");
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        std::vector<std::string> joined;
        std::optional<core::snowflake> after;
        for (;;) {
            auto const page = db::search_badges(tx, query, after, 7).value();
            if (page.empty())
                break;
            for (auto const& slug : slugs(page))
                joined.push_back(slug);
            after = page.back().id;
        }
        CHECK(joined == slugs(db::search_badges(tx, query, {}, 500).value()));
        CHECK(joined.size() > 7);
    });
}

TEST_CASE("a name that leads to a badge already is taken", "[db][badges]")
{
    auto const name = GENERATE(as<std::string>(), "Rust", "rustlang", "C++");
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const refused = db::insert_badge(tx, unmade(tx, name));
        REQUIRE(!refused);
        CHECK(refused.error().code == errc::conflict);
    });
}

TEST_CASE("a new badge keeps its aliases", "[db][badges]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        REQUIRE(db::insert_badge(tx, unmade(tx, "Beekeeping", {"apiculture"})));
        CHECK(badge(tx, "apiculture").name == "Beekeeping");
        CHECK(badge(tx, "beekeeping").aliases == std::vector<std::string>{"apiculture"});
    });
}

TEST_CASE("badges are worn in the member's order, which a new list replaces", "[db][badges]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice");
        auto const rust = badge(tx, "rust").id, founder = badge(tx, "founder").id, cpp = badge(tx, "cpp").id;
        REQUIRE(db::wear(tx, alice.id, {rust, founder}));
        CHECK(slugs(db::worn_by(tx, alice.id).value()) == std::vector<std::string>{"rust", "founder"});
        REQUIRE(db::wear(tx, alice.id, {cpp, rust}));
        CHECK(slugs(db::worn_by(tx, alice.id).value()) == std::vector<std::string>{"cpp", "rust"});
        REQUIRE(db::wear(tx, alice.id, {}));
        CHECK(db::worn_by(tx, alice.id)->empty());
    });
}

TEST_CASE("hashtags find badges without hyphens too", "[db][badges]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const found = db::find_badges_by_names(tx, {"opensource", "golang", "nothing", "open-source"});
        CHECK(slugs(found.value()) == std::vector<std::string>{"open-source", "go"});
    });
}

TEST_CASE("a badge of another instance has its own name space", "[db][badges]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const actor = add_remote_actor(tx, "https://b.test/ap/badges/9", domain::actor_kind::group);
        domain::badge theirs;
        theirs.actor_id = actor.id;
        theirs.slug = "rust";
        theirs.host = "b.test";
        theirs.name = "Rust at B";
        auto const id = db::upsert_remote_badge(tx, theirs);
        REQUIRE(id);
        CHECK(db::upsert_remote_badge(tx, theirs).value() == *id);
        CHECK(badge(tx, "rust").host.empty());
        CHECK(db::find_badges_by_uri(tx, {actor.uri})->front().name == "Rust at B");
    });
}
