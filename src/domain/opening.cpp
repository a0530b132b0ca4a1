// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/opening.hpp"

#include "core/text.hpp"
#include "core/url.hpp"

#include <algorithm>

namespace federwerk::domain {

namespace {

core::time_point month_after(core::time_point t)
{
    core::day const today{std::chrono::floor<std::chrono::days>(t)};
    auto const next = std::chrono::year_month{today.year(), today.month()} + std::chrono::months(1);
    return std::chrono::sys_days(next / 1);
}

template <class Word, std::size_t Size>
std::optional<Word> find_word(Word const (&all)[Size], std::string_view text)
{
    for (auto const each : all)
        if (to_string(each) == text)
            return each;
    return std::nullopt;
}

} // namespace

std::string_view to_string(opening_form form)
{
    return form == opening_form::call ? "call" : "openness";
}

std::string_view to_string(term t)
{
    switch (t) {
    case term::paid:
        return "paid";
    case term::unpaid:
        return "unpaid";
    case term::swap:
        return "swap";
    case term::equity:
        return "equity";
    case term::credit:
        return "credit";
    case term::expenses:
        break;
    }
    return "expenses";
}

std::string_view to_string(audience a)
{
    switch (a) {
    case audience::everyone:
        return "everyone";
    case audience::instance:
        return "instance";
    case audience::pacts:
        return "pacts";
    case audience::verified_organisations:
        return "verified_organisations";
    case audience::two_credits:
        break;
    }
    return "two_credits"; // The narrowest, should an unknown value ever come here
}

std::optional<opening_form> parse_opening_form(std::string_view text)
{
    return find_word({opening_form::openness, opening_form::call}, text);
}

std::optional<term> parse_term(std::string_view text)
{
    return find_word({term::paid, term::unpaid, term::swap, term::equity, term::credit, term::expenses},
                     text);
}

std::optional<audience> parse_audience(std::string_view text)
{
    return find_word({audience::everyone, audience::instance, audience::pacts,
                      audience::verified_organisations, audience::two_credits},
                     text);
}

std::optional<exclusion_text> parse_exclusion(std::string_view text)
{
    auto plain = core::lower_ascii(core::trim(text));
    if (plain.starts_with("@"))
        plain.erase(0, 1);
    auto const at = plain.find('@');
    if (plain.size() > 320 || at == 0)
        return std::nullopt;
    if (at != std::string::npos)
        return core::normalise_authority(plain.substr(at + 1)) ? std::optional(exclusion_text{plain, {}})
                                                               : std::nullopt;
    auto const authority = core::normalise_authority(plain);
    if (!authority ||
        (authority->find('.') == std::string::npos && authority->find(':') == std::string::npos))
        return std::nullopt;
    return exclusion_text{{}, *authority};
}

std::optional<core::time_point> full_until(opening const& o, int this_month, core::time_point now)
{
    if (o.form == opening_form::call)
        return std::ranges::all_of(o.seats, &seat::full) ? std::optional(o.ends_at) : std::nullopt;
    if (!o.capacity || this_month < *o.capacity)
        return std::nullopt;
    return month_after(now);
}

} // namespace federwerk::domain
