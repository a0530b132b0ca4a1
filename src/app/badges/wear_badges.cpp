// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/badges/wear_badges.hpp"

#include "app/look_up.hpp"
#include "app/profiles/tell_profile.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"
#include "db/multiverse.hpp"

namespace federwerk::app {

namespace {

result<> store(db::transaction& tx, core::snowflake member_id, std::vector<domain::badge> const& badges,
               outbox::letter const& update)
{
    std::vector<core::snowflake> ids;
    for (auto const& each : badges)
        ids.push_back(each.id);
    TRY(auto const put_on, db::wear(tx, member_id, ids));
    TRY_VOID(db::back_fill_worn(tx, member_id, put_on));
    TRY_VOID(outbox::enqueue(tx, update, {.followers = true, .actors = {}, .followers_of = {}}, core::now()));
    return {};
}

} // namespace

boost::asio::awaitable<result<profile>> wear_badges(instance const& in, core::snowflake member_id,
                                                    std::vector<std::string> names)
{
    if (names.size() > most_badges_worn)
        co_return failure{errc::invalid,
                          "too many badges",
                          "These badges cannot be worn.",
                          {{"badges", "must be at most 50"}}};
    CO_TRY(auto badges, co_await look_up_badges(in, "badges", std::move(names)));
    CO_TRY(auto p, co_await read_profile(in, member_id));
    p.badges = std::move(badges);
    p.stored.actor.updated_at = core::now();
    CO_TRY(auto const activity_id, co_await in.db.run([](db::transaction& tx) { return db::next_id(tx); }));
    CO_TRY(auto const update, co_await tell_profile(in, p.stored.actor, p.badges, activity_id));
    CO_TRY_VOID(
        co_await in.db.run([&](db::transaction& tx) { return store(tx, member_id, p.badges, update); }));
    in.post.nudge();
    co_return p;
}

} // namespace federwerk::app
