// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/vocab/contexts.hpp"
#include "federation/vocab/values.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace federwerk::vocab {

namespace {

constexpr std::size_t most_intents = 20, most_words = 20, most_badges = 20;

json::view one(json::view value)
{
    return value.is_array() ? value.at(0) : value;
}

// FEP-0837 says a string; numbers come too.
std::optional<std::string> numeral_of(json::view value)
{
    auto const only = one(value);
    if (auto text = optional_text(only); text && !text->empty() && text->size() <= 40)
        return text;
    if (auto const whole = only.integer())
        return std::to_string(*whole);
    auto const number = only.number();
    if (!number || !std::isfinite(*number))
        return {};
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.9g", *number);
    return std::string(digits);
}

std::optional<incoming_quantity> quantity_at(json::view intent, std::string_view name)
{
    auto const value = flow(intent, name);
    return value.present() ? std::optional(read_quantity(value)) : std::nullopt;
}

std::vector<std::string> words(json::view value)
{
    std::vector<std::string> out;
    for (auto const item : value.as_list())
        if (auto text = text_of(item); !text.empty() && out.size() < most_words)
            out.push_back(std::move(text));
    return out;
}

std::vector<std::string> badges_of(json::view value)
{
    auto out = ids_of(value);
    out.resize(std::min(out.size(), most_badges));
    return out;
}

incoming_intent intent_of(json::view value)
{
    incoming_intent out;
    out.id = id_of(value);
    out.action = text_of(flow(value, "action"));
    out.resource = id_of(flow(value, "resourceConformsTo"));
    out.quantity = quantity_at(value, "resourceQuantity");
    out.available = quantity_at(value, "availableQuantity");
    out.minimum = quantity_at(value, "minimumQuantity");
    out.kind = text_of(own(value, "kind"));
    out.badges = badges_of(own(value, "badges"));
    out.places = size_of(own(value, "places"));
    return out;
}

std::vector<incoming_intent> intents_of(json::view value)
{
    std::vector<incoming_intent> out;
    for (auto const item : value.as_list())
        if ((item.is_object() || item.is_string()) && out.size() < most_intents)
            out.push_back(intent_of(item));
    return out;
}

// AS2: units of a Place are metres unless it says otherwise.
std::optional<incoming_place> place_of(json::view value)
{
    auto const place = one(value);
    if (auto const name = place.text(); name && !name->empty())
        return incoming_place{.name = std::string(*name)};
    if (!place.is_object())
        return {};
    return incoming_place{.name = text_of(place["name"]),
                          .latitude = place["latitude"].number(),
                          .longitude = place["longitude"].number(),
                          .radius = place["radius"].number(),
                          .units = text_of(place["units"])};
}

void read_own_properties(json::view ours, incoming_proposal& out)
{
    out.form = text_of(own(ours, "form"));
    out.kind = text_of(own(ours, "kind"));
    out.direction = text_of(own(ours, "direction"));
    out.title = text_of(own(ours, "title"));
    out.text = optional_text(own(ours, "text"));
    out.in_exchange = text_of(own(ours, "inExchange"));
    out.terms = words(own(ours, "terms"));
    out.languages = words(own(ours, "languages"));
    out.questions = words(own(ours, "questions"));
    out.badges = badges_of(own(ours, "badges"));
    out.at_distance = one(own(ours, "atDistance")).boolean();
    out.full_until = time_of(own(ours, "fullUntil"));
    out.seats = intents_of(own(ours, "seats"));
}

} // namespace

incoming_quantity read_quantity(json::view value)
{
    auto const quantity = one(value);
    auto unit = text_of(flow(quantity, "hasUnit"));
    return {.unit = unit.empty() ? "one" : std::move(unit),
            .value = numeral_of(flow(quantity, "hasNumericalValue"))};
}

std::optional<incoming_proposal> read_proposal(json::view document)
{
    incoming_proposal out;
    out.publishes = intents_of(flow(document, "publishes"));
    if (out.publishes.empty())
        return {};
    out.purpose = text_of(flow(document, "purpose"));
    if (auto const back = one(flow(document, "reciprocal")); back.is_object())
        out.reciprocal = intent_of(back);
    out.unit_based = flag_of(flow(document, "unitBased"));
    out.ends = time_of(document["endTime"]);
    out.place = place_of(document["location"]);
    read_own_properties(own(document, "opening"), out);
    return out;
}

} // namespace federwerk::vocab
