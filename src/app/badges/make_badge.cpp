// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/badges/make_badge.hpp"

#include "app/badges/adopt_badges.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"
#include "db/throttles.hpp"

namespace federwerk::app {

namespace {

result<> count(db::transaction& tx, core::snowflake creator_id, core::time_point now)
{
    db::throttle_rule const rule{"badge.made:" + creator_id.text(), most_badges_made_a_day,
                                 std::chrono::hours(24)};
    TRY(bool const allowed, db::take_from_throttle(tx, rule, now));
    if (!allowed)
        return failure{errc::throttled, "too many badges today",
                       "You have made many badges today; go on tomorrow."};
    return {};
}

result<domain::badge> store(db::transaction& tx, domain::uris const& uris, domain::badge badge)
{
    TRY(auto const known, db::find_badge_by_slug(tx, badge.slug));
    if (known)
        return failure{errc::conflict,
                       "badge exists: " + badge.slug,
                       "There is such a badge already: " + known->slug,
                       {{"name", "leads to the badge " + known->slug}}};
    TRY_VOID(count(tx, *badge.creator_id, badge.created_at));
    TRY(badge.id, db::next_id(tx));
    TRY(badge.actor_id, db::next_id(tx));
    badge.uri = uris.badge(badge.actor_id);
    TRY_VOID(db::insert_actor(tx, actor_of_badge(uris, badge)));
    TRY_VOID(db::insert_badge(tx, badge));
    return badge;
}

} // namespace

boost::asio::awaitable<result<domain::badge>> make_badge(instance const& in, domain::actor creator,
                                                         domain::badge_draft draft, along<domain::badge> with)
{
    CO_TRY(auto badge, domain::make_badge(std::move(draft), core::now()));
    badge.creator_id = creator.id;
    auto const write = [&](db::transaction& tx) -> result<domain::badge> {
        TRY(auto made, store(tx, in.uris, badge));
        TRY_VOID(write_along(with, tx, made));
        return made;
    };
    co_return co_await in.db.run(write);
}

} // namespace federwerk::app
