// SPDX-License-Identifier: AGPL-3.0-or-later
// What a collaborator's page and list hold of others' highlights.
#include "credited.hpp"
#include "db/public_highlights.hpp"
#include "support/purge.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using domain::credit_state;

namespace {

using ids = std::vector<core::snowflake>;

ids ids_of(std::vector<domain::highlight> const& highlights)
{
    ids out;
    for (auto const& h : highlights)
        out.push_back(h.id);
    return out;
}

ids on_page(db::transaction& tx, domain::actor const& whose)
{
    return ids_of(db::public_timeline(tx, whose.id, {}, 20).value());
}

ids in_list(db::transaction& tx, domain::actor const& whose, db::viewer who = {})
{
    return ids_of(db::highlights_of_person(tx, whose.id, who, {}).value());
}

} // namespace

TEST_CASE("A collaborator's page and list show a highlight while their credit stands", "[db][credit]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const bo = add_member(tx, "bo");
        auto const author =
            GENERATE(true, false) ? add_member(tx, "alice") : add_remote_actor(tx, "https://b.test/u/al");
        auto const h = with(tx, author, bo);
        auto c = credit(tx, h, bo, credit_state::requested);
        for (auto const state : {credit_state::requested, credit_state::confirmed, credit_state::revoked,
                                 credit_state::confirmed, credit_state::declined}) {
            c.state = state;
            REQUIRE(db::upsert_credit(tx, c));
            CHECK(on_page(tx, bo) == (state == credit_state::confirmed ? ids{h.id} : ids{}));
            CHECK(in_list(tx, bo) == (state == credit_state::confirmed ? ids{h.id} : ids{}));
        }
        CHECK(in_list(tx, author) == ids{h.id});
        CHECK(db::highlights_of_actor(tx, bo.id, {}, {})->empty()); // The outbox holds what they wrote
    });
}

TEST_CASE("A highlight of an author elsewhere stays for its collaborator here, and goes with the credit",
          "[db][credit][purge]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const author = add_remote_actor(tx, "https://b.test/u/al");
        auto const bo = add_member(tx, "bo");
        auto const h = highlight(tx, author); // Whose author did not tell this server whom it lists
        auto const c = credit(tx, h, bo);
        tx.exec("UPDATE highlight SET fetched_at = now() - interval '91 days'");
        CHECK(tests::purge(tx) == 0);
        CHECK(on_page(tx, bo) == ids{h.id});
        REQUIRE(db::delete_credit(tx, c.id)); // The author took the question back
        CHECK(on_page(tx, bo).empty());
        CHECK(tests::purge(tx) >= 1);
    });
}

TEST_CASE("A collaborator's page and list are paged through own and shared highlights alike", "[db][credit]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        ids all;
        for (int i = 0; i < 3; ++i) {
            all.insert(all.begin(), highlight(tx, bo).id);
            auto const shared = with(tx, alice, bo);
            credit(tx, shared, bo);
            all.insert(all.begin(), shared.id);
        }
        for (std::size_t i = 0; i + 1 < all.size(); ++i) {
            CHECK(ids_of(db::public_timeline(tx, bo.id, all[i], 1).value()) == ids{all[i + 1]});
            CHECK(ids_of(db::highlights_of_person(tx, bo.id, {}, {all[i], 1}).value()) == ids{all[i + 1]});
        }
        auto const foreign = highlight(tx, alice);
        CHECK(db::public_timeline(tx, bo.id, foreign.id, 20)->empty());
    });
}

TEST_CASE("A credit shows a highlight to nobody who may not see it", "[db][credit][T-66]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo"), eve = add_member(tx, "eve");
        auto const fan = add_member(tx, "fan");
        follows(tx, fan, alice.id);
        auto const h = with(tx, alice, bo);
        credit(tx, h, bo);
        SECTION("for followers of its author")
        {
            tx.exec_params("UPDATE highlight SET visibility = 'followers' WHERE id = $1", h.id.value);
            CHECK(in_list(tx, bo, fan.id) == ids{h.id});
            CHECK(in_list(tx, bo, eve.id).empty());
            CHECK(on_page(tx, bo).empty());
        }
        SECTION("blocked by its author, or by who is asked for")
        {
            blocks(tx, GENERATE(true, false) ? alice : bo, eve);
            CHECK(in_list(tx, bo, eve.id).empty());
            CHECK(in_list(tx, bo, fan.id) == ids{h.id});
        }
        SECTION("by somebody silenced")
        {
            set_state(tx, alice, domain::actor_state::silenced);
            CHECK(in_list(tx, bo, eve.id).empty());
            CHECK(in_list(tx, alice, eve.id) == ids{h.id});
            CHECK(on_page(tx, bo).empty());
        }
        SECTION("of or with somebody suspended")
        {
            set_state(tx, GENERATE(true, false) ? alice : bo, domain::actor_state::suspended);
            CHECK(in_list(tx, bo, fan.id).empty());
            CHECK(on_page(tx, bo).empty());
        }
    });
}
