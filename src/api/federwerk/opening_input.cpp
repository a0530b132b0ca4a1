// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/opening_input.hpp"

#include "api/body.hpp"
#include "core/text.hpp"
#include "json/reader.hpp"

#include <algorithm>
#include <cmath>

namespace federwerk::api {

namespace {

using domain::opening_form;
using texts = std::vector<std::string>;

// Bounds of shape alone; the domain's are narrower and say so.
constexpr std::size_t most_items = 100, most_text = 2048, most_markdown = 100'000;

texts read_texts(json::reader& in, std::string_view name)
{
    return in.optional_texts(name, most_items, most_text).value_or(texts{});
}

std::optional<core::time_point> read_end(json::reader& in)
{
    auto const given = in.optional_text("ends_at", 40);
    if (!given)
        return std::nullopt;
    auto const time = core::parse_rfc3339(*given);
    if (!time) {
        in.refuse("ends_at", "must be a time such as 2026-12-31T18:00:00Z");
        return std::nullopt;
    }
    return *time;
}

std::optional<double> read_degrees(json::reader& in, json::view place, std::string_view name)
{
    auto const given = place[name];
    if (!given.present())
        return std::nullopt;
    auto const number = given.number();
    if (!number || !std::isfinite(*number)) {
        in.refuse("place." + std::string(name), "must be a number of degrees");
        return std::nullopt;
    }
    return *number;
}

std::optional<domain::location> read_place(json::reader& in)
{
    auto const given = in.optional_object("place");
    if (!given.present())
        return std::nullopt;
    json::reader inside(given);
    domain::location where;
    where.name = core::single_line(inside.text("name", most_text, 1));
    where.latitude = read_degrees(in, given, "latitude");
    where.longitude = read_degrees(in, given, "longitude");
    if (auto const radius = inside.optional_integer("radius_km", 0, 20'000))
        where.radius_km = static_cast<int>(*radius);
    inside.allow_only({"name", "latitude", "longitude", "radius_km"});
    if (auto const refused = inside.refusal())
        for (auto const& each : refused->details)
            in.refuse("place." + each.field, each.message);
    return where;
}

std::optional<int> read_capacity(json::reader& in)
{
    auto const given = in.optional_integer("capacity", 1, 1000);
    return given ? std::optional(static_cast<int>(*given)) : std::nullopt;
}

domain::seat_draft read_seat(json::reader& in, json::view given, std::size_t number)
{
    json::reader inside(given);
    domain::seat_draft seat;
    seat.kind = inside.text("kind", most_text, 1);
    seat.badges = read_texts(inside, "badges");
    seat.places = static_cast<int>(inside.optional_integer("places", 1, 100).value_or(1));
    inside.allow_only({"kind", "badges", "places"});
    if (auto const refused = inside.refusal())
        for (auto const& each : refused->details)
            in.refuse("seats[" + std::to_string(number) + "]." + each.field, each.message);
    return seat;
}

std::vector<domain::seat_draft> read_seats(json::reader& in, json::view given)
{
    std::vector<domain::seat_draft> seats;
    if (!given.is_array() || given.size() == 0 || given.size() > most_items) {
        in.refuse("seats", "must be a list of 1 to 20 objects with kind, badges and places");
        return seats;
    }
    for (auto const& item : given.items())
        seats.push_back(read_seat(in, item, seats.size()));
    return seats;
}

// What openness and calls have in common.
void read_shared(json::reader& in, domain::opening_draft& d)
{
    d.in_exchange = in.optional_text("in_exchange", most_text).value_or("");
    d.audience = in.optional_text("audience", 40).value_or("everyone");
    d.language = in.optional_text("language", most_text);
    d.terms = read_texts(in, "terms");
    d.languages = read_texts(in, "languages");
    d.questions = read_texts(in, "questions");
    d.at_distance = in.optional_boolean("at_distance").value_or(true);
    d.where = read_place(in);
    d.ends_at = read_end(in);
    d.exclusions = read_texts(in, "exclusions");
}

void read_openness(json::reader& in, domain::opening_draft& d)
{
    d.direction = in.text("direction", 20);
    d.markdown = in.optional_text("note", most_markdown).value_or("");
    d.capacity = read_capacity(in);
    d.seats.push_back({in.text("kind", most_text, 1), read_texts(in, "badges"), 1});
    in.allow_only({"kind", "direction", "badges", "terms", "in_exchange", "at_distance", "place", "languages",
                   "capacity", "ends_at", "note", "questions", "audience", "exclusions", "language"});
}

void read_call(json::reader& in, json::view root, opening_wish& wish)
{
    auto& d = wish.draft;
    d.title = in.text("title", most_text, 1);
    d.markdown = in.text("text", most_markdown, 1);
    d.seats = read_seats(in, root["seats"]);
    wish.organisation = in.optional_text("organisation", 320);
    in.allow_only({"title", "text", "seats", "terms", "in_exchange", "at_distance", "place", "languages",
                   "ends_at", "questions", "audience", "exclusions", "language", "organisation"});
}

void read_shared_edit(json::reader& in, domain::opening_edit& e)
{
    if (in.has("terms"))
        e.terms = read_texts(in, "terms");
    if (in.has("languages"))
        e.languages = read_texts(in, "languages");
    if (in.has("questions"))
        e.questions = read_texts(in, "questions");
    if (in.has("badges"))
        e.badges = read_texts(in, "badges");
    if (in.has("at_distance"))
        e.at_distance = in.optional_boolean("at_distance").value_or(true);
    if (in.has("place"))
        e.where = read_place(in);
    if (in.has("exclusions"))
        e.exclusions = read_texts(in, "exclusions");
}

void refuse_fixed(json::reader& in)
{
    for (auto const name :
         {"kind", "direction", "audience", "seats", "in_exchange", "language", "organisation"})
        if (in.has(name))
            in.refuse(name, "stays as it is: close this one, and make a new one");
}

} // namespace

result<opening_wish> read_opening_wish(http::request const& request, opening_form form)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    opening_wish wish;
    wish.draft.form = form;
    read_shared(in, wish.draft);
    if (form == opening_form::call)
        read_call(in, body.root(), wish);
    else
        read_openness(in, wish.draft);
    if (auto refused = in.refusal())
        return *refused;
    return wish;
}

result<domain::opening_edit> read_opening_edit(http::request const& request, opening_form form,
                                               core::time_point now)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    domain::opening_edit e;
    read_shared_edit(in, e);
    refuse_fixed(in);
    if (form == opening_form::call) {
        if (in.has("title"))
            e.title = in.text("title", most_text, 1);
        if (in.has("text"))
            e.markdown = in.text("text", most_markdown, 1);
        in.allow_only({"title", "text", "terms", "languages", "questions", "badges", "at_distance", "place",
                       "exclusions", "kind", "direction", "audience", "seats", "in_exchange", "language",
                       "organisation"});
    } else {
        if (in.has("note"))
            e.markdown = in.optional_text("note", most_markdown).value_or("");
        if (in.has("capacity"))
            e.capacity = read_capacity(in);
        if (in.has("ends_at"))
            e.ends_at = read_end(in).value_or(now + domain::longest_openness);
        in.allow_only({"note", "capacity", "ends_at", "terms", "languages", "questions", "badges",
                       "at_distance", "place", "exclusions", "kind", "direction", "audience", "seats",
                       "in_exchange", "language", "organisation"});
    }
    if (auto refused = in.refusal())
        return *refused;
    return e;
}

result<std::optional<core::time_point>> read_renewal(http::request const& request)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    auto const ends_at = read_end(in);
    in.allow_only({"ends_at"});
    if (auto refused = in.refusal())
        return *refused;
    return ends_at;
}

} // namespace federwerk::api
