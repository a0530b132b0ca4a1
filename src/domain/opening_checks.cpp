// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/opening_checks.hpp"

#include "core/text.hpp"
#include "domain/language_tag.hpp"

#include <algorithm>

namespace federwerk::domain {

namespace {

using errors = std::vector<field_error>;

constexpr std::size_t most_note = 280, most_title = 200, most_text = 5'000, most_questions = 3,
                      most_question = 200, most_languages = 10, most_place = 200;
constexpr int most_capacity = 1000, most_radius = 20'000;

std::string at_most(std::size_t most, char const* what)
{
    return "must have at most " + std::to_string(most) + " " + what;
}

void check_text(errors& found, opening const& o)
{
    auto const text = std::string_view(o.markdown ? *o.markdown : std::string_view());
    if (o.form == opening_form::openness) {
        if (!o.title.empty())
            found.push_back({"title", "goes with calls only"});
        if (core::count_characters(text) > most_note)
            found.push_back({"note", at_most(most_note, "characters")});
        return;
    }
    if (o.title.empty())
        found.push_back({"title", "must not be empty"});
    if (core::count_characters(o.title) > most_title)
        found.push_back({"title", at_most(most_title, "characters")});
    if (core::trim(text).empty())
        found.push_back({"text", "must not be empty"});
    if (core::count_characters(text) > most_text)
        found.push_back({"text", at_most(most_text, "characters")});
}

void check_languages(errors& found, opening const& o)
{
    if (o.language && !is_language_tag(*o.language))
        found.push_back({"language", "must be a language tag such as en or de-AT"});
    if (o.languages.size() > most_languages)
        found.push_back({"languages", at_most(most_languages, "entries")});
    if (!std::ranges::all_of(o.languages, is_language_tag))
        found.push_back({"languages", "must be language tags such as en or de-AT"});
}

void check_questions(errors& found, opening const& o)
{
    if (o.questions.size() > most_questions)
        found.push_back({"questions", "must be at most three"});
    for (auto const& each : o.questions)
        if (each.empty() || core::count_characters(each) > most_question)
            found.push_back({"questions", "must each have 1 to 200 characters"});
}

// Coordinates go with their name, and only both together.
void check_place(errors& found, opening const& o)
{
    if (!o.where) {
        if (!o.at_distance)
            found.push_back({"place", "must be there, unless it can be done at a distance"});
        return;
    }
    auto const& w = *o.where;
    if (w.name.empty() || core::count_characters(w.name) > most_place)
        found.push_back({"place.name", "must have 1 to 200 characters"});
    if (w.latitude.has_value() != w.longitude.has_value())
        found.push_back({"place.latitude", "goes with a longitude"});
    if (w.latitude && !(*w.latitude >= -90 && *w.latitude <= 90))
        found.push_back({"place.latitude", "must be between -90 and 90"});
    if (w.longitude && !(*w.longitude >= -180 && *w.longitude <= 180))
        found.push_back({"place.longitude", "must be between -180 and 180"});
    if (w.radius_km && (*w.radius_km < 0 || *w.radius_km > most_radius))
        found.push_back({"place.radius_km", "must be between 0 and 20000"});
}

void check_exchange(errors& found, opening const& o)
{
    if (o.terms.empty())
        found.push_back(
            {"terms", "must say at least one of paid, unpaid, swap, equity, credit and expenses"});
    if (o.in_exchange.empty())
        return;
    if (std::ranges::find(o.terms, term::swap) == o.terms.end())
        found.push_back({"in_exchange", "goes with the term \"swap\" only"});
    if (!find_kind(o.in_exchange))
        found.push_back({"in_exchange", "must be a kind of the vocabulary"});
}

void check_end(errors& found, opening const& o, core::time_point now)
{
    auto const is_call = o.form == opening_form::call;
    auto const longest = is_call ? longest_call : longest_openness;
    if (o.ends_at <= now)
        found.push_back({"ends_at", "must be in the future"});
    else if (o.ends_at > now + longest)
        found.push_back({"ends_at", "must be within " + std::to_string(longest.count()) + " days"});
}

void check_capacity(errors& found, opening const& o)
{
    if (!o.capacity)
        return;
    if (o.form == opening_form::call)
        found.push_back({"capacity", "goes with openness only; a call has seats"});
    else if (*o.capacity < 1 || *o.capacity > most_capacity)
        found.push_back({"capacity", "must be between 1 and 1000"});
}

} // namespace

void check_opening(errors& found, opening const& o, core::time_point now)
{
    check_text(found, o);
    check_languages(found, o);
    check_questions(found, o);
    check_place(found, o);
    check_exchange(found, o);
    check_end(found, o, now);
    check_capacity(found, o);
}

} // namespace federwerk::domain
