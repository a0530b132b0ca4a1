// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/waitlist.hpp"

#include "core/text.hpp"
#include "domain/member.hpp"

#include <algorithm>
#include <array>

namespace federwerk::domain {

namespace {

using namespace std::string_view_literals;
constexpr std::array state_names{"unconfirmed"sv, "waiting"sv, "admitted"sv, "declined"sv, "joined"sv};

} // namespace

std::string_view to_string(waitlist_state state)
{
    return state_names.at(static_cast<std::size_t>(state));
}

std::optional<waitlist_state> parse_waitlist_state(std::string_view text)
{
    auto const found = std::ranges::find(state_names, text);
    if (found == state_names.end())
        return std::nullopt;
    return static_cast<waitlist_state>(found - state_names.begin());
}

result<application> parse_application(application const& given)
{
    std::vector<field_error> wrong;
    auto const keep = [&](failure const& f) {
        wrong.insert(wrong.end(), f.details.begin(), f.details.end());
    };
    application out{.about = core::trim(given.about), .locale = given.locale == "de" ? "de" : "en"};
    if (auto email = parse_email(given.email))
        out.email = *email;
    else
        keep(email.error());
    if (auto handle = parse_handle(given.handle))
        out.handle = *handle;
    else
        keep(handle.error());
    if (!core::is_valid_utf8(out.about) || core::count_characters(out.about) > 1000)
        wrong.push_back({"about", "At most 1,000 characters."});
    if (!wrong.empty())
        return failure{errc::invalid, "waitlist application", "Some fields are not right.", std::move(wrong)};
    return out;
}

result<> check_transition(waitlist_state from, waitlist_state to)
{
    using enum waitlist_state;
    bool const decided = from == admitted || from == declined;
    bool const decision = to == admitted || to == declined;
    if ((from == waiting && decision) || (decided && to == waiting))
        return {};
    return failure{errc::conflict, "waitlist transition",
                   "The entry is " + std::string(to_string(from)) + "."};
}

} // namespace federwerk::domain
