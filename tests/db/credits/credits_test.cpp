// SPDX-License-Identifier: AGPL-3.0-or-later
#include "credited.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using domain::credit_state;

namespace {

bool is_confirmed(db::transaction& tx, domain::highlight const& h)
{
    auto const stored = db::find_any_highlight(tx, h.uri).value();
    REQUIRE(stored);
    REQUIRE(stored->collaborators.size() == 1);
    return stored->collaborators.front().confirmed_at.has_value();
}

} // namespace

TEST_CASE("What a highlight shows follows its credits, whichever is written first", "[db][credit]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice");
        auto const bo = add_remote_actor(tx, "https://b.test/u/bo");
        auto const h = with(tx, alice, bo);
        CHECK_FALSE(is_confirmed(tx, h));
        auto c = credit(tx, h, bo, credit_state::requested);
        CHECK_FALSE(is_confirmed(tx, h));
        c.state = credit_state::confirmed;
        c.uri = "https://b.test/ap/credits/1";
        c.role = "Design";
        c.evidence = domain::evidence::authorization;
        c.answered_at = core::now();
        c = db::upsert_credit(tx, c).value();
        CHECK(is_confirmed(tx, h));
        auto const shown = db::find_any_highlight(tx, h.uri).value()->collaborators.front();
        CHECK(shown.authorization == "https://b.test/ap/credits/1");
        CHECK(shown.actor_uri == bo.uri);
        CHECK(shown.role == "Design");

        REQUIRE(db::update_highlight(tx, h)); // The list is written again
        CHECK(is_confirmed(tx, h));
        c.state = credit_state::revoked;
        REQUIRE(db::upsert_credit(tx, c));
        CHECK_FALSE(is_confirmed(tx, h));
        c.state = credit_state::confirmed;
        REQUIRE(db::upsert_credit(tx, c));
        CHECK(is_confirmed(tx, h));
        REQUIRE(db::delete_credit(tx, c.id));
        CHECK_FALSE(is_confirmed(tx, h));
    });
}

TEST_CASE("A credit by another author confirms nothing", "[db][credit]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice");
        auto const bo = add_remote_actor(tx, "https://b.test/u/bo");
        auto const cy = add_remote_actor(tx, "https://c.test/u/cy");
        auto const h = with(tx, alice, bo);
        auto c = credit(tx, h, bo);
        REQUIRE(db::delete_credit(tx, c.id));
        c.author_id = cy.id;
        REQUIRE(db::upsert_credit(tx, c));
        CHECK_FALSE(is_confirmed(tx, h));
    });
}

TEST_CASE("Boxes hold what a member is asked, gave and sought", "[db][credit]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        auto const one = credit(tx, with(tx, alice, bo), bo, credit_state::requested);
        auto const two = credit(tx, with(tx, alice, bo), bo);
        auto const three = credit(tx, with(tx, bo, alice), alice, credit_state::declined);
        auto const ids = [&](domain::actor const& who, db::credit_box box) {
            std::vector<core::snowflake> out;
            for (auto const& each : db::credits_in(tx, who.id, box, {}, 10).value())
                out.push_back(each.id);
            return out;
        };
        using list = std::vector<core::snowflake>;
        CHECK(ids(bo, db::credit_box::asked) == list{one.id});
        CHECK(ids(bo, db::credit_box::given) == list{two.id});
        CHECK(ids(bo, db::credit_box::sought) == list{three.id});
        CHECK(ids(alice, db::credit_box::sought) == list{two.id, one.id});
        CHECK(db::credits_in(tx, alice.id, db::credit_box::sought, two.id, 10)->size() == 1);
        CHECK(db::count_open_between(tx, alice.id, bo.id).value() == 1);
        CHECK(db::confirmed_credits_of(tx, alice.id)->size() == 1);
        CHECK(db::find_credit_by_uri(tx, *one.request_uri).value()->id == one.id);
    });
}

TEST_CASE("People are one credit apart, or two over somebody else", "[db][credit]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo"), cy = add_member(tx, "cy");
        auto const dee = add_member(tx, "dee");
        credit(tx, with(tx, alice, bo), bo);
        credit(tx, with(tx, cy, bo), bo);
        credit(tx, with(tx, cy, dee), dee, credit_state::requested);
        CHECK(db::credit_distance(tx, alice.id, bo.id).value() == 1);
        CHECK(db::credit_distance(tx, bo.id, alice.id).value() == 1);
        CHECK(db::credit_distance(tx, alice.id, cy.id).value() == 2);
        CHECK_FALSE(db::credit_distance(tx, cy.id, dee.id).value());
        CHECK(db::common_collaborators(tx, alice.id, cy.id).value() == std::vector<core::snowflake>{bo.id});
        CHECK(db::common_collaborators(tx, alice.id, dee.id)->empty());
    });
}

TEST_CASE("A badge is claimed, then shown, then confirmed, in words", "[db][credit][badge]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        auto const rust = badge(tx, "rust");
        CHECK(db::backing_of_badges(tx, alice.id)->empty());
        auto const h = with(tx, alice, bo, {rust});
        CHECK(db::backing_of_badges(tx, alice.id).value().at(rust.id) == db::backing::shown);
        CHECK(db::backing_of_badges(tx, bo.id)->empty());
        credit(tx, h, bo);
        CHECK(db::backing_of_badges(tx, alice.id).value().at(rust.id) == db::backing::confirmed);
        CHECK(db::backing_of_badges(tx, bo.id).value().at(rust.id) == db::backing::confirmed);
        CHECK(to_string(db::backing::confirmed) == "confirmed");
    });
}

TEST_CASE("What is due is given once, and again after its time", "[db][credit]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const bo = add_remote_actor(tx, "https://b.test/u/bo");
        auto const alice = add_member(tx, "alice");
        auto c = credit(tx, with(tx, alice, bo), bo);
        auto const now = core::now();
        CHECK(db::take_due_credits(tx, now, now + std::chrono::hours(1), 5)->empty());
        c.uri = "https://b.test/ap/credits/1";
        c.check_at = now;
        REQUIRE(db::upsert_credit(tx, c));
        CHECK(db::take_due_credits(tx, now, now + std::chrono::hours(1), 5)->size() == 1);
        CHECK(db::take_due_credits(tx, now, now + std::chrono::hours(1), 5)->empty());
        CHECK(db::take_due_credits(tx, now + std::chrono::hours(1), now + std::chrono::hours(2), 5)->size() ==
              1);
    });
}

TEST_CASE("On a highlight of others stands who is listed, and nobody else", "[db][credit]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const bo = add_remote_actor(tx, "https://b.test/u/bo");
        auto const cy = add_remote_actor(tx, "https://c.test/u/Cy");
        auto const dee = add_remote_actor(tx, "https://d.test/u/dee");
        auto const h = highlight(tx, bo);
        credit(tx, h, cy);
        credit(tx, h, dee);
        REQUIRE(db::name_collaborators(tx, h, {cy.id}));
        CHECK(is_confirmed(tx, h));
        REQUIRE(db::name_collaborators(tx, h, {}));
        CHECK(db::find_any_highlight(tx, h.uri).value()->collaborators.empty());
    });
}

TEST_CASE("With a highlight go its credits, but for what a member here confirmed or was confirmed",
          "[db][credit]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice");
        auto const bo = add_remote_actor(tx, "https://b.test/u/bo");
        auto const cy = add_remote_actor(tx, "https://c.test/u/cy");
        auto const left = [&](domain::actor const& author, domain::actor const& collaborator,
                              credit_state state) {
            auto const h = with(tx, author, collaborator);
            auto c = credit(tx, h, collaborator, state);
            c.check_at = core::now();
            REQUIRE(db::upsert_credit(tx, c));
            REQUIRE(db::delete_highlight(tx, h, core::now()));
            auto const found = db::lock_credits_on(tx, h.uri).value();
            CHECK((found.empty() || !found.front().check_at));
            return found.size();
        };
        CHECK(left(alice, bo, credit_state::confirmed) == 1);
        CHECK(left(bo, alice, credit_state::confirmed) == 1);
        CHECK(left(bo, cy, credit_state::confirmed) == 0);
        for (auto const state : {credit_state::requested, credit_state::declined, credit_state::revoked})
            CHECK(left(bo, alice, state) == 0);
    });
}
