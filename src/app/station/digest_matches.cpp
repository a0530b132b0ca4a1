// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/station/digest_matches.hpp"

#include "db/matches.hpp"
#include "domain/station_matching.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

constexpr int most_own = 300, most_looked_at = 200;

struct search {
    station_asker const& asker;
    news_between when;
};

using hits = std::vector<station_hit>;

template <class List>
bool has(List const& list, core::snowflake id)
{
    return std::ranges::find(list, id) != list.end();
}

void add_new(hits& to, hits from, std::size_t most)
{
    for (auto& each : from) {
        auto const same = [&](station_hit const& other) { return other.opening.id == each.opening.id; };
        if (to.size() < most && std::ranges::none_of(to, same))
            to.push_back(std::move(each));
    }
}

// The other form with a kind in common.
result<hits> counterparts(db::transaction& tx, search const& s, domain::opening const& own)
{
    using enum domain::opening_form;
    domain::station_query query;
    query.form = own.form == call ? openness : call;
    for (auto const& seat : own.seats)
        if (!seat.kind.empty())
            query.kinds.push_back(seat.kind);
    if (query.kinds.empty())
        return hits{};
    return search_new(tx, s.asker, query, s.when, most_looked_at);
}

result<hits> other_halves(db::transaction& tx, search const& s, domain::opening const& own)
{
    hits all;
    if (own.in_exchange.empty())
        return all;
    for (auto const form : {domain::opening_form::openness, domain::opening_form::call}) {
        domain::station_query query;
        query.form = form;
        query.complementary_to = own.id;
        TRY(auto found, search_new(tx, s.asker, query, s.when, most_looked_at));
        add_new(all, std::move(found), most_looked_at);
    }
    return all;
}

result<hits> matches_of(db::transaction& tx, search const& s, domain::opening const& own)
{
    TRY(auto found, counterparts(tx, s, own));
    TRY(auto halves, other_halves(tx, s, own));
    add_new(found, std::move(halves), 2 * most_looked_at);
    std::erase_if(found, [&](station_hit const& each) {
        return has(s.asker.who.mine, each.owner.id) || !domain::belong_together(each.opening, own);
    });
    if (own.exclusions.empty())
        return found;
    std::vector<core::snowflake> owners;
    for (auto const& each : found)
        owners.push_back(each.owner.id);
    TRY(auto const left_out, db::left_out_of(tx, own.id, owners));
    std::erase_if(found, [&](station_hit const& each) { return has(left_out, each.owner.id); });
    return found;
}

} // namespace

result<std::vector<station_hit>> find_matches(db::transaction& tx, station_asker const& asker,
                                              news_between const& when, int limit)
{
    search const s{asker, when};
    TRY(auto const openings, db::open_ones_of(tx, asker.who.mine, asker.now, most_own));
    hits all;
    for (auto const& own : openings) {
        TRY(auto found, matches_of(tx, s, own));
        add_new(all, std::move(found), static_cast<std::size_t>(limit));
    }
    return all;
}

} // namespace federwerk::app
