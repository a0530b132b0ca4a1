// SPDX-License-Identifier: AGPL-3.0-or-later
// Points in time are UTC with milliseconds; days are calendar days without a time zone.
#pragma once

#include "core/result.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace federwerk::core {

using time_point = std::chrono::sys_time<std::chrono::milliseconds>;
using day = std::chrono::year_month_day;

time_point now();

std::string to_rfc3339(time_point t);                      // 2026-03-01T10:00:00.000Z
result<time_point> parse_rfc3339(std::string_view text);   // Any offset and any fraction; years 0000 to 9999
std::string to_iso_day(day d);                             // 2026-03-01
result<day> parse_iso_day(std::string_view text);          // Exactly YYYY-MM-DD, and a day that exists
std::string to_http_date(time_point t);                    // Sun, 06 Nov 1994 08:49:37 GMT (RFC 9110 5.6.7)
result<time_point> parse_http_date(std::string_view text); // IMF-fixdate only

} // namespace federwerk::core
