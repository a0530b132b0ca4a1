// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/station/digest_matches.hpp"

#include "db/matches.hpp"
#include "db/openings.hpp"
#include "db/organisations.hpp"
#include "domain/station_matching.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

constexpr int most_own = 100, most_looked_at = 200;

struct search {
    domain::actor const& member;
    std::vector<core::snowflake> mine; // The member and their organisations
    core::snowflake after, until;
    core::time_point now;
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
    return search_new(tx, s.member, query, s.after, s.until, most_looked_at, s.now);
}

result<hits> other_halves(db::transaction& tx, search const& s, domain::opening const& own)
{
    hits all;
    if (own.in_exchange.empty() || own.actor_id != s.member.id) // The search knows the member's own swaps
        return all;
    for (auto const form : {domain::opening_form::openness, domain::opening_form::call}) {
        domain::station_query query;
        query.form = form;
        query.complementary_to = own.id;
        TRY(auto found, search_new(tx, s.member, query, s.after, s.until, most_looked_at, s.now));
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
        return has(s.mine, each.owner.id) || !domain::belong_together(each.opening, own);
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

result<std::vector<station_hit>> find_matches(db::transaction& tx, domain::actor const& member,
                                              core::snowflake after, core::snowflake until, int limit,
                                              core::time_point now)
{
    search s{member, {member.id}, after, until, now};
    TRY(auto const firms, db::organisations_of(tx, member.id));
    for (auto const& each : firms)
        s.mine.push_back(each.organisation_id);
    hits all;
    for (auto const& owner : s.mine) {
        TRY(auto const openings,
            db::openings_of_actor(tx, owner, db::viewer(member.id), {std::nullopt, most_own}));
        for (auto const& own : openings) {
            if (!own.is_open(now) || own.is_full(now))
                continue;
            TRY(auto found, matches_of(tx, s, own));
            add_new(all, std::move(found), static_cast<std::size_t>(limit));
        }
    }
    return all;
}

} // namespace federwerk::app
