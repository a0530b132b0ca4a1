// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/log.hpp"

#include "core/text.hpp"
#include "core/time.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <unistd.h>

namespace federwerk::core::log {
namespace {

struct logger {
    std::shared_ptr<spdlog::logger> out = spdlog::stderr_logger_mt("federwerk");
    bool json = false;
    logger() { out->set_pattern("%v"); }
};

logger& the_logger()
{
    static logger one;
    return one;
}

spdlog::level::level_enum to_spdlog(level how)
{
    switch (how) {
    case level::debug:
        return spdlog::level::debug;
    case level::info:
        return spdlog::level::info;
    case level::warning:
        return spdlog::level::warn;
    case level::error:
        return spdlog::level::err;
    }
    return spdlog::level::info;
}

std::string_view name_of(level how)
{
    switch (how) {
    case level::debug:
        return "debug";
    case level::info:
        return "info";
    case level::warning:
        return "warning";
    case level::error:
        return "error";
    }
    return "info";
}

// As RFC 8259 7 escapes strings. Control characters and broken UTF-8 cannot leave it, so a line is a line.
std::string quote(std::string_view text)
{
    constexpr std::size_t longest = 1000;
    bool const cut = text.size() > longest;
    if (cut) {
        text = text.substr(0, longest);
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80)
            text.remove_suffix(1);
        if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0)
            text.remove_suffix(1);
    }
    bool const readable = is_valid_utf8(text);
    std::string out = "\"";
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !readable)) {
            out += "\\u00" + to_hex({&c, 1});
        } else {
            out += c;
        }
    }
    return out + (cut ? "…\"" : "\"");
}

bool is_plain(std::string_view text)
{
    auto const plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               std::string_view("-_.:/@+").find(c) != std::string_view::npos;
    };
    return !text.empty() && text.size() <= 1000 && std::ranges::all_of(text, plain);
}

std::string as_json(level how, std::string_view event, fields with)
{
    std::string line = "{\"time\":\"" + to_rfc3339(now()) + "\",\"level\":\"" + std::string(name_of(how)) +
                       "\",\"event\":" + quote(event);
    for (auto const& [key, value] : with)
        line += "," + quote(key) + ":" + (value.quoted ? quote(value.text) : value.text);
    return line + "}";
}

std::string for_people(level how, std::string_view event, fields with)
{
    std::string line = to_rfc3339(now()) + " " + std::string(name_of(how)) + " " + std::string(event);
    for (auto const& [key, value] : with)
        line += " " + std::string(key) + "=" +
                (!value.quoted || is_plain(value.text) ? value.text : quote(value.text));
    return line;
}

} // namespace

void start(format how, level least)
{
    auto& logger = the_logger();
    logger.json = how == format::json || (how == format::automatic && isatty(STDERR_FILENO) == 0);
    logger.out->set_level(to_spdlog(least));
}

void write(level how, std::string_view event, fields with)
{
    auto& logger = the_logger();
    auto const as = to_spdlog(how);
    if (!logger.out->should_log(as))
        return;
    auto const line = logger.json ? as_json(how, event, with) : for_people(how, event, with);
    logger.out->log(as, spdlog::string_view_t(line.data(), line.size()));
}

} // namespace federwerk::core::log
