// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/station_query.hpp"

#include "core/text.hpp"
#include "core/url.hpp"
#include "domain/language_tag.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace federwerk::domain {

namespace {

using errors = std::vector<field_error>;
using texts = std::vector<std::string>;

constexpr std::size_t most_values = 20, most_text = 200, most_handle = 320;

void add(texts& to, std::string word)
{
    if (!word.empty() && std::ranges::find(to, word) == to.end())
        to.push_back(std::move(word));
}

texts read_list(errors& found, std::string const& field, std::string const& value)
{
    texts out;
    for (auto const each : core::split(value, ','))
        add(out, core::trim(each));
    if (out.size() > most_values) {
        found.push_back({field, "must have at most " + std::to_string(most_values) + " entries"});
        out.resize(most_values);
    }
    return out;
}

std::optional<double> read_number(std::string_view text)
{
    double value = 0;
    auto const end = text.data() + text.size();
    auto const read = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    if (read.ec != std::errc() || read.ptr != end)
        return std::nullopt;
    return value;
}

void read_tab(errors& found, station_query& q, std::string const& value)
{
    if (value == "calls")
        q.form = opening_form::call;
    else if (value != "people")
        found.push_back({"tab", "must be people or calls"});
}

void read_kinds(errors& found, station_query& q, std::string const& value)
{
    q.kinds = read_list(found, "kind", value);
    if (!std::ranges::all_of(q.kinds, [](auto const& each) { return find_kind(each) != nullptr; }))
        found.push_back({"kind", "must be a kind of the vocabulary"});
}

void read_direction(errors& found, station_query& q, std::string const& value)
{
    q.towards = parse_direction(value);
    if (!q.towards)
        found.push_back({"direction", "must be offering or looking"});
}

void read_badges(errors& found, station_query& q, std::string const& value)
{
    for (auto const& each : read_list(found, "badges", value))
        add(q.badges, core::slugify(each));
}

void read_match(errors& found, station_query& q, std::string const& value)
{
    q.all_badges = value != "any";
    if (value != "any" && value != "all")
        found.push_back({"match", "must be all or any"});
}

void read_terms(errors& found, station_query& q, std::string const& value)
{
    for (auto const& each : read_list(found, "terms", value))
        if (auto const known = parse_term(each))
            q.terms.push_back(*known);
        else
            found.push_back({"terms", "must be of paid, unpaid, swap, equity, credit and expenses"});
}

void read_languages(errors& found, station_query& q, std::string const& value)
{
    for (auto const& each : read_list(found, "language", value)) {
        if (!is_language_tag(each))
            found.push_back({"language", "must be language tags such as en or de-AT"});
        add(q.languages, core::lower_ascii(each.substr(0, each.find('-'))));
    }
}

void read_remote(errors& found, station_query& q, std::string const& value)
{
    q.at_distance = value == "true";
    if (value != "true" && value != "false")
        found.push_back({"remote", "must be true or false"});
}

void read_near(errors& found, station_query& q, std::string const& value)
{
    auto const comma = value.find(',');
    auto const latitude = read_number(core::trim(std::string_view(value).substr(0, comma)));
    auto const longitude = comma == std::string::npos
                               ? std::nullopt
                               : read_number(core::trim(std::string_view(value).substr(comma + 1)));
    if (!latitude || !longitude || !(*latitude >= -90 && *latitude <= 90) ||
        !(*longitude >= -180 && *longitude <= 180)) {
        found.push_back({"near", "must be a latitude and a longitude such as 47.37,8.54"});
        return;
    }
    q.near = surroundings{*latitude, *longitude, q.near ? q.near->km : surroundings{}.km};
}

void read_within(errors& found, station_query& q, std::string const& value)
{
    auto const km = read_number(value);
    if (!km || !(*km >= 1 && *km <= 20'000))
        found.push_back({"within", "must be 1 to 20000 kilometres"});
    else if (!q.near)
        found.push_back({"within", "goes with near"});
    else
        q.near->km = static_cast<int>(*km);
}

std::optional<core::time_point> read_time(errors& found, char const* field, std::string const& value)
{
    if (auto const time = core::parse_rfc3339(value))
        return *time;
    if (auto const day = core::parse_iso_day(value))
        return core::time_point(std::chrono::sys_days(*day));
    found.push_back({field, "must be a time such as 2026-12-31T18:00:00Z, or a day"});
    return std::nullopt;
}

void read_since(errors& found, station_query& q, std::string const& value)
{
    q.since = read_time(found, "since", value);
}

void read_ends_before(errors& found, station_query& q, std::string const& value)
{
    q.ends_before = read_time(found, "ends_before", value);
}

void read_organisation(errors& found, station_query& q, std::string const& value)
{
    q.organisation = core::lower_ascii(value.starts_with("@") ? value.substr(1) : value);
    if (value.size() > most_handle)
        found.push_back({"organisation", "must be a handle such as studio@b.test"});
}

void read_instance(errors& found, station_query& q, std::string const& value)
{
    auto const host = core::normalise_authority(value);
    if (host)
        q.instance = *host;
    else
        found.push_back({"instance", "must be a host such as b.test"});
}

void read_text(errors& found, station_query& q, std::string const& value)
{
    q.text = core::single_line(value);
    if (core::count_characters(q.text) > most_text)
        found.push_back({"q", "must have at most " + std::to_string(most_text) + " characters"});
}

void read_complementary(errors& found, station_query& q, std::string const& value)
{
    auto const id = core::snowflake::parse(value);
    if (id)
        q.complementary_to = *id;
    else
        found.push_back({"complementary_to", "must be the id of an opening of your own"});
}

struct part {
    std::string_view name;
    void (*read)(errors& found, station_query& q, std::string const& value);
};
constexpr std::array<part, 16> parts{{{"tab", read_tab},
                                      {"kind", read_kinds},
                                      {"direction", read_direction},
                                      {"badges", read_badges},
                                      {"match", read_match},
                                      {"terms", read_terms},
                                      {"language", read_languages},
                                      {"remote", read_remote},
                                      {"near", read_near},
                                      {"within", read_within},
                                      {"since", read_since},
                                      {"ends_before", read_ends_before},
                                      {"organisation", read_organisation},
                                      {"instance", read_instance},
                                      {"q", read_text},
                                      {"complementary_to", read_complementary}}};

} // namespace

std::vector<std::string> const& station_query_names()
{
    static auto const names = [] {
        std::vector<std::string> out;
        for (auto const& each : parts)
            out.emplace_back(each.name);
        return out;
    }();
    return names;
}

result<station_query> parse_station_query(named_texts const& given)
{
    errors found;
    station_query q;
    // In the order of the parts, whatever the order in which they are given: within needs near.
    for (auto const& each : parts)
        for (auto const& [name, value] : given)
            if (name == each.name && !core::trim(value).empty())
                each.read(found, q, core::trim(value));
    if (!found.empty())
        return failure{errc::invalid, "search refused", "This cannot be searched for.", std::move(found)};
    return q;
}

} // namespace federwerk::domain
