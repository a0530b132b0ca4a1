// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/station_matching.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace federwerk::domain {

namespace {

std::string primary(std::string const& tag)
{
    return tag.substr(0, tag.find('-'));
}

bool share_a_language(opening const& one, opening const& other)
{
    if (one.languages.empty() || other.languages.empty())
        return true;
    return std::ranges::any_of(one.languages, [&](auto const& mine) {
        return std::ranges::any_of(other.languages,
                                   [&](auto const& theirs) { return primary(mine) == primary(theirs); });
    });
}

bool share_terms(opening const& one, opening const& other)
{
    return one.terms.empty() || other.terms.empty() || std::ranges::any_of(one.terms, [&](term t) {
               return std::ranges::find(other.terms, t) != other.terms.end();
           });
}

bool can_meet(opening const& one, opening const& other)
{
    if (one.at_distance && other.at_distance)
        return true;
    if (!one.where || !other.where || !one.where->latitude || !other.where->latitude)
        return true;
    auto const &here = *one.where, &there = *other.where;
    return distance_km(*here.latitude, *here.longitude, *there.latitude, *there.longitude) <=
           here.radius_km.value_or(0) + there.radius_km.value_or(0) + 25; // A town is no point
}

bool seat_fits(seat const& wanted, seat const& offered)
{
    if (wanted.kind.empty() || wanted.kind != offered.kind || wanted.full())
        return false;
    if (wanted.badges.empty() || offered.badges.empty())
        return true;
    return std::ranges::any_of(wanted.badges, [&](badge const& each) {
        return std::ranges::find(offered.badges, each.slug, &badge::slug) != offered.badges.end();
    });
}

std::set<std::string> slugs_of(seat const& s)
{
    std::set<std::string> out;
    for (auto const& each : s.badges)
        out.insert(each.slug);
    return out;
}

bool seats_changed(opening const& before, opening const& after)
{
    auto const asks_alike = [](seat const& was, seat const& is) {
        return was.kind == is.kind && slugs_of(was) == slugs_of(is) && (is.full() || !was.full());
    };
    return !std::ranges::equal(before.seats, after.seats, asks_alike);
}

bool has_room(opening const& o, core::time_point now)
{
    return o.is_open(now) && !o.is_full(now);
}

template <class List>
bool same_set(List one, List other)
{
    std::ranges::sort(one);
    std::ranges::sort(other);
    return one == other;
}

bool gives(opening const& one, std::string const& kind)
{
    return std::ranges::any_of(one.seats,
                               [&](auto const& each) { return each.kind == kind && !each.full(); });
}

} // namespace

double distance_km(double latitude, double longitude, double other_latitude, double other_longitude)
{
    constexpr auto radian = std::numbers::pi / 180;
    auto const half = [](double degrees) { return std::pow(std::sin(degrees * radian / 2), 2); };
    auto const a = half(other_latitude - latitude) + std::cos(latitude * radian) *
                                                         std::cos(other_latitude * radian) *
                                                         half(other_longitude - longitude);
    return 12'742 * std::asin(std::min(1.0, std::sqrt(a)));
}

bool fits(opening const& call, opening const& openness)
{
    if (call.direction == openness.direction || openness.seats.empty() || call.actor_id == openness.actor_id)
        return false;
    bool const seat = std::ranges::any_of(
        call.seats, [&](auto const& each) { return seat_fits(each, openness.seats.front()); });
    return seat && share_terms(call, openness) && share_a_language(call, openness) &&
           can_meet(call, openness);
}

bool complements(opening const& one, opening const& other)
{
    if (one.in_exchange.empty() || other.in_exchange.empty() || one.actor_id == other.actor_id)
        return false;
    bool const crossed = gives(other, one.in_exchange) && gives(one, other.in_exchange);
    bool const alike =
        one.in_exchange == other.in_exchange &&
        std::ranges::any_of(one.seats, [&](auto const& each) { return gives(other, each.kind); });
    return (one.direction == other.direction ? crossed : alike) && share_a_language(one, other) &&
           can_meet(one, other);
}

bool is_new_again(opening const& before, opening const& after, core::time_point now)
{
    return has_room(after, now) &&
           (!has_room(before, now) || seats_changed(before, after) ||
            before.in_exchange != after.in_exchange || before.at_distance != after.at_distance ||
            before.where != after.where || !same_set(before.terms, after.terms) ||
            !same_set(before.languages, after.languages));
}

bool belong_together(opening const& one, opening const& other)
{
    if (complements(one, other))
        return true;
    if (one.form == other.form)
        return false;
    return one.form == opening_form::call ? fits(one, other) : fits(other, one);
}

} // namespace federwerk::domain
