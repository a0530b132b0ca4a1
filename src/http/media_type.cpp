// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/message.hpp"

#include "core/text.hpp"

#include <tuple>

namespace federwerk::http {

namespace {

constexpr std::string_view activity_profile = "https://www.w3.org/ns/activitystreams";

std::string_view strip(std::string_view text)
{
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Cuts the text up to the separator off its front; a separator inside "…" is text (RFC 9110 5.6.4).
std::string_view take(std::string_view& rest, char separator)
{
    bool quoted = false;
    std::size_t i = 0;
    for (; i < rest.size(); ++i) {
        if (rest[i] == '"')
            quoted = !quoted;
        else if (quoted && rest[i] == '\\')
            ++i;
        else if (!quoted && rest[i] == separator)
            break;
    }
    auto const end = std::min(i, rest.size());
    auto const part = strip(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

struct parameter {
    std::string_view name, value;
};

parameter split_parameter(std::string_view text)
{
    auto const equals = text.find('=');
    if (equals == std::string_view::npos)
        return {strip(text), {}};
    auto value = strip(text.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        value = value.substr(1, value.size() - 2);
    return {strip(text.substr(0, equals)), value};
}

// The profile is a list of URIs separated by spaces (RFC 6906).
bool has_activity_profile(std::string_view parameters)
{
    while (!parameters.empty()) {
        auto const [name, value] = split_parameter(take(parameters, ';'));
        if (!core::equals_ignoring_case(name, "profile"))
            continue;
        for (auto const uri : core::split(value, ' '))
            if (uri == activity_profile)
                return true;
    }
    return false;
}

// Thousandths; RFC 9110 12.4.2: "0" or "1" with at most three digits after the point. What breaks that counts
// as 0.
int weight_of(std::string_view text)
{
    if (text.empty() || (text[0] != '0' && text[0] != '1') || text.size() > 5)
        return 0;
    int weight = (text[0] - '0') * 1000;
    if (text.size() == 1)
        return weight;
    if (text[1] != '.')
        return 0;
    int place = 100;
    for (char const c : text.substr(2)) {
        if (c < '0' || c > '9')
            return 0;
        weight += (c - '0') * place;
        place /= 10;
    }
    return std::min(weight, 1000);
}

struct range {
    std::string_view type;       // "*/*", "text/*" or a whole type
    std::string_view parameters; // Without q
    int weight = 1000;
};

range parse_range(std::string_view text)
{
    range out;
    out.type = take(text, ';');
    out.parameters = text;
    while (!text.empty()) {
        auto const [name, value] = split_parameter(take(text, ';'));
        if (core::equals_ignoring_case(name, "q"))
            out.weight = weight_of(value);
    }
    return out;
}

// How closely the range names the offer: 0 not at all, 1 by */*, 2 by type/*, 3 by the type, 4 with its
// profile.
int closeness(range const& r, std::string_view offer)
{
    auto rest = offer;
    auto const type = take(rest, ';');
    if (r.type == "*/*")
        return 1;
    auto const slash = type.find('/');
    if (r.type.ends_with("/*"))
        return core::equals_ignoring_case(r.type.substr(0, r.type.size() - 2), type.substr(0, slash)) ? 2 : 0;
    if (!core::equals_ignoring_case(r.type, type))
        return 0;
    if (!has_activity_profile(rest))
        return 3;
    // Plain application/ld+json does not ask for ActivityStreams, but accepts it as the JSON-LD that it is.
    return has_activity_profile(r.parameters) ? 4 : 3;
}

} // namespace

std::string media_type(http::headers const& headers)
{
    auto rest = headers.get("Content-Type").value_or(std::string_view{});
    return core::lower_ascii(take(rest, ';'));
}

bool is_activity_content(http::headers const& headers)
{
    if (headers.count("Content-Type") != 1)
        return false;
    auto rest = *headers.get("Content-Type");
    auto const type = take(rest, ';');
    if (core::equals_ignoring_case(type, "application/activity+json"))
        return true;
    return core::equals_ignoring_case(type, "application/ld+json") && has_activity_profile(rest);
}

// The highest weight wins, then the closest range, then the order of the offers.
std::optional<std::string_view> negotiate(std::string_view accept,
                                          std::vector<std::string_view> const& offered)
{
    if (offered.empty())
        return std::nullopt;
    if (strip(accept).empty())
        return offered.front();
    std::vector<range> ranges;
    while (!accept.empty())
        if (auto const part = take(accept, ','); !part.empty())
            ranges.push_back(parse_range(part));
    std::optional<std::string_view> best;
    auto best_rank = std::tuple{0, 0};
    for (auto const offer : offered) {
        auto own = std::tuple{0, 0}; // The closest range decides the offer's weight (RFC 9110 12.5.1)
        for (auto const& r : ranges)
            if (auto const near = closeness(r, offer); near > std::get<1>(own))
                own = {r.weight, near};
        if (std::get<0>(own) > 0 && own > best_rank) {
            best = offer;
            best_rank = own;
        }
    }
    return best;
}

} // namespace federwerk::http
