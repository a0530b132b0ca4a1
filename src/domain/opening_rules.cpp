// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text.hpp"
#include "domain/language_tag.hpp"
#include "domain/opening.hpp"

#include <algorithm>
#include <set>

namespace federwerk::domain {

namespace {

using errors = std::vector<field_error>;

constexpr std::size_t most_note = 280, most_title = 200, most_text = 5'000, most_questions = 3,
                      most_question = 200, most_languages = 10, most_badges = 12, most_seats = 20,
                      most_exclusions = 50, most_place = 200;
constexpr int most_places = 100, most_capacity = 1000, most_radius = 20'000;

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

void check_all(errors& found, opening const& o, core::time_point now)
{
    check_text(found, o);
    check_languages(found, o);
    check_questions(found, o);
    check_place(found, o);
    check_exchange(found, o);
    check_end(found, o, now);
    check_capacity(found, o);
}

void check_badges(errors& found, std::string const& field, std::vector<std::string> const& badges)
{
    if (badges.size() > most_badges)
        found.push_back({field, at_most(most_badges, "entries")});
    if (std::set<std::string>(badges.begin(), badges.end()).size() != badges.size())
        found.push_back({field, "must not name anything twice"});
}

void check_exclusions(errors& found, std::vector<std::string> const& exclusions)
{
    if (exclusions.size() > most_exclusions)
        found.push_back({"exclusions", at_most(most_exclusions, "entries")});
    for (auto const& each : exclusions)
        if (!parse_exclusion(each))
            found.push_back({"exclusions", "must be handles such as bo@b.test, or domains such as b.test"});
}

std::vector<term> read_terms(errors& found, std::vector<std::string> const& words)
{
    std::vector<term> terms;
    for (auto const& each : words) {
        auto const known = parse_term(each);
        if (!known)
            found.push_back({"terms", "must be of paid, unpaid, swap, equity, credit and expenses"});
        else if (std::ranges::find(terms, *known) == terms.end())
            terms.push_back(*known);
    }
    return terms;
}

std::vector<std::string> read_questions(std::vector<std::string> const& written)
{
    std::vector<std::string> out;
    for (auto const& each : written)
        out.push_back(core::single_line(each));
    return out;
}

// An openness has its kind beside its other fields; the seats of a call name theirs one by one.
std::vector<seat> read_seats(errors& found, opening_draft const& draft)
{
    std::vector<seat> seats;
    auto const is_call = draft.form == opening_form::call;
    for (auto const& each : draft.seats) {
        auto const number = seats.size();
        auto const field = is_call ? "seats[" + std::to_string(number) + "]." : std::string();
        if (!find_kind(each.kind))
            found.push_back({field + "kind", "must be a kind of the vocabulary"});
        check_badges(found, field + "badges", each.badges);
        if (each.places < 1 || each.places > (is_call ? most_places : 1))
            found.push_back({field + "places", "must be between 1 and 100"});
        seats.push_back({int(number), {}, each.kind, {}, each.places, 0});
    }
    if (seats.empty() || seats.size() > (is_call ? most_seats : 1))
        found.push_back({is_call ? "seats" : "kind", is_call ? "must be 1 to 20" : "must be exactly one"});
    return seats;
}

result<opening> finish(opening o, errors found)
{
    if (!found.empty())
        return failure{errc::invalid, "opening refused", "This cannot be saved.", std::move(found)};
    return o;
}

// Of whom nobody else hears: what was public has been seen, and what was limited does not become public.
bool would_change_audience(opening const& before, std::vector<std::string> const& exclusions)
{
    return before.audience == audience::everyone && before.exclusions.empty() != exclusions.empty();
}

} // namespace

result<opening> make_opening(opening_draft const& draft, actor const& owner, core::time_point now)
{
    errors found;
    opening o;
    o.form = draft.form;
    o.actor_id = owner.id;
    auto const is_call = o.form == opening_form::call;
    auto const towards =
        is_call && draft.direction.empty() ? direction::looking : parse_direction(draft.direction);
    if (!towards || (is_call && *towards != direction::looking))
        found.push_back({"direction", is_call ? "of a call is always \"looking\""
                                              : "must be \"offering\" or \"looking\""});
    auto const seen_by = parse_audience(draft.audience);
    if (!seen_by)
        found.push_back(
            {"audience", "must be everyone, instance, pacts, verified_organisations or two_credits"});
    o.direction = towards.value_or(o.direction);
    o.audience = seen_by.value_or(o.audience);
    o.title = core::single_line(draft.title);
    o.markdown = draft.markdown;
    o.language = draft.language;
    o.terms = read_terms(found, draft.terms);
    o.in_exchange = draft.in_exchange;
    o.at_distance = draft.at_distance;
    o.where = draft.where;
    o.languages = draft.languages;
    o.questions = read_questions(draft.questions);
    o.capacity = draft.capacity;
    o.ends_at = draft.ends_at.value_or(now + (is_call ? longest_call : longest_openness));
    o.published = now;
    o.seats = read_seats(found, draft);
    check_all(found, o, now);
    check_exclusions(found, draft.exclusions);
    return finish(std::move(o), std::move(found));
}

result<opening> edit_opening(opening before, opening_edit const& edit, core::time_point now)
{
    if (!before.is_open(now))
        return failure{errc::conflict, "closed or ended",
                       "This is closed or has ended. Make a new one instead."};
    errors found;
    if (edit.exclusions && would_change_audience(before, *edit.exclusions))
        found.push_back({"exclusions", "would change who has seen it: close it, and make a new one"});
    if (edit.ends_at && before.form == opening_form::call)
        found.push_back({"ends_at", "of a call stays: renew it when it ends"});
    if (edit.badges && before.seats.size() != 1)
        found.push_back({"badges", "of several seats stay"});
    auto o = std::move(before);
    if (edit.title)
        o.title = core::single_line(*edit.title);
    if (edit.markdown)
        o.markdown = *edit.markdown;
    if (edit.terms)
        o.terms = read_terms(found, *edit.terms);
    if (std::ranges::find(o.terms, term::swap) == o.terms.end())
        o.in_exchange.clear();
    if (edit.questions)
        o.questions = read_questions(*edit.questions);
    o.languages = edit.languages.value_or(o.languages);
    o.at_distance = edit.at_distance.value_or(o.at_distance);
    o.where = edit.where.value_or(o.where);
    o.capacity = edit.capacity.value_or(o.capacity);
    o.ends_at = edit.ends_at.value_or(o.ends_at);
    o.edited_at = now;
    check_all(found, o, now);
    check_badges(found, "badges", edit.badges.value_or(std::vector<std::string>{}));
    check_exclusions(found, edit.exclusions.value_or(std::vector<std::string>{}));
    return finish(std::move(o), std::move(found));
}

result<opening> renew_call(opening before, std::optional<core::time_point> ends_at, core::time_point now)
{
    errors found;
    auto o = std::move(before);
    if (o.form != opening_form::call)
        found.push_back({"id", "must be a call: an openness is extended instead"});
    o.renews_id = o.id;
    o.id = {};
    o.uri.clear();
    o.url.reset();
    for (auto& each : o.seats)
        each.taken = 0;
    o.ends_at = ends_at.value_or(now + longest_call);
    o.published = now;
    o.full_until.reset();
    o.closed_at.reset();
    o.edited_at.reset();
    check_all(found, o, now);
    return finish(std::move(o), std::move(found));
}

} // namespace federwerk::domain
