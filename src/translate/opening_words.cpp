// SPDX-License-Identifier: AGPL-3.0-or-later
// The text of an opening's Note, for those who know none of its properties.
#include "core/text.hpp"
#include "translate/outgoing_opening.hpp"

#include <algorithm>

namespace federwerk::translate {

namespace {

struct phrase {
    std::string_view en, de;
    std::string_view in(bool german) const { return german ? de : en; }
};

phrase word_of(domain::term t)
{
    using enum domain::term;
    switch (t) {
    case paid:
        return {"paid", "bezahlt"};
    case unpaid:
        return {"unpaid", "unbezahlt"};
    case swap:
        return {"swap", "Tausch"};
    case equity:
        return {"equity", "Beteiligung"};
    case credit:
        return {"credit", "Namensnennung"};
    case expenses:
        return {"expenses", "Auslagen"};
    }
    return {};
}

bool is_german(std::string_view language)
{
    return language == "de" || language.starts_with("de-");
}

std::string_view name_of(std::string_view kind, domain::direction direction, bool german)
{
    auto const* known = domain::find_kind(kind);
    if (known == nullptr)
        return {};
    auto const& both = direction == domain::direction::offering ? known->offering : known->looking;
    return german ? both.de : both.en;
}

std::string joined(std::vector<std::string> const& parts, std::string_view between)
{
    std::string out;
    for (auto const& part : parts)
        if (!part.empty())
            out += (out.empty() ? "" : std::string(between)) + part;
    return out;
}

std::string headline(domain::opening const& o, bool german)
{
    if (o.form == domain::opening_form::call)
        return std::string(phrase{"Call: ", "Aufruf: "}.in(german)) + o.title;
    bool const offers = o.direction == domain::direction::offering;
    auto const opening =
        (offers ? phrase{"Open to", "Offen für"} : phrase{"Looking for", "Gesucht"}).in(german);
    auto const kind =
        o.seats.empty() ? std::string_view() : name_of(o.seats.front().kind, o.direction, german);
    return std::string(opening) + (kind.empty() ? "" : ": " + std::string(kind));
}

std::string seats(domain::opening const& o, bool german)
{
    if (o.form != domain::opening_form::call)
        return {};
    std::vector<std::string> names;
    for (auto const& seat : o.seats) {
        auto name = std::string(name_of(seat.kind, o.direction, german));
        if (seat.places > 1 && !name.empty())
            name = std::to_string(seat.places) + " × " + name;
        names.push_back(std::move(name));
    }
    return joined(names, "; ");
}

std::string terms(domain::opening const& o, bool german)
{
    std::vector<std::string> names;
    for (auto const term : o.terms) {
        auto name = std::string(word_of(term).in(german));
        auto const back = name_of(o.in_exchange, domain::direction::looking, german);
        if (term == domain::term::swap && !back.empty())
            name += std::string(phrase{" for ", " gegen "}.in(german)) + std::string(back);
        names.push_back(std::move(name));
    }
    return joined(names, ", ");
}

std::string place(domain::opening const& o, bool german)
{
    std::vector<std::string> parts;
    if (o.at_distance)
        parts.emplace_back(phrase{"from anywhere", "von überall"}.in(german));
    if (o.where && !o.where->name.empty())
        parts.push_back(o.where->name +
                        (o.where->radius_km ? " (" + std::to_string(*o.where->radius_km) + " km)" : ""));
    return joined(parts, ", ");
}

std::string until(domain::opening const& o, bool german)
{
    auto const day = core::to_iso_day(std::chrono::floor<std::chrono::days>(o.ends_at));
    return std::string(phrase{"until ", "bis "}.in(german)) + day;
}

// Behind a call stands whoever proved that the domain is theirs.
std::string origin(domain::actor const& owner, bool german)
{
    if (!owner.verified)
        return {};
    auto const& name = owner.name.empty() ? owner.username : owner.name;
    return german ? "von " + name + ", verifiziert über " + *owner.verified
                  : "from " + name + ", verified via " + *owner.verified;
}

std::string hashtags(domain::uris const& uris, domain::opening const& o)
{
    std::string out;
    for (auto const& badge : badges_of(o)) {
        out += out.empty() ? "<p>" : " ";
        out += "<a href=\"" + core::escape_html(badge_address(uris, badge));
        out += "\" class=\"mention hashtag\" rel=\"tag\">#<span>" + hashtag(badge) + "</span></a>";
    }
    return out.empty() ? out : out + "</p>";
}

std::string paragraph(std::string const& text)
{
    return text.empty() ? text : "<p>" + core::escape_html(text) + "</p>";
}

} // namespace

std::string kind_name(domain::opening const& o, domain::seat const& s, std::string_view language)
{
    return std::string(name_of(s.kind, o.direction, is_german(language)));
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

std::string opening_html(domain::uris const& uris, domain::opening const& o, domain::actor const& owner)
{
    bool const german = is_german(o.language.value_or("en"));
    auto const page = core::escape_html(opening_page(uris, o, owner));
    std::string out = "<p><strong>" + core::escape_html(headline(o, german)) + "</strong></p>";
    out += paragraph(origin(owner, german)) + paragraph(seats(o, german)) + o.html;
    out += paragraph(
        joined({terms(o, german), place(o, german), joined(o.languages, "/"), until(o, german)}, " · "));
    for (auto const& question : o.questions)
        out += paragraph("– " + question);
    out += "<p><a href=\"" + page + "\">" + page + "</a></p>";
    return out + hashtags(uris, o);
}

std::string opening_page(domain::uris const& uris, domain::opening const& o, domain::actor const& owner)
{
    return o.url.value_or(uris.opening_page(owner.username, o.id));
}

} // namespace federwerk::translate
