// SPDX-License-Identifier: AGPL-3.0-or-later
// A process that delivers, and an author whose followers live on sinks.
#pragma once

#include "core/secrets.hpp"
#include "core/wait_until.hpp"
#include "db/actors.hpp"
#include "net/client.hpp"
#include "net/reactors.hpp"
#include "outbox/enqueue.hpp"
#include "outbox/post_office.hpp"
#include "support/people.hpp"
#include "support/sink.hpp"
#include "support/test_database.hpp"

#include <boost/asio/co_spawn.hpp>
#include <catch2/catch.hpp>

namespace federwerk::tests {

// Its destructor is a kill: nothing is finished, nothing is given back.
struct delivering_process {
    explicit delivering_process(std::string const& dsn, outbox::pace how = {})
        : db(dsn, 4, 256), office(settings, uris, keys, db, workers, *client, how)
    {
    }
    ~delivering_process()
    {
        loops.stop([this] {
            db.stop();
            workers.stop();
        });
    }
    void start()
    {
        office.spread({loops.executor(0), loops.executor(1)});
        auto const done = [this](std::exception_ptr) { ended = true; };
        boost::asio::co_spawn(loops.executor(0), office.run(), done);
    }

    core::settings settings;
    domain::uris uris{"https://a.test", "a.test"};
    core::secrets secrets = core::secrets::for_tests();
    std::atomic<bool> ended = false;
    net::reactors loops{2};
    db::pool db;
    core::worker_pool workers{2, 1'000};
    remote::key_ring keys{secrets, db, workers};
    std::unique_ptr<net::client> client = net::client::make({.dev = true}).value();
    outbox::post_office office;
};

struct author {
    explicit author(test_database& where) : base(where)
    {
        base.commit([&](db::transaction& tx) { self = add_member(tx, "alice"); });
    }
    void is_followed_from(std::string const& origin)
    {
        base.commit([&](db::transaction& tx) {
            auto const other = add_remote_actor(tx, origin + "/u/x");
            tx.exec_params(
                "INSERT INTO follow (uri, follower_id, followed_id, state) VALUES ($1, $2, $3, 'accepted')",
                other.uri + "#f", other.id.value, self.id.value);
        });
    }
    void says(std::string const& body, std::string const& key)
    {
        base.commit([&](db::transaction& tx) {
            outbox::letter what;
            what.id = *db::next_id(tx);
            what.uri = "https://a.test/ap/activities/" + what.id.text();
            what.actor_id = self.id;
            what.type = "Create";
            what.body = body;
            what.ordering_key = key;
            REQUIRE(outbox::enqueue(tx, what, {.followers = true}, core::now()));
        });
    }
    std::int64_t count(std::string const& from)
    {
        std::int64_t out = 0;
        base.in_transaction([&](db::transaction& tx) {
            out = tx.exec1("SELECT count(*) FROM " + from)[0].as<std::int64_t>();
        });
        return out;
    }

    test_database& base;
    domain::actor self;
};

template <class Condition>
bool eventually(Condition holds, std::chrono::seconds within = std::chrono::seconds(20))
{
    return core::wait_until(std::ref(holds), within, std::chrono::milliseconds(10));
}

inline outbox::pace quick()
{
    outbox::pace out;
    out.lease = std::chrono::seconds(3);
    out.deadline = std::chrono::milliseconds(1'500);
    out.poll = std::chrono::milliseconds(100);
    out.time_scale = 0.02; // 5 s are 100 ms
    return out;
}

} // namespace federwerk::tests
