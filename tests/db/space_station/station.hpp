// SPDX-License-Identifier: AGPL-3.0-or-later
// Openings of tests as the Space Station finds them.
#pragma once

#include "db/actors.hpp"
#include "db/badges.hpp"
#include "db/openings.hpp"
#include "db/space_station.hpp"
#include "support/people.hpp"
#include "support/results.hpp"
#include "support/test_database.hpp"

#include <catch2/catch.hpp>

#include <set>

namespace federwerk::tests {

inline domain::badge badge(db::transaction& tx, std::string const& slug)
{
    auto found = db::find_badge_by_slug(tx, slug).value();
    REQUIRE(found);
    return *found;
}

// An openness as it would be made, open for thirty days; the change is what the test is about.
template <class Change>
domain::opening opening(db::transaction& tx, domain::actor const& owner, Change const& change)
{
    domain::opening o;
    o.id = db::next_id(tx).value();
    o.actor_id = owner.id;
    o.local = owner.local;
    o.uri = "https://" + owner.host + "/ap/openings/" + o.id.text();
    o.html = "<p>Open to it</p>";
    o.plain = "Open to it";
    o.terms = {domain::term::unpaid};
    o.published = core::now();
    o.ends_at = o.published + std::chrono::days(30);
    o.seats = {{.position = 0, .uri = o.uri + "#primary", .kind = "code-review", .badges = {}}};
    change(o);
    REQUIRE(db::insert_opening(tx, o));
    return o;
}
inline domain::opening opening(db::transaction& tx, domain::actor const& owner)
{
    return opening(tx, owner, [](domain::opening&) {});
}

using found_ids = std::set<core::snowflake>;

inline found_ids found(db::transaction& tx, core::snowflake viewer, db::station_search const& search)
{
    auto const who = db::find_station_viewer(tx, viewer).value();
    auto const all =
        db::find_candidates(tx, search, who, {{}, {(std::int64_t{1} << 53) - 1}, 1000}, core::now());
    CHECK(all);
    found_ids out;
    for (auto const& each : all.value())
        out.insert(each.id);
    CHECK(out.size() == all->size());
    return out;
}
inline found_ids found(db::transaction& tx, core::snowflake viewer, domain::named_texts const& query = {})
{
    auto const parsed = domain::parse_station_query(query);
    REQUIRE(parsed);
    return found(tx, viewer, db::station_search{*parsed, std::nullopt, std::nullopt});
}

} // namespace federwerk::tests
