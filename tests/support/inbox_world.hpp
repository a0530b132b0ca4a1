// SPDX-License-Identifier: AGPL-3.0-or-later
// The instance a.test with its inbox, a real database, and a scripted world around it.
#pragma once

#include "app/badges/adopt_badges.hpp"
#include "core/secrets.hpp"
#include "db/follows.hpp"
#include "inbox/processor.hpp"
#include "inbox/receiver.hpp"
#include "support/people.hpp"
#include "support/remote_person.hpp"
#include "support/test_database.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_future.hpp>
#include <catch2/catch.hpp>

namespace federwerk::tests {

struct inbox_world {
    inbox_world()
    {
        REQUIRE(app::adopt_instance_actor(base.pool(), uris));
        base.commit([&](db::transaction& tx) { alice = add_member(tx, "alice"); });
    }

    template <class T>
    T run(boost::asio::awaitable<T> task)
    {
        auto answer = boost::asio::co_spawn(loop, std::move(task), boost::asio::use_future);
        loop.restart();
        loop.run();
        return answer.get();
    }

    unsigned receive(http::request request, std::optional<std::string> inbox_of = {})
    {
        return run(receiver.receive(std::move(request), std::move(inbox_of))).status;
    }

    // Works off until nothing is due.
    void work()
    {
        inbox::processor processor(uris, base.pool(), workers, remote, verify, [] {});
        auto watch = [&]() -> boost::asio::awaitable<void> {
            boost::asio::steady_timer pause(co_await boost::asio::this_coro::executor);
            while (count("inbox_item WHERE outcome IS NULL AND run_at <= now()") > 0) {
                pause.expires_after(std::chrono::milliseconds(5));
                co_await pause.async_wait(boost::asio::use_awaitable);
            }
            processor.stop();
        };
        boost::asio::co_spawn(loop, watch(), boost::asio::detached);
        run(processor.run());
    }
    // Receives and works off; gives the outcome of the last item.
    std::string take(http::request request)
    {
        CHECK(receive(std::move(request)) == 202);
        work();
        return text("SELECT coalesce((SELECT coalesce(outcome, 'open') FROM inbox_item ORDER BY id DESC "
                    "LIMIT 1), '')");
    }

    std::int64_t count(std::string const& from) { return std::stoll(text("SELECT count(*) FROM " + from)); }
    std::string text(std::string const& sql)
    {
        std::string out;
        base.in_transaction([&](db::transaction& tx) { out = tx.exec1(sql)[0].c_str(); });
        return out;
    }
    void sql(std::string const& statement)
    {
        base.commit([&](db::transaction& tx) { tx.exec(statement); });
    }
    // alice follows that person, accepted.
    void alice_follows(remote_person const& whom)
    {
        remote::budget spend;
        auto const found = run(remote.actor(whom.uri, spend));
        REQUIRE(found);
        base.commit([&](db::transaction& tx) {
            REQUIRE(db::upsert_follow(tx, {.id = {},
                                           .follower_id = alice.id,
                                           .followed_id = found->id,
                                           .uri = "https://a.test/ap/activities/" + found->id.text(),
                                           .state = db::follow_state::accepted,
                                           .created_at = core::now()}));
        });
    }

    test_database base;
    core::settings settings{.domain = "a.test"};
    domain::uris uris{"https://a.test", "a.test"};
    core::secrets secrets = core::secrets::for_tests();
    boost::asio::io_context loop;
    core::worker_pool workers{2, 1'000};
    scripted_client world;
    remote::key_ring keys{secrets, base.pool(), workers};
    remote::resolver remote{settings, uris, keys, base.pool(), workers, world};
    inbox::verifier verify{uris, remote};
    inbox::receiver receiver{uris, base.pool(), remote, verify, [] {}};
    domain::actor alice;
    remote_person bo{"bo", "b.test"};
};

} // namespace federwerk::tests
