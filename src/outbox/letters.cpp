// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outbox/letters.hpp"

#include "db/actors.hpp"
#include "federation/delivery/follower_digest.hpp"

namespace federwerk::outbox {

namespace asio = boost::asio;

namespace {

constexpr auto kept = std::chrono::minutes(10);

} // namespace

posted letters::find(core::snowflake id)
{
    return known_.find(id.text()).value_or(nullptr);
}

asio::awaitable<result<>> letters::prefetch(std::vector<core::snowflake> ids)
{
    std::erase_if(ids, [&](core::snowflake id) { return find(id) != nullptr; });
    if (ids.empty())
        co_return result<>{};
    auto const read = [&](db::transaction& tx) { return db::posted_activities(tx, ids); };
    CO_TRY(auto rows, co_await db_.run(read));
    for (auto& row : rows) {
        auto const name = row.id.text();
        known_.put(name, std::make_shared<db::posted_activity const>(std::move(row)), kept);
    }
    co_return result<>{};
}

asio::awaitable<result<posted>> letters::get(core::snowflake id)
{
    if (auto known = find(id))
        co_return known;
    std::vector<core::snowflake> const ids{id};
    CO_TRY_VOID(co_await prefetch(ids));
    co_return find(id);
}

asio::awaitable<result<synchronization_headers>> letters::headers(synchronization_needs needs)
{
    auto const read = [&](db::transaction& tx) -> result<synchronization_headers> {
        synchronization_headers out;
        for (auto const& [actor_id, origins] : needs) {
            TRY(auto const actor, db::find_actor(tx, actor_id));
            if (!actor || !actor->followers)
                continue;
            TRY(auto const followers,
                db::followers_by_origin(tx, actor_id, {origins.begin(), origins.end()}));
            for (auto const& [origin, ids] : followers)
                out[{actor_id, origin}] =
                    delivery::synchronization_header(*actor->followers, delivery::follower_digest(ids));
        }
        return out;
    };
    co_return co_await db_.run(read);
}

} // namespace federwerk::outbox
