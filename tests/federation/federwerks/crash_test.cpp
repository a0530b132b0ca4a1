// SPDX-License-Identifier: AGPL-3.0-or-later
// What was acknowledged arrives, and arrives once, whoever is killed meanwhile (F-01, F-02).
#include "federation/federwerks/two_federwerks.hpp"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

namespace federwerk::tests {
namespace {

constexpr int published_each_time = 50, killed_after = 15;

using headlines = std::set<std::string>;

std::string headline(std::size_t round, int number)
{
    return "Highlight " + std::to_string(round) + "." + std::to_string(number);
}

// alice publishes one after another; somewhere in between, the victims are killed, and started again when she
// gets no answer; what got none is sent again with its key. Gives what was acknowledged.
headlines publish_through(member& alice, std::vector<program_under_test*> const& victims, std::size_t round)
{
    headlines acknowledged;
    std::atomic<int> count = 0;
    std::jthread killer([&] {
        for (int seen = 0; seen < killed_after; seen = count)
            count.wait(seen);
        for (auto* const victim : victims)
            victim->kill();
    });
    auto const start_again = [&] {
        if (!killer.joinable())
            return;
        killer.join();
        for (auto* const victim : victims)
            victim->start();
    };
    for (int i = 0; i < published_each_time; ++i) {
        while (!alice.try_to_publish(headline(round, i)))
            start_again();
        acknowledged.insert(headline(round, i));
        count = i;
        count.notify_all();
    }
    start_again(); // Where it was not a.test, alice noticed nothing
    return acknowledged;
}

} // namespace

TEST_CASE("every acknowledged highlight arrives exactly once, whoever is killed in the middle",
          "[federation][federwerks]")
{
    two_federwerks world(database_kind::private_cluster); // a.test is killed with its database
    auto& [around, a, b, alice, bo] = world;
    auto const follow = bo.follow(alice.address());
    EVENTUALLY(bo.is_following(follow));

    std::vector<std::vector<program_under_test*>> const rounds{{&a}, {&b}, {&a, &b}};
    headlines acknowledged;
    for (std::size_t round = 0; round < rounds.size(); ++round)
        acknowledged.merge(publish_through(alice, rounds[round], round));
    REQUIRE(acknowledged.size() == rounds.size() * published_each_time);

    std::map<std::string, int> arrived;
    EVENTUALLY([&] { // A killed process holds what it had in hand until its leases run out
        arrived = bo.headlines();
        return std::ranges::all_of(acknowledged, [&](auto const& each) { return arrived.contains(each); });
    }());
    for (auto const& [text, times] : arrived) {
        INFO(text);
        CHECK(times == 1);
    }
}

} // namespace federwerk::tests
