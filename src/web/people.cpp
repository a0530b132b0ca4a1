// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/people.hpp"

#include "db/actors.hpp"

namespace federwerk::web {

namespace {

result<> add(people& known, db::transaction& tx, core::snowflake id)
{
    if (known.contains(id))
        return {};
    TRY(auto const found, db::find_actor(tx, id));
    if (found)
        known.emplace(id, *found);
    return {};
}

} // namespace

result<people> people_of(db::transaction& tx, std::vector<domain::highlight> const& highlights)
{
    people out;
    for (auto const& h : highlights) {
        TRY_VOID(add(out, tx, h.actor_id));
        for (auto const& each : h.collaborators)
            if (each.confirmed_at && each.actor_id) {
                TRY_VOID(add(out, tx, *each.actor_id));
            }
    }
    return out;
}

} // namespace federwerk::web
