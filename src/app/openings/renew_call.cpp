// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/renew_call.hpp"

#include "app/openings/opening_letters.hpp"
#include "app/openings/opening_parts.hpp"
#include "app/openings/opening_retraction.hpp"
#include "app/pacts/announce_opening.hpp"
#include "app/sign_document.hpp"
#include "app/station/tell_matches.hpp"
#include "db/opening_audience.hpp"
#include "db/openings.hpp"
#include "translate/outgoing_opening.hpp"

namespace federwerk::app {

boost::asio::awaitable<result<owned_opening>> renew_call(instance const& in, domain::actor member,
                                                         core::snowflake id,
                                                         std::optional<core::time_point> ends_at,
                                                         along<owned_opening> with)
{
    auto const now = core::now();
    CO_TRY(auto const old, co_await prepare_retraction(in, member, id, domain::opening_form::call, now));
    owned_opening p{{}, old.found.owner, old.found.excluded};
    CO_TRY(p.opening, domain::renew_call(old.found.opening, ends_at, now));
    CO_TRY(auto const activity_id, co_await in.db.run([&](db::transaction& tx) {
        return give_ids(tx, in.uris, p.opening, p.owner);
    }));
    auto create = letter_about(in.uris, activity_id, p.opening, "Create");
    CO_TRY(create.body, co_await sign_document(
                            in, p.owner, translate::create(in.uris, create.uri, p.opening, p.owner), now));
    CO_TRY_VOID(co_await in.db.run([&](db::transaction& tx) -> result<> {
        TRY_VOID(check_may_publish(tx, member, p.owner));
        TRY_VOID(close_and_retract(tx, old, now));
        TRY(auto const renewed, db::is_renewed(tx, id));
        if (renewed)
            return failure{errc::conflict, "renewed before", "This call has been renewed already."};
        TRY_VOID(check_room(tx, p.opening));
        TRY_VOID(db::insert_opening(tx, p.opening));
        TRY_VOID(post_letter(tx, p.opening, create, now));
        TRY_VOID(tell_matches(tx, p.opening, now));
        TRY_VOID(announce_opening(tx, in.uris, p.opening, now));
        return write_along(with, tx, p);
    }));
    in.post.nudge();
    co_return p;
}

} // namespace federwerk::app
