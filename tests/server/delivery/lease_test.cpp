// SPDX-License-Identifier: AGPL-3.0-or-later
#include "inbox/processor.hpp"
#include "server/delivery/delivering.hpp"

#include <set>

using namespace federwerk;
using tests::eventually;

namespace {

struct crowd {
    std::vector<std::unique_ptr<tests::sink>> sinks;

    crowd(tests::author& alice, int count, std::chrono::milliseconds delay)
    {
        for (int i = 0; i < count; ++i) {
            sinks.push_back(std::make_unique<tests::sink>(tests::sink::judge{}, delay));
            alice.is_followed_from(sinks.back()->origin());
        }
    }
    std::size_t arrived() const
    {
        std::size_t out = 0;
        for (auto const& s : sinks)
            out += s->bodies().size();
        return out;
    }
    bool everybody_has(std::size_t letters) const
    {
        return std::ranges::all_of(sinks, [&](auto const& s) {
            auto const got = s->bodies();
            return std::set(got.begin(), got.end()).size() == letters;
        });
    }
};

} // namespace

TEST_CASE("a process that dies in the middle loses nothing; another one goes on", "[outbox][lease]")
{
    tests::test_database base;
    tests::author alice(base);
    crowd const others(alice, 10, std::chrono::milliseconds(5));
    for (int i = 0; i < 30; ++i)
        alice.says("{\"n\":" + std::to_string(i) + "}", "key " + std::to_string(i));
    {
        tests::delivering_process killed(base.dsn(), tests::quick());
        killed.start();
        REQUIRE(eventually([&] { return others.arrived() >= 60; }));
    }
    CHECK(alice.count("delivery") > 0);
    tests::delivering_process next(base.dsn(), tests::quick());
    next.start();
    CHECK(eventually([&] { return alice.count("delivery") == 0; }));
    CHECK(others.everybody_has(30));
    CHECK(others.arrived() <= 300 + 200); // What was not written yet goes out twice
}

TEST_CASE("stopping finishes what is in hand and gives the leases back", "[outbox][lease]")
{
    tests::test_database base;
    tests::author alice(base);
    crowd const others(alice, 6, std::chrono::milliseconds(30));
    for (int i = 0; i < 40; ++i)
        alice.says("{\"n\":" + std::to_string(i) + "}", "key " + std::to_string(i));
    {
        tests::delivering_process process(base.dsn(), tests::quick());
        process.start();
        REQUIRE(eventually([&] { return others.arrived() >= 20; }));
        process.office.stop();
        REQUIRE(eventually([&] { return process.ended.load(); }));
        CHECK(process.office.counters().in_flight == 0);
    }
    CHECK(alice.count("peer WHERE lease_owner IS NOT NULL") == 0);
    auto const left = static_cast<std::size_t>(alice.count("delivery"));
    CHECK(left + others.arrived() == 240);
    tests::delivering_process next(base.dsn(), tests::quick());
    next.start();
    CHECK(eventually([&] { return others.arrived() == 240; }));
    CHECK(others.everybody_has(40));
}

TEST_CASE("a process that lost its lease stops sending", "[outbox][lease]")
{
    tests::test_database base;
    tests::author alice(base);
    crowd const others(alice, 1, std::chrono::milliseconds(100));
    for (int i = 0; i < 300; ++i)
        alice.says("{}", "key " + std::to_string(i));
    auto how = tests::quick();
    how.lease = std::chrono::seconds(2);
    tests::delivering_process process(base.dsn(), how);
    process.start();
    REQUIRE(eventually([&] { return others.arrived() >= 5; }));
    base.commit([](db::transaction& tx) {
        tx.exec("UPDATE peer SET lease_owner = gen_random_uuid(), lease_until = now() + interval '1 hour'");
    });
    REQUIRE(eventually([&] { return process.office.counters().leased_peers == 0; }));
    auto const then = others.arrived();
    CHECK(then < 300);
    CHECK(process.office.counters().in_flight == 0);
    CHECK(alice.count("peer WHERE lease_until > now() + interval '50 minutes'") == 1);
}

TEST_CASE("two processes share the work without sending anything twice", "[outbox][lease]")
{
    tests::test_database base;
    tests::author alice(base);
    crowd const others(alice, 12, std::chrono::milliseconds(2));
    tests::delivering_process one(base.dsn(), tests::quick()), two(base.dsn(), tests::quick());
    one.start();
    two.start();
    for (int i = 0; i < 20; ++i) {
        alice.says("{\"n\":" + std::to_string(i) + "}", "key " + std::to_string(i));
        one.office.nudge();
    }
    CHECK(eventually([&] { return alice.count("delivery") == 0; }));
    CHECK(others.arrived() == 240);
}

TEST_CASE("a nudge in one process wakes the workers of another", "[outbox][lease]")
{
    tests::test_database base;
    tests::author alice(base);
    crowd const others(alice, 1, {});
    auto how = tests::quick();
    how.poll = std::chrono::hours(1);
    tests::delivering_process worker(base.dsn(), how), web(base.dsn(), how);
    worker.start();
    alice.says("{}", "k");
    CHECK(eventually([&] {
        web.office.nudge();
        return others.arrived() == 1;
    }));
}

TEST_CASE("what a killed process held is taken over within 15 seconds, and the fence leaves room",
          "[outbox][lease]")
{
    outbox::pace const usual;
    CHECK(usual.lease + usual.poll <= std::chrono::seconds(15));
    CHECK(usual.lease - usual.lease / 8 - usual.deadline >= std::chrono::seconds(2));
    CHECK(inbox::pace{}.lease + std::chrono::seconds(1) <= std::chrono::seconds(15));
}
