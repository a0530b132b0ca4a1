// SPDX-License-Identifier: AGPL-3.0-or-later
// What was acknowledged arrives, and arrives once, whoever is killed meanwhile (F-01, F-02).
#include "federation/federwerks/two_federwerks.hpp"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

namespace federwerk::tests {
namespace {

constexpr int how_many = 50, killed_after = 15;

using headlines = std::set<std::string>;

// alice publishes one after another; somewhere in between, the victims are killed, and started again when she
// gets no answer. Gives what was acknowledged.
headlines publish_through(two_federwerks& world, std::vector<program_under_test*> const& victims)
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
    for (int i = 0; acknowledged.size() < how_many; ++i) {
        auto const headline = "Highlight " + std::to_string(i);
        if (world.alice.try_to_publish(headline))
            acknowledged.insert(headline);
        else
            start_again();
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
    std::string const killed =
        GENERATE(as<std::string>{}, "sender", "receiver", "sender and receiver", "sender with its database");
    CAPTURE(killed);
    two_federwerks world(killed.ends_with("database") ? database_kind::private_cluster
                                                      : database_kind::shared_server);
    auto& [around, a, b, alice, bo] = world;
    auto const follow = bo.follow(alice.address());
    EVENTUALLY(bo.is_following(follow));

    std::vector<program_under_test*> victims;
    if (killed.starts_with("sender"))
        victims.push_back(&a);
    if (killed.ends_with("receiver"))
        victims.push_back(&b);
    auto const acknowledged = publish_through(world, victims);

    headlines arrived;
    EVENTUALLY([&] {
        arrived.clear();
        for (auto const& [text, times] : bo.headlines())
            arrived.insert(text);
        return std::ranges::includes(arrived, acknowledged);
    }());
    for (auto const& [text, times] : bo.headlines()) {
        INFO(text);
        CHECK(times == 1);
    }
}

} // namespace federwerk::tests
