// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pacts/announce_opening.hpp"

#include "db/actors.hpp"
#include "db/opening_audience.hpp"
#include "db/pacts.hpp"
#include "db/throttles.hpp"
#include "outbox/enqueue.hpp"
#include "translate/outgoing_pact.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

constexpr std::chrono::hours a_day{24};

using stations = std::vector<core::snowflake>;

// The volume of a pact is kept on our side too; what is beyond it is found in the collection.
result<stations> with_room(db::transaction& tx, std::vector<domain::pact> const& pacts,
                           stations const& let_in, core::time_point now)
{
    stations out;
    for (auto const& p : pacts) {
        if (std::ranges::find(let_in, p.station_id) == let_in.end())
            continue;
        TRY(bool const room,
            db::take_from_throttle(tx, {"pact.out:" + p.id.text(), p.filters.per_day, a_day}, now));
        if (room)
            out.push_back(p.station_id);
    }
    return out;
}

result<outbox::letter> announcement(db::transaction& tx, domain::uris const& uris, domain::opening const& o,
                                    core::time_point now)
{
    TRY(auto const station, db::find_actor_by_uri(tx, uris.station()));
    if (!station)
        return failure{errc::internal, "no station", {}};
    outbox::letter out;
    TRY(out.id, db::next_id(tx));
    out.uri = uris.activity(out.id);
    out.actor_id = station->id;
    out.type = "Announce";
    out.object_uri = o.uri;
    out.body = translate::announce_opening(uris, out.uri, o, now);
    out.ordering_key = o.uri;
    return out;
}

} // namespace

result<> announce_opening(db::transaction& tx, domain::uris const& uris, domain::opening const& o,
                          core::time_point now)
{
    if (!domain::is_for_pacts(o))
        return {};
    TRY(auto pacts, db::pacts_that_hold(tx));
    std::erase_if(pacts, [&](auto const& p) { return !domain::lets_through(p.filters, o); });
    if (pacts.empty())
        return {};
    stations all;
    for (auto const& p : pacts)
        all.push_back(p.station_id);
    TRY(auto const let_in, db::only_let_in(tx, o.id, all));
    TRY(auto const hear, with_room(tx, pacts, let_in, now));
    if (hear.empty())
        return {};
    TRY_VOID(db::remember_who_heard(tx, o.id, hear));
    TRY(auto const letter, announcement(tx, uris, o, now));
    outbox::audience whom;
    whom.actors = hear;
    whom.personal = true;
    TRY_VOID(outbox::enqueue(tx, letter, whom, now));
    return {};
}

result<std::vector<core::snowflake>> pact_stations(db::transaction& tx, domain::opening const& o)
{
    stations out;
    if (!domain::is_for_pacts(o))
        return out;
    TRY(auto const heard, db::who_heard(tx, o.id));
    TRY(auto const pacts, db::pacts_that_hold(tx));
    for (auto const& p : pacts)
        if (domain::lets_through(p.filters, o) || std::ranges::find(heard, p.station_id) != heard.end())
            out.push_back(p.station_id);
    return out;
}

} // namespace federwerk::app
