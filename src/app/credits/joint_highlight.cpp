// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/joint_highlight.hpp"

#include "app/requests/request_people.hpp"
#include "db/openings.hpp"
#include "domain/collaboration_kind.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

core::day day_of(core::time_point t)
{
    return core::day(std::chrono::floor<std::chrono::days>(t));
}

std::string title_of(std::optional<domain::opening> const& o, std::string const& kind)
{
    if (o && !o->title.empty())
        return o->title;
    auto const* const known = domain::find_kind(kind);
    return std::string(known ? known->offering.en : std::string_view("Working together"));
}

std::string address_of(domain::badge const& badge)
{
    return badge.host.empty() ? badge.slug : badge.uri;
}

} // namespace

result<domain::highlight_draft> joint_highlight(db::transaction& tx, core::snowflake request_id,
                                                core::snowflake member_id)
{
    TRY(auto const own, find_own_request(tx, request_id, member_id));
    auto const& r = own.file.request;
    if (r.state != domain::request_state::done && r.state != domain::request_state::credited)
        return failure{errc::conflict, "the request is " + std::string(to_string(r.state)),
                       "Both must have called it done first."};
    TRY(auto const opening, db::find_any_opening(tx, r.opening_uri));
    domain::highlight_draft d;
    d.headline = title_of(opening, r.kind);
    if (opening)
        for (auto const& seat : opening->seats)
            if (seat.position == r.position)
                for (auto const& badge : seat.badges)
                    d.badges.push_back(address_of(badge));
    d.collaborators.push_back(own.file.other(own.who).handle());
    auto const from = r.agreed_at.value_or(r.created_at);
    auto const to = std::max({from, r.sender_done_at.value_or(from), r.receiver_done_at.value_or(from)});
    d.happened = domain::happening{day_of(from), {}};
    if (day_of(to) != day_of(from))
        d.happened->to = day_of(to);
    d.request = r.id;
    return d;
}

} // namespace federwerk::app
