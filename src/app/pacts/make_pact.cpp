// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pacts/make_pact.hpp"

#include "app/follows/follow_letters.hpp"
#include "app/reach_actor.hpp"
#include "core/url.hpp"
#include "db/actors.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

failure refused(std::string log, std::string message)
{
    return {errc::invalid, std::move(log), message, {{"host", message}}};
}

asio::awaitable<result<domain::actor>> find_station(instance const& in, std::string const& given)
{
    auto const host = core::normalise_authority(given);
    if (!host)
        co_return refused(host.error().log, "This is no name of a host.");
    if (*host == in.uris.authority())
        co_return refused("a pact with ourselves", "This is this instance itself.");
    std::string const nobody = "There is no station at this host.";
    CO_TRY(auto found,
           co_await reach_actor(in, std::string(domain::station_name) + "@" + *host, "host", nobody));
    if (!domain::is_station(found))
        co_return refused("no station: " + found.uri, nobody);
    co_return found;
}

result<db::pact_entry> agree(db::transaction& tx, domain::uris const& uris, domain::actor const& theirs,
                             domain::pact_filters const& filters, core::time_point now)
{
    TRY(auto const here, db::find_actor_by_uri(tx, uris.station()));
    if (!here)
        return failure{errc::internal, "no station", {}};
    domain::pact pact;
    pact.host = theirs.host;
    pact.station_id = theirs.id;
    pact.filters = filters;
    TRY_VOID(db::upsert_pact(tx, pact));
    TRY_VOID(begin_follow(tx, uris, {*here, theirs}, now));
    TRY(auto const asked, db::find_follow(tx, theirs.id, here->id));
    if (asked && asked->state == db::follow_state::requested) {
        TRY_VOID(db::accept_follow(tx, asked->id, now));
        TRY_VOID(send_accept(tx, uris, *asked, {theirs, *here}));
    }
    TRY(auto const made, db::find_pact_entry(tx, pact.host));
    if (!made)
        return failure{errc::internal, "a pact was made and is not there: " + pact.host, {}};
    return *made;
}

} // namespace

asio::awaitable<result<db::pact_entry>> make_pact(instance const& in, std::string host,
                                                  domain::pact_filters filters, along<db::pact_entry> with)
{
    CO_TRY(auto const checked, domain::check_filters(std::move(filters)));
    CO_TRY(auto const theirs, co_await find_station(in, host));
    auto const now = core::now();
    auto const write = [&](db::transaction& tx) -> result<db::pact_entry> {
        TRY(auto made, agree(tx, in.uris, theirs, checked, now));
        TRY_VOID(write_along(with, tx, made));
        return made;
    };
    CO_TRY(auto made, co_await in.db.run(write));
    in.post.nudge();
    co_return made;
}

} // namespace federwerk::app
