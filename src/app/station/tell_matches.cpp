// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/station/tell_matches.hpp"

#include "db/matches.hpp"
#include "domain/station_matching.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

constexpr int most_looked_at = 200;
constexpr std::size_t most_told = 100;

} // namespace

result<> tell_matches(db::transaction& tx, domain::opening const& fresh, core::time_point now)
{
    if (!fresh.is_open(now) || fresh.is_full(now))
        return {};
    TRY(auto const near, db::find_counterparts(tx, fresh, now, most_looked_at));
    std::vector<db::match> matches;
    for (auto const& [member_id, opening_id] : near.pairs) {
        bool const chosen = !matches.empty() && matches.back().member_id == member_id;
        auto const own = std::ranges::find(near.openings, opening_id, &domain::opening::id);
        if (chosen || own == near.openings.end() || matches.size() == most_told)
            continue;
        if (domain::belong_together(fresh, *own))
            matches.push_back({member_id, own->uri});
    }
    return matches.empty() ? result<>{} : db::tell_of_matches(tx, fresh, matches, now);
}

result<> tell_of_change(db::transaction& tx, domain::opening const& before, domain::opening const& after,
                        core::time_point now)
{
    if (!domain::is_new_again(before, after, now))
        return {};
    TRY_VOID(db::renew_opening(tx, after.id, now));
    return tell_matches(tx, after, now);
}

} // namespace federwerk::app
