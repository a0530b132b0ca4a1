// SPDX-License-Identifier: AGPL-3.0-or-later
// Flag: a report for the moderators here, about somebody here.
#include "content/html.hpp"
#include "db/actors.hpp"
#include "db/reports.hpp"
#include "inbox/verbs.hpp"

namespace federwerk::inbox::verbs {

result<outcome> flag(db::transaction& tx, context const& c)
{
    db::report r{.uri = c.activity.id, .reporter_id = c.known.actor.id};
    for (auto const& object : c.activity.objects)
        if (c.uris.is_ours(object.id) && r.objects.size() < 50)
            r.objects.push_back(object.id);
    if (r.objects.empty())
        return outcome("ignored: about nothing of ours");
    TRY(auto const actors, db::find_actors_by_uri(tx, r.objects));
    for (auto const& actor : actors)
        if (actor.local)
            r.reported_id = actor.id;
    r.comment = content::excerpt(c.activity.whole["content"].text().value_or(""), 4'900);
    TRY_VOID(db::insert_report(tx, r));
    return outcome("done");
}

} // namespace federwerk::inbox::verbs
