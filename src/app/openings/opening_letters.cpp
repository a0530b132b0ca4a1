// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/opening_letters.hpp"

#include "app/pacts/announce_opening.hpp"
#include "db/opening_audience.hpp"

namespace federwerk::app {

namespace {

result<outbox::audience> audience_of(db::transaction& tx, domain::opening const& o, std::string const& type)
{
    outbox::audience whom;
    whom.followers = o.is_public();
    whom.personal = !o.is_public();
    if (!o.is_public()) {
        TRY(whom.actors, db::who_hears(tx, o.id));
        TRY_VOID(db::remember_who_heard(tx, o.id, whom.actors));
    }
    if (type == "Create")
        return whom;
    if (type == "Delete") {
        TRY(auto const heard, db::who_heard(tx, o.id));
        whom.actors.insert(whom.actors.end(), heard.begin(), heard.end());
    }
    TRY(auto const partners, pact_stations(tx, o));
    TRY(auto const stations, db::only_let_in(tx, o.id, partners));
    whom.actors.insert(whom.actors.end(), stations.begin(), stations.end());
    return whom;
}

} // namespace

outbox::letter letter_about(domain::uris const& uris, core::snowflake activity_id, domain::opening const& o,
                            std::string type)
{
    // Without a public body: what is said of an opening is read at the opening itself, which has an end.
    bool const retracts = type == "Delete";
    return {.uri = uris.activity(activity_id),
            .id = activity_id,
            .actor_id = o.actor_id,
            .type = std::move(type),
            .object_uri = o.uri,
            .highlight_id = {},
            .public_ = retracts && o.is_public(),
            .body = {},
            .ordering_key = o.uri};
}

result<> post_letter(db::transaction& tx, domain::opening const& o, outbox::letter const& letter,
                     core::time_point now)
{
    TRY(auto const whom, audience_of(tx, o, letter.type));
    TRY_VOID(outbox::enqueue(tx, letter, whom, now));
    return {};
}

} // namespace federwerk::app
