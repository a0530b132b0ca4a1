// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/digest_matches.hpp"

#include "db/openings.hpp"
#include "domain/station_matching.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

constexpr int most_own = 100, most_looked_at = 200;

struct span {
    core::snowflake after, until;
};

using hits = std::vector<station_hit>;

void add_new(hits& to, hits from, std::size_t most)
{
    for (auto& each : from) {
        auto const same = [&](station_hit const& other) { return other.opening.id == each.opening.id; };
        if (to.size() < most && std::ranges::none_of(to, same))
            to.push_back(std::move(each));
    }
}

result<hits> calls_that_fit(db::transaction& tx, domain::actor const& member, domain::opening const& own,
                            span between, core::time_point now)
{
    domain::station_query query;
    query.form = domain::opening_form::call;
    for (auto const& seat : own.seats)
        if (!seat.kind.empty())
            query.kinds.push_back(seat.kind);
    if (query.kinds.empty())
        return hits{};
    TRY(auto found, search_new(tx, member, query, between.after, between.until, most_looked_at, now));
    std::erase_if(found, [&](station_hit const& each) { return !domain::fits(each.opening, own); });
    return found;
}

result<hits> other_halves(db::transaction& tx, domain::actor const& member, domain::opening const& own,
                          span between, core::time_point now)
{
    hits all;
    for (auto const form : {domain::opening_form::openness, domain::opening_form::call}) {
        domain::station_query query;
        query.form = form;
        query.complementary_to = own.id;
        TRY(auto found, search_new(tx, member, query, between.after, between.until, most_looked_at, now));
        add_new(all, std::move(found), most_looked_at);
    }
    return all;
}

} // namespace

result<std::vector<station_hit>> find_matches(db::transaction& tx, domain::actor const& member,
                                              core::snowflake after, core::snowflake until, int limit,
                                              core::time_point now)
{
    TRY(auto const mine,
        db::openings_of_actor(tx, member.id, db::viewer(member.id), {std::nullopt, most_own}));
    hits all;
    auto const most = static_cast<std::size_t>(limit);
    for (auto const& own : mine) {
        if (!own.is_open(now) || own.is_full(now))
            continue;
        if (own.form == domain::opening_form::openness) {
            TRY(auto calls, calls_that_fit(tx, member, own, {after, until}, now));
            add_new(all, std::move(calls), most);
        }
        if (!own.in_exchange.empty()) {
            TRY(auto halves, other_halves(tx, member, own, {after, until}, now));
            add_new(all, std::move(halves), most);
        }
    }
    return all;
}

} // namespace federwerk::app
