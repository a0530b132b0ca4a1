// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/admission.hpp"
#include "app/ways_in/revoke_invitation.hpp"
#include "arrivals.hpp"
#include "db/actors.hpp"
#include "db/invitations.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

using namespace federwerk;
using namespace std::chrono_literals;

// Nobody makes an admission of their own, and nobody uses one twice.
static_assert(!std::is_default_constructible_v<app::admission>);
static_assert(!std::is_copy_constructible_v<app::admission>);
static_assert(!std::is_constructible_v<app::admission, db::admission_row>);
static_assert(!std::is_constructible_v<app::admission, db::admission_row, std::optional<std::string>>);

TEST_CASE("an invitation makes an account with an actor, a member and a row of the tree", "[app][account]")
{
    tests::test_database base;
    tests::arrivals here;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = tests::add_member(tx, "alice", "gatekeeper");
        auto const invited =
            app::invite(tx, here.secrets, {}, {alice.id, {.note = "for Bo"}}, here.now).value();
        auto const bo = here.come_in(tx, invited.code, "bo");
        REQUIRE(bo);
        auto const stored = db::find_actor(tx, bo->id).value();
        REQUIRE(stored);
        CHECK(stored->uri == here.uris.actor(bo->id));
        CHECK(stored->local);
        CHECK(stored->handle() == "bo@a.test");
        CHECK(stored->url == "https://a.test/@bo");
        CHECK(stored->inbox == stored->uri + "/inbox");
        CHECK(stored->shared_inbox == "https://a.test/ap/inbox");
        auto const member = db::find_member(tx, bo->id).value();
        REQUIRE(member);
        CHECK(member->email == "bo@b.test");
        CHECK_FALSE(member->password_hash);
        auto const row = db::find_admission(tx, bo->id).value();
        REQUIRE(row);
        CHECK(row->kind == "invitation");
        CHECK(row->inviter_id == alice.id);
        CHECK(row->invitation_id == invited.invitation.id);
    });
}

TEST_CASE("a hundred who use an invitation for one person at once are one account", "[app][account][T-71]")
{
    tests::test_database base;
    tests::arrivals here;
    auto const code =
        base.pool()
            .run_now([&](db::transaction& tx) -> result<std::string> { return here.invitation(tx).code; })
            .value();
    std::atomic<int> in = 0, refused = 0, others = 0;
    auto& pool = base.pool();
    auto const tries = [&](int who) {
        for (int i = 0; i < 10; ++i) {
            auto const handle = "bo_" + std::to_string(who) + "_" + std::to_string(i);
            auto const made =
                pool.run_now([&](db::transaction& tx) { return here.come_in(tx, code, handle); });
            auto& counter = made ? in : made.error().code == errc::forbidden ? refused : others;
            ++counter;
        }
    };
    std::vector<std::thread> crowd;
    for (int who = 0; who < 10; ++who)
        crowd.emplace_back(tries, who);
    for (auto& t : crowd)
        t.join();
    CHECK(in == 1);
    CHECK(refused == 99);
    CHECK(others == 0);
    base.in_transaction(
        [&](db::transaction& tx) { CHECK(tx.exec1("SELECT count(*) FROM member")[0].as<int>() == 1); });
}

TEST_CASE("wrong, expired, used and revoked codes have one answer", "[app][account][T-71]")
{
    tests::test_database base;
    tests::arrivals here;
    base.in_transaction([&](db::transaction& tx) {
        auto const used = here.invitation(tx), expired = here.invitation(tx), revoked = here.invitation(tx);
        REQUIRE(here.come_in(tx, used.code, "first"));
        REQUIRE(db::revoke_invitation(tx, revoked.invitation.id, here.now).value());
        auto later = here;
        later.now += std::chrono::days(14);
        std::vector<failure> answers{
            here.come_in(tx, "wrong", "bo").error(), here.come_in(tx, used.code, "bo").error(),
            later.come_in(tx, expired.code, "bo").error(), here.come_in(tx, revoked.code, "bo").error()};
        for (auto const& a : answers) {
            CHECK(a.code == errc::forbidden);
            CHECK(a.safe == answers.front().safe);
            CHECK(a.details.size() == answers.front().details.size());
        }
    });
}

TEST_CASE("an invitation of a suspended member lets nobody in", "[app][account]")
{
    tests::test_database base;
    tests::arrivals here;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = tests::add_member(tx, "alice", "gatekeeper");
        auto const invited = app::invite(tx, here.secrets, {}, {alice.id, {}}, here.now).value();
        REQUIRE(db::update_member_state(tx, alice.id, domain::member_state::suspended).value());
        CHECK_FALSE(here.come_in(tx, invited.code, "bo"));
    });
}

TEST_CASE("an account that cannot be made leaves the invitation unused", "[app][account]")
{
    tests::test_database base;
    tests::arrivals here;
    auto& pool = base.pool();
    auto const code = pool.run_now([&](db::transaction& tx) -> result<std::string> {
                              tests::add_member(tx, "alice");
                              return here.invitation(tx).code;
                          })
                          .value();
    auto const taken = pool.run_now([&](db::transaction& tx) { return here.come_in(tx, code, "alice"); });
    REQUIRE_FALSE(taken);
    CHECK(taken.error().code == errc::conflict);
    CHECK(taken.error().details.front().field == "handle");
    CHECK(pool.run_now([&](db::transaction& tx) { return here.come_in(tx, code, "bo"); }));
}

TEST_CASE("the handle of a deleted member is never given out again", "[app][account][T-19]")
{
    tests::test_database base;
    tests::arrivals here;
    base.in_transaction([&](db::transaction& tx) {
        REQUIRE(db::retire_handle(tx, "Bo", here.now));
        auto const made = here.come_in(tx, here.invitation(tx).code, "bo");
        REQUIRE_FALSE(made);
        CHECK(made.error().safe == "This handle is taken.");
    });
}

TEST_CASE("an address has one account, whatever its case", "[app][account]")
{
    tests::test_database base;
    tests::arrivals here;
    base.in_transaction([&](db::transaction& tx) {
        auto const made = [&](std::string const& handle, std::string const& email) {
            return app::create_account(tx, here.uris, app::admit_by_operator(here.now),
                                       {.handle = handle, .email = email});
        };
        REQUIRE(made("bo", "bo@b.test"));
        auto const second = made("bo2", "BO@b.test");
        REQUIRE_FALSE(second);
        CHECK(second.error().details.front().field == "email");
    });
}

TEST_CASE("an invitation that is bound to an address lets only that address in", "[app][account]")
{
    tests::test_database base;
    tests::arrivals here;
    auto& pool = base.pool();
    auto const code = pool.run_now([&](db::transaction& tx) -> result<std::string> {
                              return here.invitation(tx, {.email = "Bo@b.test"}).code;
                          })
                          .value();
    CHECK_FALSE(pool.run_now([&](db::transaction& tx) { return here.come_in(tx, code, "eve"); }));
    CHECK(pool.run_now([&](db::transaction& tx) { return here.come_in(tx, code, "bo"); }));
}

TEST_CASE("open invitations come back when they are used, revoked or expire", "[app][invitation]")
{
    tests::test_database base;
    tests::arrivals here;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = tests::add_member(tx, "alice", "gatekeeper");
        domain::invitation_limits const limits{.open_at_once = 2};
        auto const give = [&](core::time_point when) {
            return app::invite(tx, here.secrets, limits, {alice.id, {}}, when);
        };
        auto const first = give(here.now), second = give(here.now);
        REQUIRE((first && second));
        CHECK_FALSE(give(here.now));
        REQUIRE(app::revoke_invitation(tx, alice.id, domain::member_role::gatekeeper, first->invitation.id,
                                       here.now));
        CHECK(give(here.now));
        CHECK_FALSE(give(here.now));
        CHECK(give(here.now + std::chrono::days(14)));
    });
}

TEST_CASE("somebody else's invitation is as absent as one that never was", "[app][invitation][T-66]")
{
    tests::test_database base;
    tests::arrivals here;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = tests::add_member(tx, "alice", "gatekeeper"), bo = tests::add_member(tx, "bo");
        auto const theirs = app::invite(tx, here.secrets, {}, {alice.id, {}}, here.now).value();
        auto const revoke = [&](domain::member_role role, core::snowflake id) {
            return app::revoke_invitation(tx, bo.id, role, id, here.now);
        };
        auto const other = revoke(domain::member_role::moderator, theirs.invitation.id);
        auto const absent = revoke(domain::member_role::moderator, {1});
        REQUIRE_FALSE(other);
        REQUIRE_FALSE(absent);
        CHECK(other.error().code == errc::not_found);
        CHECK(other.error().safe == absent.error().safe);
        CHECK(revoke(domain::member_role::admin, theirs.invitation.id));
        CHECK(revoke(domain::member_role::admin, theirs.invitation.id));
    });
}

TEST_CASE("the database holds no code", "[app][invitation]")
{
    tests::test_database base;
    tests::arrivals here;
    base.in_transaction([&](db::transaction& tx) {
        auto const made = here.invitation(tx);
        CHECK(made.code.size() == 43);
        auto const rows =
            tx.exec_params("SELECT 1 FROM invitation WHERE position($1::bytea IN code_hash) > 0", made.code);
        CHECK(rows.empty());
    });
}
