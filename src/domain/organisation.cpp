// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/organisation.hpp"

#include "core/text.hpp"
#include "core/url.hpp"

#include <algorithm>
#include <array>

namespace federwerk::domain {

namespace {

using namespace std::string_view_literals;

constexpr std::array states{"claimed"sv, "verified"sv, "lapsed"sv};
constexpr std::array roles{"owner"sv, "admin"sv, "scout"sv};
constexpr std::array methods{"dns"sv, "file"sv};

template <class Enum, std::size_t N>
std::optional<Enum> parse(std::array<std::string_view, N> const& names, std::string_view text)
{
    auto const found = std::ranges::find(names, text);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

bool is_name(std::string_view host)
{
    auto const dot = host.rfind('.');
    if (dot == std::string_view::npos || host.find_first_of(":[]") != std::string_view::npos)
        return false;
    auto const last = host.substr(dot + 1); // An address ends in digits; no top-level domain does
    return !std::ranges::all_of(last, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::string_view to_string(organisation_state state)
{
    return states.at(static_cast<std::size_t>(state));
}
std::string_view to_string(organisation_role role)
{
    return roles.at(static_cast<std::size_t>(role));
}
std::string_view to_string(proof_method method)
{
    return methods.at(static_cast<std::size_t>(method));
}
std::optional<organisation_state> parse_organisation_state(std::string_view text)
{
    return parse<organisation_state>(states, text);
}
std::optional<organisation_role> parse_organisation_role(std::string_view text)
{
    return parse<organisation_role>(roles, text);
}
std::optional<proof_method> parse_proof_method(std::string_view text)
{
    return parse<proof_method>(methods, text);
}

result<std::string> parse_organisation_domain(std::string_view text)
{
    auto const host = core::normalise_host(core::trim(text));
    if (!host || !is_name(*host))
        return failure{errc::invalid,
                       "no domain of an organisation",
                       "This is not a domain that can be proven.",
                       {{"domain", "must be a name such as example.org"}}};
    return *host;
}

std::string proof_text(std::string_view token)
{
    return "federwerk-organisation=" + std::string(token);
}

std::string proof_record(std::string_view domain)
{
    return "_federwerk." + std::string(domain);
}

std::string proof_file(std::string_view domain)
{
    return "https://" + std::string(domain) + "/.well-known/federwerk-organisation";
}

organisation after_check(organisation before, std::optional<proof_method> found, core::time_point now)
{
    auto after = std::move(before);
    after.checked_at = now;
    if (found) {
        after.state = organisation_state::verified;
        after.method = found;
        after.verified_at = now;
        after.failing_since.reset();
        return after;
    }
    if (after.state != organisation_state::verified)
        return after;
    if (!after.failing_since)
        after.failing_since = now;
    if (now - *after.failing_since >= proof_grace)
        after.state = organisation_state::lapsed;
    return after;
}

actor without_its_word(actor a)
{
    a.name = a.username;
    a.summary.clear();
    a.icon_url.reset();
    a.fields.clear();
    a.verified.reset();
    a.state = actor_state::active;
    a.discoverable = a.indexable = false;
    return a;
}

bool may(organisation_role role, organisation_act what)
{
    switch (what) {
    case organisation_act::manage_owners:
        return role == organisation_role::owner;
    case organisation_act::publish_calls:
    case organisation_act::answer_requests:
        return true;
    default:
        return role != organisation_role::scout;
    }
}

} // namespace federwerk::domain
