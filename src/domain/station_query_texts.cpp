// SPDX-License-Identifier: AGPL-3.0-or-later
// A query as it is kept and linked to.
#include "domain/station_query.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace federwerk::domain {

namespace {

std::string joined(std::vector<std::string> const& list)
{
    std::string out;
    for (auto const& each : list)
        out += (out.empty() ? "" : ",") + each;
    return out;
}

std::string degrees(surroundings const& near)
{
    std::array<char, 64> out{};
    std::snprintf(out.data(), out.size(), "%.5f,%.5f", near.latitude, near.longitude);
    return out.data();
}

std::string terms_of(station_query const& q)
{
    std::vector<std::string> out;
    for (auto const each : q.terms)
        out.emplace_back(to_string(each));
    return joined(out);
}

} // namespace

named_texts to_named_texts(station_query const& q)
{
    auto const time = [](std::optional<core::time_point> t) { return t ? core::to_rfc3339(*t) : ""; };
    named_texts const all{
        {"tab", q.form == opening_form::call ? "calls" : "people"},
        {"kind", joined(q.kinds)},
        {"direction", q.towards ? std::string(to_string(*q.towards)) : ""},
        {"badges", joined(q.badges)},
        {"match", q.all_badges || q.badges.empty() ? "" : "any"},
        {"terms", terms_of(q)},
        {"language", joined(q.languages)},
        {"remote", q.at_distance ? "true" : ""},
        {"near", q.near ? degrees(*q.near) : ""},
        {"within", q.near ? std::to_string(q.near->km) : ""},
        {"since", time(q.since)},
        {"ends_before", time(q.ends_before)},
        {"organisation", q.organisation},
        {"instance", q.instance},
        {"q", q.text},
        {"complementary_to", q.complementary_to ? q.complementary_to->text() : ""},
    };
    named_texts out;
    std::ranges::copy_if(all, std::back_inserter(out), [](auto const& each) { return !each.second.empty(); });
    return out;
}

std::vector<std::string> answered_parts(station_query const& q)
{
    constexpr std::array<std::string_view, 4> others{"tab", "match", "within", "complementary_to"};
    std::vector<std::string> out;
    for (auto const& [name, value] : to_named_texts(q))
        if (std::ranges::find(others, name) == others.end())
            out.push_back(name);
    return out;
}

} // namespace federwerk::domain
