// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/badge.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>

namespace federwerk::domain {

namespace {

constexpr std::array<std::pair<badge_kind, std::string_view>, 9> kinds{{
    {badge_kind::role, "role"},
    {badge_kind::craft, "craft"},
    {badge_kind::subject, "subject"},
    {badge_kind::industry, "industry"},
    {badge_kind::language, "language"},
    {badge_kind::place, "place"},
    {badge_kind::community, "community"},
    {badge_kind::life_event, "life_event"},
    {badge_kind::fun, "fun"},
}};

constexpr std::size_t most_name = 80, most_slug = 60, most_description = 1000, most_aliases = 10;

// The same slug has the same colour on every instance, whoever makes it first (FNV-1a).
int hue_of(std::string_view slug)
{
    std::uint32_t hash = 2166136261u;
    for (char const c : slug)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return static_cast<int>(hash % 360);
}

bool is_icon_name(std::string_view text)
{
    return !text.empty() && text.size() <= 60 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

std::vector<std::string> alias_slugs(std::vector<std::string> const& names, std::string const& slug)
{
    std::vector<std::string> slugs;
    for (auto const& name : names)
        if (auto alias = core::slugify(name); alias != slug && std::ranges::find(slugs, alias) == slugs.end())
            slugs.push_back(std::move(alias));
    return slugs;
}

std::vector<field_error> check(badge const& made, badge_draft const& draft)
{
    std::vector<field_error> errors;
    if (auto const length = core::count_characters(made.name); length < 1 || length > most_name)
        errors.push_back({"name", "must have 1 to 80 characters"});
    else if (made.slug.empty() || made.slug.size() > most_slug)
        errors.push_back({"name", "must have letters or digits of which an address can be made"});
    if (core::count_characters(made.description) > most_description)
        errors.push_back({"description", "must have at most 1000 characters"});
    if (made.hue < 0 || made.hue > 359)
        errors.push_back({"hue", "must be between 0 and 359"});
    if (!is_icon_name(made.icon))
        errors.push_back({"icon", "must be the name of a Lucide icon"});
    if (draft.aliases.size() > most_aliases)
        errors.push_back({"aliases", "must be at most 10"});
    if (std::ranges::any_of(made.aliases, [](auto const& a) { return a.empty() || a.size() > most_slug; }))
        errors.push_back({"aliases", "must each have letters or digits, and at most 60 characters"});
    return errors;
}

} // namespace

std::string_view to_string(badge_kind kind)
{
    return std::ranges::find(kinds, kind, &std::pair<badge_kind, std::string_view>::first)->second;
}

std::optional<badge_kind> parse_badge_kind(std::string_view text)
{
    auto const found = std::ranges::find(kinds, text, &std::pair<badge_kind, std::string_view>::second);
    return found == kinds.end() ? std::nullopt : std::optional(found->first);
}

result<badge> make_badge(badge_draft draft, core::time_point now)
{
    badge made;
    made.name = core::single_line(draft.name);
    made.slug = core::slugify(made.name);
    made.hue = draft.hue.value_or(hue_of(made.slug));
    made.icon = draft.icon.empty() ? "sparkles" : draft.icon;
    made.description = core::trim(draft.description);
    made.kind = draft.kind;
    made.aliases = alias_slugs(draft.aliases, made.slug);
    made.created_at = now;
    if (auto errors = check(made, draft); !errors.empty())
        return failure{errc::invalid, "badge refused", "This badge cannot be made.", std::move(errors)};
    return made;
}

} // namespace federwerk::domain
