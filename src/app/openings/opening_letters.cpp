// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/opening_letters.hpp"

#include "app/pacts/announce_opening.hpp"
#include "db/actors.hpp"
#include "db/opening_audience.hpp"
#include "translate/outgoing_opening.hpp"

namespace federwerk::app {

namespace {

result<outbox::audience> audience_of(db::transaction& tx, domain::opening const& o, std::string const& type)
{
    outbox::audience whom;
    whom.followers = o.is_public();
    whom.personal = !o.is_public();
    if (!o.is_public()) {
        TRY(whom.actors, db::who_hears(tx, o.id));
    }
    if (type != "Create") {
        TRY(auto const partners, pact_stations(tx, o));
        TRY(auto const stations, db::only_let_in(tx, o.id, partners));
        whom.actors.insert(whom.actors.end(), stations.begin(), stations.end());
    }
    TRY_VOID(db::remember_who_heard(tx, o.id, whom.actors));
    if (type == "Delete") {
        TRY(whom.actors, db::who_heard(tx, o.id));
    }
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

result<> post_update(db::transaction& tx, domain::uris const& uris, domain::opening const& o,
                     domain::actor const& owner, outbox::letter const& update, core::time_point now)
{
    TRY_VOID(post_letter(tx, o, update, now));
    if (o.is_public())
        return {};
    outbox::audience whom;
    whom.personal = true;
    TRY(whom.actors, db::forget_shut_out(tx, o.id));
    if (whom.actors.empty())
        return {};
    TRY(auto const activity_id, db::next_id(tx));
    auto taken_back = letter_about(uris, activity_id, o, "Delete");
    taken_back.body = translate::delete_(taken_back.uri, o, owner);
    TRY_VOID(outbox::enqueue(tx, taken_back, whom, now));
    return {};
}

} // namespace federwerk::app
