// SPDX-License-Identifier: AGPL-3.0-or-later
// Who has an item in hand keeps it while they live, and no longer.
#include "support/inbox_world.hpp"
#include "support/neighbourhood.hpp"

#include <set>
#include <thread>

using namespace federwerk;
using namespace std::chrono_literals;
using tests::eventually;
using tests::inbox_world;

namespace {

constexpr inbox::pace brisk{300ms};

// A process of its own over the same database, until the end of its scope.
class working_process {
public:
    explicit working_process(inbox_world& w)
        : processor_(
              w.uris, w.base.pool(), w.workers, w.remote, w.verify, [] {}, brisk)
    {
        boost::asio::co_spawn(loop_, processor_.run(), boost::asio::detached);
        thread_ = std::jthread([this] { loop_.run(); });
    }
    ~working_process() { processor_.stop(); }

private:
    boost::asio::io_context loop_;
    inbox::processor processor_;
    std::jthread thread_;
};

void receive_a_follow(inbox_world& w)
{
    w.bo.live_in(w.world);
    remote::budget spend;
    REQUIRE(w.run(w.remote.actor(w.bo.uri, spend)));
    CHECK(w.receive(w.bo.post(w.bo.says("https://b.test/f/1", "Follow", '"' + w.alice.uri + '"'))) == 202);
}

} // namespace

TEST_CASE("an item that takes many leases stays with the process that works on it", "[inbox][lease]")
{
    inbox_world w;
    receive_a_follow(w);
    working_process const one(w), other(w);
    std::set<std::string> leases;
    {
        pqxx::connection holder(w.base.dsn());
        pqxx::work lock(holder);
        lock.exec("LOCK TABLE follow IN ACCESS EXCLUSIVE MODE"); // What the Follow is about to write
        CHECK(eventually([&] {
            leases.insert(w.text("SELECT coalesce(max(lease_until)::text, '') FROM inbox_item"));
            return leases.size() > 7; // Over a lease long
        }));
    }
    CHECK(eventually([&] { return w.count("inbox_item WHERE outcome LIKE 'done%'") == 1; }));
    CHECK(w.count("inbox_item WHERE attempts = 1") == 1);
}

TEST_CASE("what a dead process had in hand is taken over when its lease ends, and not before",
          "[inbox][lease]")
{
    inbox_world w;
    receive_a_follow(w);
    w.base.commit([](db::transaction& tx) { CHECK(db::claim_inbox_items(tx, 1, 500ms)->size() == 1); });
    auto const until = w.text("SELECT lease_until FROM inbox_item");
    working_process const next(w);
    CHECK(eventually([&] { return w.count("inbox_item WHERE outcome LIKE 'done%'") == 1; }));
    CHECK(w.count("inbox_item WHERE attempts = 2 AND finished_at > '" + until + "'") == 1);
}
