// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/station/search_station.hpp"
#include "core/text.hpp"

#include <array>
#include <charconv>

namespace federwerk::app {

namespace {

constexpr auto most_id = (std::int64_t{1} << 53) - 1;

std::string day_text(std::int64_t number)
{
    return core::to_iso_day(core::day(std::chrono::sys_days(std::chrono::days(number))));
}

std::int64_t day_number(std::string const& iso)
{
    auto const day = core::parse_iso_day(iso);
    return day ? std::chrono::sys_days(*day).time_since_epoch().count() : 0;
}

} // namespace

// Six numbers; a place of points 0 and id 0 is none.
std::string station_cursor::text() const
{
    auto const place = after.value_or(domain::station_place{});
    std::string out;
    for (auto const number : {moment.time_since_epoch().count(), day_number(rarity_day), top.value,
                              bottom.value, std::int64_t{place.points}, place.id.value})
        out += (out.empty() ? "" : ".") + std::to_string(number);
    return out;
}

result<station_cursor> station_cursor::parse(std::string_view text)
{
    failure const refused{errc::invalid,
                          "paging: cursor",
                          "Not a cursor that we gave out.",
                          {{"cursor", "Not a cursor that we gave out."}}};
    auto const parts = core::split(text, '.');
    std::array<std::int64_t, 6> n{};
    if (parts.size() != n.size())
        return refused;
    for (std::size_t i = 0; i < n.size(); ++i) {
        auto const end = parts[i].data() + parts[i].size();
        auto const read = std::from_chars(parts[i].data(), end, n[i]);
        if (read.ec != std::errc() || read.ptr != end || n[i] < 0 || n[i] > most_id)
            return refused;
    }
    auto const latest = std::chrono::floor<std::chrono::days>(core::now() + std::chrono::days(1));
    if (n[0] > core::time_point(latest).time_since_epoch().count() ||
        n[1] > latest.time_since_epoch().count() || n[4] > 1'000'000)
        return refused;
    station_cursor c{core::time_point(std::chrono::milliseconds(n[0])),
                     n[1] > 0 ? day_text(n[1]) : "",
                     {n[2]},
                     {n[3]},
                     std::nullopt};
    if (n[5] > 0)
        c.after = domain::station_place{static_cast<int>(n[4]), {n[5]}};
    return c;
}

} // namespace federwerk::app
