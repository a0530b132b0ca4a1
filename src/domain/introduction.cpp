// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/introduction.hpp"

#include "core/text.hpp"
#include "domain/request.hpp"

namespace federwerk::domain {

namespace {

struct state_name {
    introduction_state state;
    std::string_view name;
};
constexpr state_name names[] = {
    {introduction_state::asked, "asked"},
    {introduction_state::passed_on, "passed_on"},
    {introduction_state::lapsed, "lapsed"},
    {introduction_state::withdrawn, "withdrawn"},
};

failure is_over(introduction const& i)
{
    return {errc::conflict, "introduction " + i.id.text() + " is over", "This is over."};
}

result<> check_waits(introduction const& i, core::time_point now)
{
    return i.state == introduction_state::asked && now < i.expires_at ? result<>{} : is_over(i);
}

} // namespace

std::string_view to_string(introduction_state state)
{
    for (auto const& each : names)
        if (each.state == state)
            return each.name;
    return "asked";
}

std::optional<introduction_state> parse_introduction_state(std::string_view text)
{
    for (auto const& each : names)
        if (each.name == text)
            return each.state;
    return std::nullopt;
}

result<introduction> pass_on(introduction before, std::string sentence, core::time_point now)
{
    TRY_VOID(check_waits(before, now));
    before.sentence = core::single_line(sentence);
    auto const wrong = [](std::string why) {
        return failure{errc::invalid, "sentence: " + why, "This cannot be passed on.", {{"sentence", why}}};
    };
    if (before.sentence.empty())
        return wrong("must not be empty");
    if (core::count_characters(before.sentence) > most_sentence)
        return wrong("must have at most 300 characters");
    before.state = introduction_state::passed_on;
    return before;
}

result<introduction> let_lapse(introduction before, core::time_point now)
{
    TRY_VOID(check_waits(before, now));
    before.state = introduction_state::lapsed;
    return before;
}

result<introduction> withdraw(introduction before, core::time_point now)
{
    if (shown_to_asker(before, now) != introduction_state::asked)
        return is_over(before);
    before.state = introduction_state::withdrawn;
    return before;
}

bool is_unwanted(introduction const& i, core::time_point now)
{
    return i.state == introduction_state::withdrawn || i.expires_at + late_answer <= now;
}

introduction_state shown_to_asker(introduction const& i, core::time_point now)
{
    if (i.state == introduction_state::passed_on || i.state == introduction_state::withdrawn)
        return i.state;
    return now < i.expires_at ? introduction_state::asked : introduction_state::lapsed;
}

introduction_state shown_to_introducer(introduction const& i, core::time_point now)
{
    return i.state == introduction_state::asked && now >= i.expires_at ? introduction_state::lapsed : i.state;
}

} // namespace federwerk::domain
