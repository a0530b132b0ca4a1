// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/domain_blocks.hpp"
#include "world.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using domain::visibility;

namespace {

bool sees(db::transaction& tx, db::viewer who, domain::highlight const& h)
{
    auto const by_id = db::find_highlight(tx, h.id, who).value().has_value();
    CHECK(db::find_highlight_by_uri(tx, h.uri, who).value().has_value() == by_id);
    CHECK(db::find_highlights(tx, {h.id}, who)->size() == (by_id ? 1 : 0));
    CHECK(db::highlights_of_actor(tx, h.actor_id, who, {})->size() == (by_id ? 1 : 0));
    return by_id;
}

} // namespace

TEST_CASE("each visibility is seen by exactly those whom it names", "[db][visibility]")
{
    struct row {
        visibility seen_by;
        bool anybody, stranger, requested, follower, named;
    };
    auto const r = GENERATE(values<row>({
        {visibility::public_, true, true, true, true, true},
        {visibility::followers, false, false, false, true, false},
        {visibility::named, false, false, false, false, true},
    }));
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), stranger = add_member(tx, "stranger");
        auto const waiting = add_remote_actor(tx, "https://b.test/u/waiting");
        auto const follower = add_remote_actor(tx, "https://b.test/u/bo"),
                   named = add_remote_actor(tx, "https://c.test/u/cy");
        follows(tx, waiting, alice.id, db::follow_state::requested);
        follows(tx, follower, alice.id);
        auto const h =
            highlight(tx, alice, r.seen_by, {},
                      r.seen_by == visibility::named ? std::vector{named.uri} : std::vector<std::string>{});
        CAPTURE(std::string(domain::to_string(r.seen_by)));
        CHECK(sees(tx, alice.id, h));
        CHECK(sees(tx, {}, h) == r.anybody);
        CHECK(sees(tx, stranger.id, h) == r.stranger);
        CHECK(sees(tx, waiting.id, h) == r.requested);
        CHECK(sees(tx, follower.id, h) == r.follower);
        CHECK(sees(tx, named.id, h) == r.named);
    });
}

TEST_CASE("those whom the author blocked see nothing, others go on seeing", "[db][visibility]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo"), cy = add_member(tx, "cy");
        follows(tx, bo, alice.id);
        blocks(tx, alice, bo);
        auto const open = highlight(tx, alice);
        CHECK(!sees(tx, bo.id, open));
        CHECK(sees(tx, cy.id, open));
        CHECK(sees(tx, {}, open));
    });
}

TEST_CASE("nobody sees what a suspended or vanished author wrote, not even the author", "[db][visibility]")
{
    auto const state = GENERATE(domain::actor_state::suspended, domain::actor_state::gone);
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        follows(tx, bo, alice.id);
        auto const h = highlight(tx, alice);
        set_state(tx, alice, state);
        CHECK(!sees(tx, {}, h));
        CHECK(!sees(tx, bo.id, h));
        CHECK(!sees(tx, alice.id, h));
    });
}

TEST_CASE("silenced authors from elsewhere are seen by their followers alone", "[db][visibility]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const bo = add_remote_actor(tx, "https://b.test/u/bo");
        auto const alice = add_member(tx, "alice"), cy = add_member(tx, "cy");
        follows(tx, alice, bo.id);
        auto const h = highlight(tx, bo, visibility::public_, {badge(tx, "rust")});
        SECTION("themselves")
        {
            set_state(tx, bo, domain::actor_state::silenced);
        }
        SECTION("by their domain")
        {
            REQUIRE(db::set_domain_block(tx, {"b.test", db::block_severity::silence, ""}));
        }
        SECTION("by a domain above theirs")
        {
            REQUIRE(db::set_domain_block(tx, {"test", db::block_severity::silence, ""}));
        }
        CHECK(sees(tx, alice.id, h));
        CHECK(!sees(tx, cy.id, h));
        CHECK(!sees(tx, {}, h));
        CHECK(db::highlights_with_badge(tx, badge(tx, "rust").id, alice.id, {})->empty());
    });
}

TEST_CASE("the most specific domain rule decides", "[db][visibility]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const bo = add_remote_actor(tx, "https://good.b.test/u/bo"),
                   evil = add_remote_actor(tx, "https://b.test/u/evil");
        REQUIRE(db::set_domain_block(tx, {"b.test", db::block_severity::suspend, ""}));
        REQUIRE(db::set_domain_block(tx, {"good.b.test", db::block_severity::allow, ""}));
        CHECK(sees(tx, {}, highlight(tx, bo)));
        CHECK(!sees(tx, {}, highlight(tx, evil)));
    });
}
