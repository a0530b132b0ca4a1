// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text.hpp"
#include "core/url.hpp"
#include "translate/incoming.hpp"
#include "translate/limits.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace federwerk::translate {

namespace {

using std::chrono::days;
using std::chrono::seconds;

constexpr std::size_t most_seats = 20, most_questions = 3, most_languages = 10, most_badges = 12;
constexpr std::size_t most_title_bytes = 200, most_question_bytes = 500, most_place_bytes = 200,
                      most_language_bytes = 35, most_unit_bytes = 200;
constexpr days without_end{90};

// Years that nothing here has, and that PostgreSQL could not store either.
constexpr core::time_point earliest{std::chrono::sys_days{std::chrono::year{1970} / 1 / 1}};

domain::opening_form form_of(vocab::incoming_proposal const& p)
{
    if (auto const said = domain::parse_opening_form(p.form))
        return *said;
    return p.purpose == "request" ? domain::opening_form::call : domain::opening_form::openness;
}

domain::direction direction_of(vocab::incoming_proposal const& p)
{
    if (auto const said = domain::parse_direction(p.direction))
        return *said;
    return p.purpose == "request" ? domain::direction::looking : domain::direction::offering;
}

std::string known_kind(std::string const& id)
{
    return domain::find_kind(id) ? id : std::string{};
}

std::string kind_of(vocab::incoming_intent const& in, vocab::incoming_proposal const& p, bool first)
{
    if (auto const named = domain::kind_of_iri(in.resource))
        return *named;
    if (auto own = known_kind(in.kind); !own.empty())
        return own;
    return first ? known_kind(p.kind) : std::string{};
}

bool is_address(std::string const& text)
{
    return text.size() <= most_url_bytes && core::url::parse(text).has_value();
}

std::vector<std::string> addresses(std::vector<std::string> badges)
{
    std::erase_if(badges, [](auto const& uri) { return !is_address(uri); });
    badges.resize(std::min(badges.size(), most_badges));
    return badges;
}

int number_of(std::optional<vocab::incoming_quantity> const& q, int otherwise)
{
    if (!q || !q->value)
        return otherwise;
    int out = 0;
    auto const [end, error] = std::from_chars(q->value->data(), q->value->data() + q->value->size(), out);
    return error == std::errc{} ? out : otherwise;
}

// How many there are is ours to say and theirs to leave out; how many are left is FEP-0837's.
void translate_places(vocab::incoming_intent const& in, domain::seat& out)
{
    out.places = std::clamp(in.places.value_or(number_of(in.available, 1)), 1, 100);
    out.taken = out.places - std::clamp(number_of(in.available, out.places), 0, out.places);
}

domain::seat_terms terms_of(vocab::incoming_intent const& in, vocab::incoming_proposal const& p)
{
    auto const unit = in.quantity ? in.quantity->unit : "one";
    domain::seat_terms out{.resource = cut(in.resource, most_url_bytes),
                           .unit = cut(unit, most_unit_bytes),
                           .quantity = in.quantity ? in.quantity->value : std::nullopt,
                           .unit_based = p.unit_based,
                           .reciprocal = {}};
    if (p.reciprocal) {
        auto const& back = *p.reciprocal;
        out.reciprocal = {.uri = is_address(back.id) ? back.id : "",
                          .resource = cut(back.resource, most_url_bytes),
                          .unit = cut(back.quantity ? back.quantity->unit : "one", most_unit_bytes),
                          .quantity = back.quantity ? back.quantity->value : std::nullopt};
    }
    return out;
}

void translate_seats(vocab::incoming_note const& in, remote_opening& out)
{
    auto const& p = *in.proposal;
    auto const& intents = p.seats.empty() ? p.publishes : p.seats;
    for (auto const& intent : intents) {
        auto const position = static_cast<int>(out.opening.seats.size());
        if (out.opening.seats.size() == most_seats)
            break;
        domain::seat seat{
            .position = position, .uri = {}, .kind = kind_of(intent, p, position == 0), .badges = {}};
        seat.uri = is_address(intent.id) ? intent.id
                   : position == 0       ? in.id + "#primary"
                                         : in.id + "#seat-" + std::to_string(position);
        auto const twice = std::ranges::find(out.opening.seats, seat.uri, &domain::seat::uri);
        if (twice != out.opening.seats.end() || seat.uri.size() > most_url_bytes)
            continue;
        translate_places(intent, seat);
        auto const& badges = p.seats.empty() ? p.badges : intent.badges;
        out.terms.emplace(seat.uri, terms_of(intent, p));
        out.opening.seats.push_back(std::move(seat));
        out.badge_uris.push_back(addresses(badges));
        if (out.opening.form == domain::opening_form::openness)
            break; // It has one
    }
    if (p.seats.empty() && !out.badge_uris.empty() && out.badge_uris.front().empty())
        out.badge_uris.front() = addresses(in.badges); // As tags, which others write too
}

void translate_text(vocab::incoming_note const& in, domain::opening& out)
{
    auto const& p = *in.proposal;
    auto const title = p.title.empty() ? in.name.value_or("") : p.title;
    out.title = cut(core::single_line(title), most_title_bytes);
    out.html = cut(p.text.value_or(in.content), most_html_bytes);
    if (out.html.empty() && !in.summary.value_or("").empty())
        out.html = "<p>" + core::escape_html(cut(*in.summary, most_summary_bytes)) + "</p>";
    if (in.language && in.language->size() <= most_language_bytes)
        out.language = in.language;
    for (auto const& question : p.questions)
        if (out.questions.size() < most_questions)
            out.questions.push_back(cut(core::single_line(question), most_question_bytes));
    std::erase(out.questions, std::string{});
}

void translate_terms(vocab::incoming_proposal const& p, domain::opening& out)
{
    for (auto const& word : p.terms)
        if (auto const term = domain::parse_term(word);
            term && std::ranges::find(out.terms, *term) == out.terms.end())
            out.terms.push_back(*term);
    out.in_exchange = known_kind(p.in_exchange);
    if (out.in_exchange.empty() && p.reciprocal)
        out.in_exchange = domain::kind_of_iri(p.reciprocal->resource).value_or("");
    for (auto const& language : p.languages)
        if (language.size() <= most_language_bytes && out.languages.size() < most_languages)
            out.languages.push_back(language);
}

std::optional<double> within(std::optional<double> number, double most)
{
    return number && std::isfinite(*number) && std::abs(*number) <= most ? number : std::nullopt;
}

std::optional<int> radius_km(vocab::incoming_place const& place)
{
    if (!place.radius || !std::isfinite(*place.radius) || *place.radius < 0)
        return {};
    auto const& unit = place.units;
    double const km = *place.radius * (unit == "km"       ? 1
                                       : unit == "miles"  ? 1.609344
                                       : unit == "feet"   ? 0.0003048
                                       : unit == "inches" ? 0.0000254
                                       : unit == "cm"     ? 0.00001
                                                          : 0.001);
    return km <= 20'000 ? std::optional(static_cast<int>(std::ceil(km))) : std::nullopt;
}

// What says nothing of distance and names a place happens there.
void translate_place(vocab::incoming_proposal const& p, domain::opening& out)
{
    if (p.place) {
        domain::location there{.name = cut(core::single_line(p.place->name), most_place_bytes),
                               .latitude = within(p.place->latitude, 90),
                               .longitude = within(p.place->longitude, 180),
                               .radius_km = radius_km(*p.place)};
        if (!there.latitude || !there.longitude)
            there.latitude = there.longitude = std::nullopt;
        if (!there.name.empty() || there.latitude)
            out.where = std::move(there);
    }
    out.at_distance = p.at_distance.value_or(!out.where);
}

// No post is from the future (interop quirk 26), and none holds longer than ours may.
void translate_times(vocab::incoming_note const& in, core::time_point now, domain::opening& out)
{
    out.published = std::clamp(in.published.value_or(now), earliest, now);
    if (in.updated && *in.updated > out.published)
        out.edited_at = std::min(*in.updated, now);
    auto const longest =
        out.form == domain::opening_form::call ? domain::longest_call : domain::longest_openness;
    auto const latest = out.edited_at.value_or(out.published) + longest;
    out.ends_at = std::clamp(in.proposal->ends.value_or(out.published + without_end), earliest, latest);
    if (in.proposal->full_until && *in.proposal->full_until > earliest)
        out.full_until = std::min(*in.proposal->full_until, out.ends_at);
    else if (std::ranges::all_of(out.seats, &domain::seat::full))
        out.full_until = out.ends_at; // FEP-0837 knows no date, but another Update may say otherwise
    if (out.form == domain::opening_form::openness)
        out.seats.front().taken = 0; // Calls alone count places
}

void translate_audience(vocab::incoming_note const& in, remote_opening& out)
{
    if (vocab::is_public(in.to, in.cc))
        return;
    // Which of ours it was is not said to those who receive it.
    out.opening.audience = domain::audience::instance;
    out.addressed = in.to;
    out.addressed.insert(out.addressed.end(), in.cc.begin(), in.cc.end());
}

} // namespace

result<remote_opening> to_opening(vocab::incoming_note const& in, core::time_point now)
{
    if (!in.proposal || in.proposal->publishes.empty())
        return failure{errc::malformed, "nothing is proposed by " + in.id, "The object proposes nothing."};
    if (!is_address(in.id))
        return failure{errc::malformed, "a Note with the id " + in.id, "The object's id is no address."};
    remote_opening out;
    auto& o = out.opening;
    o.uri = in.id;
    o.local = false;
    o.form = form_of(*in.proposal);
    o.direction = direction_of(*in.proposal);
    translate_text(in, o);
    translate_terms(*in.proposal, o);
    translate_place(*in.proposal, o);
    translate_audience(in, out);
    translate_seats(in, out);
    if (o.seats.empty())
        return failure{errc::malformed, "no seat that could be named in " + in.id, {}};
    translate_times(in, now, o);
    if (in.url && is_address(*in.url))
        o.url = in.url;
    out.hashtags = hashtags_of(in);
    return out;
}

} // namespace federwerk::translate
