// SPDX-License-Identifier: AGPL-3.0-or-later
// Structured logs on standard error, one event a line: JSON, or for people where standard error is a
// terminal.
//     log::info("delivery.done", {{"peer", host}, {"status", 202}});
// Values are escaped and cut at 1,000 bytes: hostile text cannot forge a line. No secret is ever passed in.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace federwerk::core::log {

enum class format { automatic, json, human };
enum class level { debug, info, warning, error };

struct value {
    std::string text;
    bool quoted = true;
    value(std::string_view s) : text(s) {}
    value(std::string const& s) : text(s) {}
    value(char const* s) : text(s) {}
    value(bool b) : text(b ? "true" : "false"), quoted(false) {}
    template <class N>
        requires std::is_arithmetic_v<N>
    value(N n) : text(std::to_string(n)), quoted(false)
    {
    }
};
using fields = std::initializer_list<std::pair<std::string_view, value>>;

void start(format how, level least);
void write(level how, std::string_view event, fields with);

inline void debug(std::string_view event, fields with = {})
{
    write(level::debug, event, with);
}
inline void info(std::string_view event, fields with = {})
{
    write(level::info, event, with);
}
inline void warning(std::string_view event, fields with = {})
{
    write(level::warning, event, with);
}
inline void error(std::string_view event, fields with = {})
{
    write(level::error, event, with);
}

} // namespace federwerk::core::log
