// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/tell_opening.hpp"

#include "app/openings/opening_letters.hpp"
#include "core/later_than.hpp"
#include "db/actors.hpp"
#include "db/openings.hpp"
#include "db/organisations.hpp"
#include "translate/outgoing_opening.hpp"

namespace federwerk::app {

result<> tell_opening(db::transaction& tx, domain::uris const& uris, core::snowflake id, core::time_point now)
{
    TRY(auto o, db::lock_opening(tx, id));
    if (!o || !o->local || !o->is_open(now))
        return {};
    TRY(auto const owner, db::find_actor(tx, o->actor_id));
    if (!owner)
        return {};
    o->edited_at = core::later_than(o->edited_at.value_or(o->published), now);
    TRY_VOID(db::update_opening(tx, *o));
    TRY(auto const activity_id, db::next_id(tx));
    auto update = letter_about(uris, activity_id, *o, "Update");
    update.body = translate::update(uris, update.uri, *o, *owner);
    return post_update(tx, uris, *o, *owner, update, now);
}

result<std::vector<domain::opening>> retract_openings(db::transaction& tx, domain::uris const& uris,
                                                      domain::actor const& owner, core::time_point now)
{
    std::vector<domain::opening> out;
    TRY(auto const open, db::open_openings_of(tx, owner.id));
    for (auto const id : open) {
        TRY(auto o, db::lock_opening(tx, id));
        if (!o || !o->is_open(now))
            continue;
        TRY(auto const activity_id, db::next_id(tx));
        auto gone = letter_about(uris, activity_id, *o, "Delete");
        gone.body = translate::delete_(gone.uri, *o, owner);
        TRY_VOID(post_letter(tx, *o, gone, now));
        TRY_VOID(db::close_opening(tx, id, now));
        out.push_back(std::move(*o));
    }
    return out;
}

} // namespace federwerk::app
