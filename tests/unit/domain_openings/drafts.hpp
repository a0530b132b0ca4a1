// SPDX-License-Identifier: AGPL-3.0-or-later
// An openness and a call that keep every rule; each test breaks one.
#pragma once

#include "domain/opening.hpp"
#include "support/results.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace federwerk::tests {

inline core::time_point const now = core::parse_rfc3339("2026-03-15T12:00:00Z").value();
inline domain::actor const alice = [] {
    domain::actor a;
    a.id = {7};
    a.username = "alice";
    a.host = "a.test";
    return a;
}();

inline domain::opening_draft openness()
{
    domain::opening_draft d;
    d.direction = "offering";
    d.markdown = "About *databases*";
    d.terms = {"unpaid"};
    d.seats = {{"podcast-guest", {"rust"}, 1}};
    return d;
}

inline domain::opening_draft call()
{
    domain::opening_draft d;
    d.form = domain::opening_form::call;
    d.title = "Talk at our meetup";
    d.markdown = "We look for two talks.";
    d.terms = {"expenses", "paid"};
    d.seats = {{"speaking", {}, 2}, {"workshop", {}, 1}};
    return d;
}

inline domain::opening made(domain::opening_draft const& d)
{
    auto const o = domain::make_opening(d, alice, now);
    REQUIRE(o);
    return *o;
}

template <class Refused>
bool names(Refused const& refused, std::string const& field)
{
    if (refused || refused.error().code != errc::invalid)
        return false;
    auto const details = refused.error().details;
    return std::ranges::find(details, field, &field_error::field) != details.end();
}

} // namespace federwerk::tests
