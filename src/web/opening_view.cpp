// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/views.hpp"

#include <unicode/locid.h>

#include <algorithm>

namespace federwerk::web {

namespace {

std::string kind_of(locale const& language, std::string const& id, domain::direction direction)
{
    auto const* known = domain::find_kind(id);
    if (known == nullptr)
        return {};
    auto const& names = direction == domain::direction::offering ? known->offering : known->looking;
    return std::string(language.language() == "de" ? names.de : names.en);
}

std::string language_name(locale const& shown_in, std::string const& code)
{
    UErrorCode status = U_ZERO_ERROR;
    auto const named = icu::Locale::forLanguageTag(code, status);
    if (U_FAILURE(status))
        return code;
    icu::UnicodeString name;
    named.getDisplayName(icu::Locale(shown_in.language().c_str()), name);
    std::string out;
    name.toUTF8String(out);
    return out.empty() ? code : out;
}

std::string joined(std::vector<std::string> const& parts)
{
    std::string out;
    for (auto const& part : parts)
        if (!part.empty())
            out += (out.empty() ? "" : ", ") + part;
    return out;
}

std::string terms(locale const& language, domain::opening const& o)
{
    std::vector<std::string> names;
    for (auto const term : o.terms)
        names.push_back(language.text("term_" + std::string(domain::to_string(term))));
    return joined(names);
}

std::string place(locale const& language, domain::opening const& o)
{
    std::vector<std::string> parts;
    if (o.at_distance)
        parts.push_back(language.text("open_anywhere"));
    if (o.where && !o.where->name.empty())
        parts.push_back(o.where->radius_km
                            ? language.format("open_around", {{"place", o.where->name},
                                                              {"km", std::int64_t{*o.where->radius_km}}})
                            : o.where->name);
    return joined(parts);
}

std::string languages(locale const& language, domain::opening const& o)
{
    std::vector<std::string> names;
    for (auto const& code : o.languages)
        names.push_back(language_name(language, code));
    return joined(names);
}

std::string seats(locale const& language, domain::opening const& o)
{
    std::vector<std::string> names;
    for (auto const& seat : o.seats) {
        auto name = kind_of(language, seat.kind, o.direction);
        if (!name.empty() && seat.places > 1)
            name = language.format("open_places", {{"kind", name}, {"places", std::int64_t{seat.places}}});
        names.push_back(std::move(name));
    }
    return joined(names);
}

// What a dl.facts lists; empty ones go without saying.
data facts(locale const& language, domain::opening const& o)
{
    bool const call = o.form == domain::opening_form::call;
    auto const back = kind_of(language, o.in_exchange, domain::direction::looking);
    data list{data::type::list};
    for (auto const& [name, value] :
         {std::pair<char const*, std::string>{"open_kinds", call ? seats(language, o) : ""},
          {"open_terms", terms(language, o)},
          {"open_in_return", back},
          {"open_place", place(language, o)},
          {"open_languages", languages(language, o)}}) {
        if (value.empty())
            continue;
        data one{data::type::object};
        one.set("name", language.text(name));
        one.set("value", value);
        list << one;
    }
    return list;
}

data question_views(domain::opening const& o)
{
    data list{data::type::list};
    for (auto const& question : o.questions) {
        data one{data::type::object};
        one.set("question", question);
        list << one;
    }
    return list;
}

std::vector<domain::badge> badges_of(domain::opening const& o)
{
    std::vector<domain::badge> out;
    for (auto const& seat : o.seats)
        for (auto const& badge : seat.badges)
            if (std::ranges::find(out, badge.id, &domain::badge::id) == out.end())
                out.push_back(badge);
    return out;
}

} // namespace

std::string title_of(locale const& language, domain::opening const& o)
{
    if (!o.title.empty())
        return o.title;
    auto kind = o.seats.empty() ? std::string() : kind_of(language, o.seats.front().kind, o.direction);
    return kind.empty() ? eyebrow_of(language, o) : kind;
}

std::string eyebrow_of(locale const& language, domain::opening const& o)
{
    if (o.form == domain::opening_form::call)
        return language.text("open_call");
    return language.text(o.direction == domain::direction::offering ? "open_to" : "open_looking");
}

data opening_view(domain::uris const& uris, locale const& language, domain::opening const& o,
                  domain::actor const& owner)
{
    data out{data::type::object};
    out.set("eyebrow", eyebrow_of(language, o));
    out.set("title", title_of(language, o));
    out.set("href", o.url.value_or(uris.opening_page(owner.username, o.id)));
    out.set("until", language.format("open_until", {{"when", language.day(o.ends_at)}}));
    out.set("end", core::to_iso_day(core::day(std::chrono::floor<std::chrono::days>(o.ends_at))));
    out.set("name", name_of(owner));
    out.set("owner", address_of(owner));
    out.set("user", owner.username);
    out.set("host", owner.host);
    out.set("face", face(owner, ""));
    out.set("verified", owner.verified ? data(language.format("verified_via", {{"domain", *owner.verified}}))
                                       : data(false));
    out.set("html", or_false(o.html));
    out.set("written_in", or_false(o.language));
    out.set("facts", facts(language, o));
    out.set("terms", or_false(joined({terms(language, o), place(language, o)})));
    out.set("has_questions", !o.questions.empty());
    out.set("questions", question_views(o));
    auto const badges = badges_of(o);
    out.set("has_badges", !badges.empty());
    out.set("badges", badge_views(uris, language, badges));
    return out;
}

} // namespace federwerk::web
