// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/award.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>

namespace federwerk::domain {

namespace {

constexpr std::chrono::days longest_award{50 * 365};
constexpr std::array<std::string_view, 4> states{"offered", "accepted", "declined", "revoked"};
constexpr std::array<std::string_view, 3> sources{"own", "open_badges", "badgefed"};

template <class Enum, std::size_t N>
std::optional<Enum> parse(std::array<std::string_view, N> const& words, std::string_view text)
{
    auto const found = std::ranges::find(words, text);
    if (found == words.end())
        return std::nullopt;
    return static_cast<Enum>(found - words.begin());
}

} // namespace

std::string_view to_string(award_state state)
{
    return states.at(static_cast<std::size_t>(state));
}

std::optional<award_state> parse_award_state(std::string_view text)
{
    return parse<award_state>(states, text);
}

std::string_view to_string(award_source source)
{
    return sources.at(static_cast<std::size_t>(source));
}

std::optional<award_source> parse_award_source(std::string_view text)
{
    return parse<award_source>(sources, text);
}

bool can_become(award_state from, award_state to)
{
    bool const open = from == award_state::offered || from == award_state::accepted;
    switch (to) {
    case award_state::offered:
        return from == award_state::accepted;
    case award_state::accepted:
        return from == award_state::offered;
    case award_state::declined:
    case award_state::revoked:
        return open;
    }
    return false;
}

bool is_over(award const& a, core::time_point now)
{
    return a.expires_at && *a.expires_at <= now;
}

bool says_the_same(award const& one, award const& other)
{
    return one.name == other.name && one.description == other.description && one.criteria == other.criteria &&
           one.achievement_uri == other.achievement_uri;
}

result<award> make_award(award_draft const& draft, badge const& of, core::time_point now)
{
    std::vector<field_error> wrong;
    if (core::trim(draft.criteria).empty())
        wrong.push_back({"criteria", "must say what was done for it"});
    if (draft.expires_at && (*draft.expires_at <= now || *draft.expires_at > now + longest_award))
        wrong.push_back({"expires_at", "must be in the future, and within fifty years"});
    if (!wrong.empty())
        return failure{errc::invalid, "not an award", "This badge cannot be issued like this.", wrong};
    award out;
    out.badge_id = of.id;
    out.name = of.name;
    out.description = of.description.empty() ? of.name : of.description;
    out.criteria = core::trim(draft.criteria);
    out.evidence_uri = draft.evidence;
    out.issued_at = now;
    out.offered_at = now;
    out.expires_at = draft.expires_at;
    return out;
}

} // namespace federwerk::domain
