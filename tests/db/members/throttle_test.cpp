// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/throttle.hpp"
#include "support/test_database.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace std::chrono_literals;

TEST_CASE("a throttle lets so many through in a window and then no more", "[db][throttle]")
{
    tests::test_database base;
    auto const now = core::now();
    base.in_transaction([&](db::transaction& tx) {
        db::throttle_rule const rule{"k", 3, 60s};
        for (int i = 0; i < 3; ++i)
            CHECK(db::take_from_throttle(tx, rule, now + std::chrono::seconds(i)).value());
        CHECK_FALSE(db::take_from_throttle(tx, rule, now + 59s).value());
        CHECK(db::take_from_throttle(tx, rule, now + 60s).value());
        CHECK(db::take_from_throttle(tx, {"other", 3, 60s}, now).value());
    });
}

TEST_CASE("one in ten minutes means ten minutes between any two", "[db][throttle][T-73]")
{
    tests::test_database base;
    auto const start = core::now();
    base.in_transaction([&](db::transaction& tx) {
        db::throttle_rule const rule{"mail", 1, 10min};
        std::optional<core::time_point> last;
        int passed = 0;
        for (auto t = start; t < start + 2h; t += 37s) {
            if (!db::take_from_throttle(tx, rule, t).value())
                continue;
            CHECK((!last || t - *last >= 10min));
            last = t;
            ++passed;
        }
        CHECK(passed >= 11);
    });
}

TEST_CASE("what is given back can be taken again", "[db][throttle]")
{
    tests::test_database base;
    auto const now = core::now();
    base.in_transaction([&](db::transaction& tx) {
        db::throttle_rule const rule{"k", 1, 60s};
        CHECK(db::take_from_throttle(tx, rule, now).value());
        REQUIRE(db::give_back_to_throttle(tx, rule, now + 1s));
        CHECK(db::take_from_throttle(tx, rule, now + 2s).value());
        CHECK_FALSE(db::take_from_throttle(tx, rule, now + 3s).value());
        CHECK(db::delete_throttles_before(tx, now + 1h).value() == 1);
    });
}

TEST_CASE("the database does not say whose tries it counts", "[app][throttle]")
{
    tests::test_database base;
    auto const secrets = core::secrets::for_tests();
    base.in_transaction([&](db::transaction& tx) {
        REQUIRE(app::take(tx, secrets, app::throttles::mail_to_address, "bo@b.test", core::now()).value());
        CHECK(tx.exec("SELECT key FROM throttle WHERE key LIKE '%bo@b.test%'").empty());
        CHECK(tx.exec("SELECT key FROM throttle WHERE key LIKE 'mail.address:%'").size() == 1);
    });
}
