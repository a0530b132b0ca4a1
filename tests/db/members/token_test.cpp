// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/issue_token.hpp"
#include "db/access_tokens.hpp"
#include "db/actors.hpp"
#include "db/idempotency.hpp"
#include "db/members.hpp"
#include "support/people.hpp"
#include "support/test_database.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

TEST_CASE("a token speaks for its member until it is revoked", "[app][token]")
{
    tests::test_database base;
    auto const secrets = core::secrets::for_tests();
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = tests::add_member(tx, "alice", "moderator");
        auto const token = app::issue_token(tx, secrets, alice.id, "read  write", core::now());
        REQUIRE(token);
        CHECK(token->size() == 43);
        auto const hash = app::access_token_hash(secrets, *token);
        auto const bearer = db::find_token_bearer(tx, hash).value();
        REQUIRE(bearer);
        CHECK(bearer->actor.id == alice.id);
        CHECK(bearer->role == domain::member_role::moderator);
        CHECK(bearer->scopes == "read write");
        auto const all = db::access_tokens_of(tx, alice.id).value();
        REQUIRE(all.size() == 1);
        CHECK(db::revoke_access_token(tx, all.front().id, core::now()).value());
        CHECK_FALSE(db::revoke_access_token(tx, all.front().id, core::now()).value());
        CHECK_FALSE(db::find_token_bearer(tx, hash).value());
        CHECK(db::access_tokens_of(tx, alice.id).value().empty());
    });
}

TEST_CASE("the token of a suspended or deleted member speaks for nobody", "[app][token]")
{
    auto const state = GENERATE(domain::member_state::suspended, domain::member_state::deleted);
    tests::test_database base;
    auto const secrets = core::secrets::for_tests();
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = tests::add_member(tx, "alice");
        auto const token = app::issue_token(tx, secrets, alice.id, "read", core::now()).value();
        REQUIRE(db::update_member_state(tx, alice.id, state).value());
        CHECK_FALSE(db::find_token_bearer(tx, app::access_token_hash(secrets, token)).value());
    });
}

TEST_CASE("the token of an actor that moderation suspended speaks for nobody", "[app][token]")
{
    tests::test_database base;
    auto const secrets = core::secrets::for_tests();
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = tests::add_member(tx, "alice");
        auto const token = app::issue_token(tx, secrets, alice.id, "read", core::now()).value();
        REQUIRE(db::update_actor_state(tx, alice.id, domain::actor_state::suspended));
        CHECK_FALSE(db::find_token_bearer(tx, app::access_token_hash(secrets, token)).value());
    });
}

TEST_CASE("an answer is kept once under its key, and requests are told apart", "[db][idempotency]")
{
    tests::test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = tests::add_member(tx, "alice"), bo = tests::add_member(tx, "bo");
        auto const now = core::now();
        db::idempotency_key const key{alice.id, "k", "hash"}, other_body{alice.id, "k", "other"};
        CHECK_FALSE(db::find_idempotency_answer(tx, key).value());
        REQUIRE(db::keep_idempotency_answer(tx, key, {true, 201, "sealed"}, now));
        REQUIRE(db::keep_idempotency_answer(tx, {bo.id, "k", "hash"}, {true, 201, "sealed"}, now));
        auto const twin = db::keep_idempotency_answer(tx, key, {true, 201, "another"}, now);
        REQUIRE_FALSE(twin);
        CHECK(twin.error().code == errc::conflict);
        CHECK_FALSE(db::find_idempotency_answer(tx, other_body).value()->same_request);
        auto const done = db::find_idempotency_answer(tx, key).value();
        REQUIRE(done);
        CHECK(done->same_request);
        CHECK(done->status == 201);
        CHECK(done->sealed == "sealed");
        CHECK(db::delete_idempotency_before(tx, now + std::chrono::days(2)).value() == 2);
    });
}
