// SPDX-License-Identifier: AGPL-3.0-or-later
// Block: somebody elsewhere wants nothing to do with somebody here. Follows end in both directions.
#include "db/actors.hpp"
#include "db/blocks.hpp"
#include "db/follows.hpp"
#include "db/multiverse.hpp"
#include "inbox/verbs.hpp"

namespace federwerk::inbox::verbs {

result<wanted> block_needs(context const& c)
{
    TRY(auto const whom, object_id(c));
    if (!c.uris.is_ours(whom))
        return failure{errc::forbidden, "a Block of somebody elsewhere: " + whom, {}};
    return wanted{};
}

result<outcome> block(db::transaction& tx, context const& c)
{
    TRY(auto const whom, object_id(c));
    TRY(auto const blocked, db::find_actor_by_uri(tx, whom));
    if (!blocked || !blocked->local)
        return failure{errc::not_found, "nobody to block: " + whom, {}};
    auto const actor_id = c.known.actor.id;
    TRY_VOID(db::upsert_block(tx, {actor_id, blocked->id, c.activity.id}));
    TRY_VOID(db::delete_follow(tx, actor_id, blocked->id));
    TRY_VOID(db::delete_follow(tx, blocked->id, actor_id));
    TRY_VOID(db::forget_in_multiverse(tx, blocked->id, actor_id));
    return outcome("done");
}

} // namespace federwerk::inbox::verbs
