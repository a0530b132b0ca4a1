// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/highlights/highlight_letters.hpp"

#include "db/actors.hpp"

namespace federwerk::app {

outbox::letter letter_about(domain::uris const& uris, core::snowflake activity_id, domain::highlight const& h,
                            std::string type)
{
    return {.uri = uris.activity(activity_id),
            .id = activity_id,
            .actor_id = h.actor_id,
            .type = std::move(type),
            .object_uri = h.uri,
            .highlight_id = h.id,
            .public_ = h.seen_by == domain::visibility::public_,
            .body = {},
            .ordering_key = h.uri};
}

result<outbox::audience> audience_of(db::transaction& tx, domain::highlight const& h)
{
    outbox::audience whom;
    if (h.quiet)
        return whom;
    whom.followers = h.seen_by != domain::visibility::named;
    if (h.seen_by == domain::visibility::named) {
        TRY(auto const named, db::find_actors_by_uri(tx, h.audience));
        for (auto const& each : named)
            whom.actors.push_back(each.id);
    }
    if (h.seen_by == domain::visibility::public_)
        for (auto const& badge : h.badges)
            if (!badge.host.empty() && badge.actor_id)
                whom.actors.push_back(badge.actor_id);
    return whom;
}

} // namespace federwerk::app
