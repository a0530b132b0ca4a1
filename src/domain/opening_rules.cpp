// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text.hpp"
#include "domain/opening.hpp"
#include "domain/opening_checks.hpp"

#include <algorithm>
#include <set>

namespace federwerk::domain {

namespace {

using errors = std::vector<field_error>;

constexpr std::size_t most_badges = 12, most_seats = 20, most_exclusions = 50;
constexpr int most_places = 100;

std::string at_most(std::size_t most)
{
    return "must have at most " + std::to_string(most) + " entries";
}

void check_badges(errors& found, std::string const& field, std::vector<std::string> const& badges)
{
    if (badges.size() > most_badges)
        found.push_back({field, at_most(most_badges)});
    if (std::set<std::string>(badges.begin(), badges.end()).size() != badges.size())
        found.push_back({field, "must not name anything twice"});
}

void check_exclusions(errors& found, std::vector<std::string> const& exclusions)
{
    if (exclusions.size() > most_exclusions)
        found.push_back({"exclusions", at_most(most_exclusions)});
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
    if (seen_by == audience::two_credits && owner.kind == actor_kind::organization)
        found.push_back({"audience", "two_credits goes with people only: an organisation has no credits"});
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
    check_opening(found, o, now);
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
    check_opening(found, o, now);
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
    check_opening(found, o, now);
    return finish(std::move(o), std::move(found));
}

} // namespace federwerk::domain
