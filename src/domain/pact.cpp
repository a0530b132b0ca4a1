// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/pact.hpp"

#include "core/text.hpp"
#include "domain/language_tag.hpp"

#include <algorithm>

namespace federwerk::domain {

namespace {

constexpr std::size_t most_words = 100;
constexpr int most_per_day = 100'000;

// "de-AT" is German too, to those who ask for German.
std::string primary(std::string_view tag)
{
    return core::lower_ascii(tag.substr(0, tag.find('-')));
}

template <class Good>
void check(std::vector<field_error>& refused, std::string const& field, std::vector<std::string> const& words,
           Good good)
{
    if (words.size() > most_words)
        refused.push_back({field, "At most 100."});
    for (auto const& word : words)
        if (!good(word))
            refused.push_back({field, "Not known: " + word});
}

bool has_kind(opening const& o, std::vector<std::string> const& wanted)
{
    return std::ranges::any_of(
        o.seats, [&](auto const& seat) { return std::ranges::find(wanted, seat.kind) != wanted.end(); });
}

bool has_badge(opening const& o, std::vector<std::string> const& wanted)
{
    return std::ranges::any_of(o.seats, [&](auto const& seat) {
        return std::ranges::any_of(seat.badges, [&](auto const& badge) {
            return std::ranges::find(wanted, badge.slug) != wanted.end();
        });
    });
}

// What it is to be done in, or else what it is written in. What says neither is for everybody.
bool has_language(opening const& o, std::vector<std::string> const& wanted)
{
    auto spoken = o.languages;
    if (spoken.empty() && o.language)
        spoken.push_back(*o.language);
    return spoken.empty() || std::ranges::any_of(spoken, [&](auto const& tag) {
               return std::ranges::any_of(wanted,
                                          [&](auto const& one) { return primary(one) == primary(tag); });
           });
}

} // namespace

std::string_view to_string(pact_state state)
{
    switch (state) {
    case pact_state::proposed:
        return "proposed";
    case pact_state::asked:
        return "asked";
    case pact_state::holds:
        return "holds";
    case pact_state::ended:
        break;
    }
    return "ended";
}

bool is_station(actor const& who)
{
    return !who.local && who.kind == actor_kind::application && who.username == station_name;
}

result<pact_filters> check_filters(pact_filters given)
{
    std::vector<field_error> refused;
    check(refused, "kinds", given.kinds, [](auto const& id) { return find_kind(id) != nullptr; });
    check(refused, "badges", given.badges,
          [](auto const& slug) { return !slug.empty() && core::slugify(slug) == slug; });
    check(refused, "languages", given.languages, [](auto const& tag) { return is_language_tag(tag); });
    if (given.per_day < 1 || given.per_day > most_per_day)
        refused.push_back({"per_day", "From 1 to 100000."});
    if (!refused.empty())
        return failure{errc::invalid, "filters of a pact", "These filters cannot be kept.", refused};
    return given;
}

bool lets_through(pact_filters const& f, opening const& o)
{
    return (f.kinds.empty() || has_kind(o, f.kinds)) && (f.badges.empty() || has_badge(o, f.badges)) &&
           (f.languages.empty() || has_language(o, f.languages));
}

bool is_for_pacts(opening const& o)
{
    return o.audience == audience::everyone || o.audience == audience::pacts;
}

} // namespace federwerk::domain
