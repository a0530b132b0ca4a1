// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/opening_audience.hpp"
#include "world.hpp"

#include <atomic>
#include <thread>

using namespace federwerk;
using namespace federwerk::tests;
using domain::opening_form;

namespace {

domain::opening again(db::transaction& tx, domain::opening const& o)
{
    auto found = db::find_any_opening(tx, o.uri).value();
    REQUIRE(found);
    return *found;
}

} // namespace

TEST_CASE("an openness without a capacity is never full", "[db][openings][places]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const o = opening(tx, add_member(tx, "alice"));
        for (int i = 0; i < 5; ++i)
            CHECK(db::take_place(tx, o.id, 0, core::now()));
        CHECK_FALSE(again(tx, o).full_until);
        CHECK(db::agreed_this_month(tx, o.id, core::now()).value() == 5);
        CHECK(db::take_place(tx, o.id, 1, core::now()).error().code == errc::not_found);
        CHECK(db::take_place(tx, {1}, 0, core::now()).error().code == errc::not_found);
    });
}

TEST_CASE("a used up capacity makes an openness full until the next month", "[db][openings][places]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const o = opening(tx, add_member(tx, "alice"), {{}, {}, {}, 2});
        auto const march = core::parse_rfc3339("2026-03-31T23:00:00Z").value(),
                   april = core::parse_rfc3339("2026-04-01T00:00:00Z").value();
        tx.exec("UPDATE opening SET ends_at = '2026-07-01'");
        REQUIRE(db::take_place(tx, o.id, 0, march));
        CHECK_FALSE(again(tx, o).full_until);
        REQUIRE(db::take_place(tx, o.id, 0, march));
        CHECK(again(tx, o).full_until == april);
        CHECK(db::take_place(tx, o.id, 0, march).error().code == errc::conflict);

        SECTION("a place given back is there again")
        {
            REQUIRE(db::give_place_back(tx, o.id, 0, march));
            CHECK_FALSE(again(tx, o).full_until);
            CHECK(db::take_place(tx, o.id, 0, march));
            CHECK(db::take_place(tx, o.id, 0, march).error().code == errc::conflict);
        }
        SECTION(
            "the next month begins with nothing taken, and what comes back of the last one changes nothing")
        {
            REQUIRE(db::take_place(tx, o.id, 0, april));
            REQUIRE(db::give_place_back(tx, o.id, 0, march));
            CHECK(db::agreed_this_month(tx, o.id, april).value() == 1);
            REQUIRE(db::take_place(tx, o.id, 0, april));
            CHECK(db::take_place(tx, o.id, 0, april).error().code == errc::conflict);
        }
    });
}

TEST_CASE("each seat of a call has its places, and the call is full when all are taken",
          "[db][openings][places]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const now = core::now();
        auto const o = opening(tx, add_member(tx, "alice"), {{}, {}, opening_form::call, {}, {2, 1}});
        REQUIRE(db::take_place(tx, o.id, 1, now));
        CHECK(db::take_place(tx, o.id, 1, now).error().code == errc::conflict);
        REQUIRE(db::take_place(tx, o.id, 0, now));
        CHECK_FALSE(again(tx, o).full_until);
        REQUIRE(db::take_place(tx, o.id, 0, now));
        CHECK(again(tx, o).full_until == o.ends_at);
        REQUIRE(db::give_place_back(tx, o.id, 1, now - std::chrono::days(60)));
        CHECK_FALSE(again(tx, o).full_until);
        CHECK(again(tx, o).seats[1].taken == 0);
        CHECK(db::take_place(tx, o.id, 1, now));
    });
}

TEST_CASE("who asked while it was open is agreed with after its end, but only while there are places",
          "[db][openings][places]")
{
    auto const how =
        GENERATE(as<std::string>(), "closed_at = now()", "ends_at = now() - interval '1 minute'");
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const o = opening(tx, add_member(tx, "alice"), {{}, {}, opening_form::call});
        tx.exec("UPDATE opening SET " + how);
        CHECK(db::take_place(tx, o.id, 0, core::now()));
        CHECK(db::take_place(tx, o.id, 0, core::now()).error().code == errc::conflict);
    });
}

TEST_CASE("of many who want the last place at once one gets it", "[db][openings][places]")
{
    auto const w =
        GENERATE(values<wish>({{{}, {}, opening_form::openness, 3}, {{}, {}, opening_form::call, {}, {3}}}));
    test_database base;
    domain::opening o;
    base.commit([&](db::transaction& tx) {
        o = opening(tx, add_member(tx, "alice"), w);
        REQUIRE(db::take_place(tx, o.id, 0, core::now()));
        REQUIRE(db::take_place(tx, o.id, 0, core::now()));
    });
    std::atomic<int> got = 0, refused = 0;
    {
        std::vector<std::jthread> everybody;
        for (int i = 0; i < 4; ++i)
            everybody.emplace_back([&] {
                auto const taken = base.pool().run_now(
                    [&](db::transaction& tx) { return db::take_place(tx, o.id, 0, core::now()); });
                if (taken)
                    ++got;
                else if (taken.error().code == errc::conflict)
                    ++refused;
            });
    }
    CHECK(got == 1);
    CHECK(refused == 3);
}

TEST_CASE("who comes second waits for the first, and takes the place if the first lets go",
          "[db][openings][places]")
{
    test_database base;
    domain::opening o;
    base.commit([&](db::transaction& tx) {
        o = opening(tx, add_member(tx, "alice"), {{}, {}, opening_form::call, {}, {1}});
    });
    std::atomic<bool> done = false;
    std::optional<result<bool>> second;
    std::jthread other;
    base.in_transaction([&](db::transaction& tx) { // Rolled back at its end
        REQUIRE(db::take_place(tx, o.id, 0, core::now()));
        other = std::jthread([&] {
            second = base.pool().run_now(
                [&](db::transaction& mine) { return db::take_place(mine, o.id, 0, core::now()); });
            done = true;
        });
        // The other connection waits for our lock: seen by a third one, not by the clock.
        bool waiting = false;
        while (!waiting)
            base.pool().run_now([&](db::transaction& look) -> result<> {
                waiting = look.exec1("SELECT count(*) FROM pg_locks WHERE NOT granted")[0].as<int>() > 0;
                return {};
            });
        CHECK_FALSE(done);
    });
    other.join();
    REQUIRE(second);
    CHECK(*second);
}
