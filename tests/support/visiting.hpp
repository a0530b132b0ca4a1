// SPDX-License-Identifier: AGPL-3.0-or-later
// bo@b.test with an outbox of older posts, and alice who begins to follow him.
#pragma once

#include "db/multiverse.hpp"
#include "inbox/outbox_visitor.hpp"
#include "support/inbox_world.hpp"

namespace federwerk::tests {

inline std::string const everybody = "https://www.w3.org/ns/activitystreams#Public";

struct visiting : inbox_world {
    visiting()
    {
        bo.more = R"(,"outbox":"https://b.test/u/bo/outbox")";
        bo.live_in(world);
    }

    std::string note(int n, std::string const& published, std::string const& further = {},
                     std::string const& to = everybody) const
    {
        auto const id = "https://b.test/n/" + std::to_string(n);
        return R"({"id":")" + id + R"(","type":"Note","attributedTo":")" + bo.uri + R"(","content":"<p>)" +
               std::to_string(n) + R"(</p>","published":")" + published + R"(","to":[")" + to + "\"]" +
               further + "}";
    }
    std::string create(int n, std::string const& note) const
    {
        return bo.says("https://b.test/c/" + std::to_string(n), "Create", note);
    }
    void outbox(std::string const& items, std::string const& further = {})
    {
        world.serve(bo.uri + "/outbox", R"({"id":")" + bo.uri +
                                            R"(/outbox","type":"OrderedCollection","first":")" + bo.uri +
                                            R"(/outbox?page=true"})");
        world.serve(bo.uri + "/outbox?page=true",
                    R"({"id":")" + bo.uri + R"(/outbox?page=true","type":"OrderedCollectionPage",)" +
                        R"("orderedItems":[)" + items + "]" + further + "}");
    }
    // alice asked, bo says yes: the wish is there.
    void accepted(std::string const& by = "alice")
    {
        remote::budget spend;
        auto const found = run(remote.actor(bo.uri, spend));
        REQUIRE(found);
        auto const follow = "https://a.test/ap/activities/by-" + by;
        base.commit([&](db::transaction& tx) {
            auto const who = by == "alice" ? alice : add_member(tx, by);
            REQUIRE(db::upsert_follow(tx, {.id = {},
                                           .follower_id = who.id,
                                           .followed_id = found->id,
                                           .uri = follow,
                                           .state = db::follow_state::requested,
                                           .created_at = core::now()}));
        });
        REQUIRE(take(bo.post(bo.says("https://" + bo.host + "/yes/" + by, "Accept", '"' + follow + '"'))) ==
                "done");
    }
    // Until no visit is due.
    void visit(app::opening_caps const& caps = {})
    {
        inbox::outbox_visitor visitor(uris, base.pool(), workers, remote, caps);
        auto watch = [&]() -> boost::asio::awaitable<void> {
            boost::asio::steady_timer pause(co_await boost::asio::this_coro::executor);
            while (count("outbox_visit WHERE done_at IS NULL AND run_at <= now()") > 0) {
                pause.expires_after(std::chrono::milliseconds(5));
                co_await pause.async_wait(boost::asio::use_awaitable);
            }
            visitor.stop();
        };
        boost::asio::co_spawn(loop, watch(), boost::asio::detached);
        run(visitor.run());
    }
    std::string multiverse() // Contents in the order in which alice reads them
    {
        std::string out;
        base.in_transaction([&](db::transaction& tx) {
            auto const items = db::multiverse_of(tx, alice.id, std::nullopt, 50).value().items;
            for (auto const& item : items)
                out += item.highlight ? item.highlight->html : item.opening->html;
        });
        return out;
    }
};

} // namespace federwerk::tests
