// SPDX-License-Identifier: AGPL-3.0-or-later
// A reason is shown for as long as it stands, not for as long as it is written down.
#include "db/multiverse.hpp"
#include "world.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using domain::visibility;

namespace {

std::vector<db::multiverse_item> items(db::transaction& tx, domain::actor const& member)
{
    return db::multiverse_of(tx, member.id, {}, 100).value().items;
}

// What an edit of the highlight does to its badges.
void set_badges(db::transaction& tx, domain::highlight& h, std::vector<domain::badge> badges)
{
    h.badges = std::move(badges);
    REQUIRE(db::update_highlight(tx, h));
    REQUIRE(db::fan_out(tx, h));
}

} // namespace

TEST_CASE("a badge that was taken off is no reason any more", "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        auto const rust = badge(tx, "rust"), founder = badge(tx, "founder");
        REQUIRE(db::wear(tx, bo.id, {rust.id, founder.id}));
        REQUIRE(db::fan_out(tx, highlight(tx, alice, visibility::public_, {rust, founder})));
        REQUIRE(db::wear(tx, bo.id, {founder.id}));
        REQUIRE(items(tx, bo).size() == 1);
        CHECK(items(tx, bo)[0].shared_badges == std::vector{founder.id});
        REQUIRE(db::wear(tx, bo.id, {}));
        CHECK(items(tx, bo).empty());
        REQUIRE(db::wear(tx, bo.id, {rust.id}));
        CHECK(items(tx, bo).size() == 1);
    });
}

TEST_CASE("a badge that its author edits away takes its readers with it", "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo"), cy = add_member(tx, "cy");
        auto const rust = adopted(tx, "rust"), founder = badge(tx, "founder");
        REQUIRE(db::wear(tx, bo.id, {rust.id}));
        follows(tx, cy, rust.actor_id);
        auto h = highlight(tx, alice, visibility::public_, {rust, founder});
        REQUIRE(db::fan_out(tx, h));
        CHECK(items(tx, bo).size() == 1);
        CHECK(items(tx, cy).size() == 1);
        set_badges(tx, h, {founder});
        CHECK(items(tx, bo).empty());
        CHECK(items(tx, cy).empty());
        set_badges(tx, h, {rust});
        CHECK(items(tx, bo).size() == 1);
        CHECK(items(tx, cy).size() == 1);
    });
}

TEST_CASE("a follow of a badge that does not stand any more is no reason", "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        auto const rust = adopted(tx, "rust");
        follows(tx, bo, rust.actor_id);
        REQUIRE(db::fan_out(tx, highlight(tx, alice, visibility::public_, {rust})));
        CHECK(items(tx, bo).size() == 1);
        tx.exec("UPDATE follow SET state = 'requested'");
        CHECK(items(tx, bo).empty());
    });
}

TEST_CASE("a badge that is put on brings its newest twenty", "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        auto const rust = badge(tx, "rust"), founder = badge(tx, "founder");
        core::snowflake newest;
        for (int i = 0; i < 25; ++i)
            newest = highlight(tx, alice, visibility::public_, {rust, founder}).id;
        highlight(tx, alice, visibility::followers, {rust});
        highlight(tx, bo, visibility::public_, {rust});
        auto const first = db::wear(tx, bo.id, {rust.id}).value();
        CHECK(first == std::vector{rust.id});
        REQUIRE(db::back_fill_worn(tx, bo.id, first));
        CHECK(items(tx, bo).size() == 20);
        CHECK(items(tx, bo).front().highlight->id == newest);
        auto const second = db::wear(tx, bo.id, {founder.id, rust.id}).value();
        CHECK(second == std::vector{founder.id});
        REQUIRE(db::back_fill_worn(tx, bo.id, second));
        REQUIRE(db::back_fill_worn(tx, bo.id, second));
        REQUIRE(items(tx, bo).size() == 20);
        CHECK(items(tx, bo).front().shared_badges.size() == 2);
    });
}

TEST_CASE("what goes while a page is read does not end the feed", "[db][multiverse]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        auto const rust = badge(tx, "rust");
        REQUIRE(db::wear(tx, bo.id, {rust.id}));
        std::vector<domain::highlight> all;
        for (int i = 0; i < 3; ++i) {
            all.push_back(highlight(tx, alice, visibility::public_, {rust}));
            REQUIRE(db::fan_out(tx, all.back()));
        }
        // There when the page is looked for (by a badge: not direct), gone when its text is read.
        tx.exec(
            "CREATE OR REPLACE FUNCTION visible_to(viewer bigint, highlight_id bigint, author_id bigint, "
            "visibility text, direct boolean) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT NOT direct OR "
            "$2 <> " +
            all[1].id.text() + " $$");
        auto const first = db::multiverse_of(tx, bo.id, {}, 2).value();
        CHECK(first.items.size() == 1);
        CHECK(first.more);
        CHECK(first.last == all[1].id);
        auto const second = db::multiverse_of(tx, bo.id, first.last, 2).value();
        REQUIRE(second.items.size() == 1);
        CHECK(second.items.front().highlight->id == all[0].id);
        CHECK_FALSE(second.more);
    });
}
