// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/time.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

namespace federwerk::core {
namespace {

using namespace std::chrono_literals;

failure not_a(char const* what, std::string_view text)
{
    return {errc::malformed, std::string("not a ") + what + ": " + std::string(text.substr(0, 60)),
            std::string("not a ") + what};
}

// Reads from the front; a step that does not fit leaves the text unusable and ok false.
struct scanner {
    std::string_view rest;
    bool ok = true;

    int digits(std::size_t count)
    {
        if (!ok || rest.size() < count)
            return fail();
        int value = 0;
        for (char const c : rest.substr(0, count)) {
            if (c < '0' || c > '9')
                return fail();
            value = value * 10 + (c - '0');
        }
        rest.remove_prefix(count);
        return value;
    }
    char one_of(std::string_view choices)
    {
        if (!ok || rest.empty() || choices.find(rest.front()) == std::string_view::npos)
            return static_cast<char>(fail());
        char const c = rest.front();
        rest.remove_prefix(1);
        return c;
    }
    bool next_is(char c) const { return ok && !rest.empty() && rest.front() == c; }
    bool done() const { return ok && rest.empty(); }
    int fail()
    {
        ok = false;
        return 0;
    }
};

day scan_day(scanner& s)
{
    int const year = s.digits(4);
    s.one_of("-");
    int const month = s.digits(2);
    s.one_of("-");
    int const date = s.digits(2);
    day const d{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                std::chrono::day(static_cast<unsigned>(date))};
    if (!d.ok())
        s.fail();
    return d;
}

std::chrono::milliseconds scan_fraction(scanner& s)
{
    if (!s.next_is('.'))
        return 0ms;
    s.one_of(".");
    int value = 0;
    int read = 0;
    for (; s.ok && !s.rest.empty() && s.rest.front() >= '0' && s.rest.front() <= '9'; ++read) {
        int const digit = s.digits(1);
        if (read < 3)
            value = value * 10 + digit;
    }
    if (read == 0)
        s.fail();
    for (int i = read; i < 3; ++i)
        value *= 10;
    return std::chrono::milliseconds(value);
}

std::chrono::minutes scan_offset(scanner& s)
{
    char const sign = s.one_of("Zz+-");
    if (sign != '+' && sign != '-')
        return 0min;
    int const hours = s.digits(2);
    s.one_of(":");
    int const minutes = s.digits(2);
    if (hours > 23 || minutes > 59)
        s.fail();
    auto const offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
    return sign == '+' ? offset : -offset;
}

std::chrono::seconds scan_clock(scanner& s, int last_second)
{
    int const hour = s.digits(2);
    s.one_of(":");
    int const minute = s.digits(2);
    s.one_of(":");
    int const second = s.digits(2);
    if (hour > 23 || minute > 59 || second > last_second)
        s.fail();
    return std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
}

struct parts {
    day date;
    std::chrono::hh_mm_ss<std::chrono::milliseconds> clock;
};

parts split(time_point t)
{
    auto const days = std::chrono::floor<std::chrono::days>(t);
    return {day(days), std::chrono::hh_mm_ss(t - days)};
}

constexpr std::array week{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

template <class... Args>
std::string print(char const* how, Args... args)
{
    std::array<char, 64> text{};
    int const size =
        std::snprintf(text.data(), text.size(), how, args...); // NOLINT: every caller's how is a literal
    return {text.data(), static_cast<std::size_t>(size)};
}

} // namespace

time_point now()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string to_rfc3339(time_point t)
{
    auto const [date, clock] = split(t);
    return to_iso_day(date) + print("T%02d:%02d:%02d.%03dZ", static_cast<int>(clock.hours().count()),
                                    static_cast<int>(clock.minutes().count()),
                                    static_cast<int>(clock.seconds().count()),
                                    static_cast<int>(clock.subseconds().count()));
}

result<time_point> parse_rfc3339(std::string_view text)
{
    scanner s{text};
    auto const date = scan_day(s);
    s.one_of("Tt ");
    auto const clock = scan_clock(s, 60); // A leap second is the first moment of the next minute
    auto const fraction = scan_fraction(s);
    auto const offset = scan_offset(s);
    if (!s.done())
        return not_a("date and time of RFC 3339", text);
    auto const t = time_point(std::chrono::sys_days(date)) + clock + fraction - offset;
    // An offset may lead out of the years that four digits can say.
    if (auto const year = int(day(std::chrono::floor<std::chrono::days>(t)).year()); year < 0 || year > 9999)
        return not_a("date and time of RFC 3339", text);
    return t;
}

std::string to_iso_day(day d)
{
    return print("%04d-%02u-%02u", int(d.year()), unsigned(d.month()), unsigned(d.day()));
}

result<day> parse_iso_day(std::string_view text)
{
    scanner s{text};
    auto const d = scan_day(s);
    if (!s.done())
        return not_a("day", text);
    return d;
}

std::string to_http_date(time_point t)
{
    auto const [date, clock] = split(t);
    auto const weekday = std::chrono::weekday(std::chrono::sys_days(date)).c_encoding();
    return print("%s, %02u %s %04d %02d:%02d:%02d GMT", week.at(weekday), unsigned(date.day()),
                 months.at(unsigned(date.month()) - 1), int(date.year()),
                 static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                 static_cast<int>(clock.seconds().count()));
}

result<time_point> parse_http_date(std::string_view text)
{
    // Sun, 06 Nov 1994 08:49:37 GMT: everything stands at a fixed place.
    auto const bad = not_a("date of RFC 9110", text);
    if (text.size() != 29 || !text.ends_with(" GMT") || text.substr(3, 2) != ", ")
        return bad;
    auto const month = std::ranges::find(months, text.substr(8, 3));
    auto const weekday = std::ranges::find(week, text.substr(0, 3));
    if (month == months.end() || weekday == week.end())
        return bad;
    scanner s{text.substr(5, 2)};
    int const date = s.digits(2);
    s.rest = text.substr(7, 5);
    if (s.rest.front() != ' ' || s.rest.back() != ' ')
        return bad;
    s.rest = text.substr(12, 4);
    int const year = s.digits(4);
    s.rest = text.substr(16, 9);
    s.one_of(" ");
    auto const clock = scan_clock(s, 60);
    day const d{std::chrono::year(year),
                std::chrono::month(static_cast<unsigned>(month - months.begin()) + 1),
                std::chrono::day(static_cast<unsigned>(date))};
    if (!s.done() || !d.ok())
        return bad;
    auto const days = std::chrono::sys_days(d);
    if (std::chrono::weekday(days).c_encoding() != weekday - week.begin())
        return bad;
    return time_point(days) + clock;
}

} // namespace federwerk::core
