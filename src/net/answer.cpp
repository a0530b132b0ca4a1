// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/answer.hpp"

#include "core/text.hpp"
#include "core/time.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace federwerk::net {

namespace {

struct reason {
    unsigned status;
    std::string_view text;
};

constexpr std::array reasons{
    reason{200, "OK"},
    reason{201, "Created"},
    reason{202, "Accepted"},
    reason{204, "No Content"},
    reason{206, "Partial Content"},
    reason{301, "Moved Permanently"},
    reason{302, "Found"},
    reason{303, "See Other"},
    reason{304, "Not Modified"},
    reason{307, "Temporary Redirect"},
    reason{308, "Permanent Redirect"},
    reason{400, "Bad Request"},
    reason{401, "Unauthorized"},
    reason{403, "Forbidden"},
    reason{404, "Not Found"},
    reason{405, "Method Not Allowed"},
    reason{406, "Not Acceptable"},
    reason{408, "Request Timeout"},
    reason{409, "Conflict"},
    reason{410, "Gone"},
    reason{412, "Precondition Failed"},
    reason{413, "Content Too Large"},
    reason{415, "Unsupported Media Type"},
    reason{416, "Range Not Satisfiable"},
    reason{417, "Expectation Failed"},
    reason{422, "Unprocessable Content"},
    reason{429, "Too Many Requests"},
    reason{431, "Request Header Fields Too Large"},
    reason{500, "Internal Server Error"},
    reason{501, "Not Implemented"},
    reason{502, "Bad Gateway"},
    reason{503, "Service Unavailable"},
    reason{504, "Gateway Timeout"},
    reason{505, "HTTP Version Not Supported"},
};

// RFC 9110 6.6.1; made once a second and thread.
std::string const& date()
{
    thread_local std::string text;
    thread_local core::time_point made{};
    auto const now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (text.empty() || made != now) {
        made = now;
        text = core::to_http_date(made);
    }
    return text;
}

constexpr std::array<std::string_view, 6> framing_fields{
    "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Server", "Date"};

bool frames(std::string_view name)
{
    return std::ranges::any_of(framing_fields,
                               [&](auto own) { return core::equals_ignoring_case(own, name); });
}

bool is_token(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

} // namespace

bool is_safe_field(std::string_view name, std::string_view value)
{
    return !name.empty() && std::ranges::all_of(name, is_token) &&
           std::ranges::none_of(value, [](char c) { return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7f; });
}

std::string_view reason_of(unsigned status)
{
    auto const found = std::ranges::find(reasons, status, &reason::status);
    return found == reasons.end() ? std::string_view("Status") : found->text;
}

bool may_have_body(unsigned status, http::method asked)
{
    return asked != http::method::head && status >= 200 && status != 204 && status != 304;
}

http::response plain_answer(unsigned status)
{
    http::response out{.status = status, .body = std::string(reason_of(status)) + '\n'};
    out.headers.add("Content-Type", "text/plain; charset=utf-8");
    if (status == 503)
        out.headers.add("Retry-After", "30");
    return out;
}

bool append_head(std::string& out, http::response const& answer, answer_framing const& framing)
{
    for (auto const& [name, value] : answer.headers)
        if (!is_safe_field(name, value))
            return false;
    out += "HTTP/1.1 ";
    out += std::to_string(answer.status);
    out += ' ';
    out += reason_of(answer.status);
    out += "\r\nServer: Federwerk\r\nDate: ";
    out += date();
    for (auto const& [name, value] : answer.headers)
        if (!frames(name))
            out.append("\r\n").append(name).append(": ").append(value);
    if (!answer.headers.get("X-Content-Type-Options"))
        out += "\r\nX-Content-Type-Options: nosniff";
    // RFC 9110 8.6: neither belongs to 204; 304 would have to repeat what 200 had.
    if (answer.status >= 200 && answer.status != 204 && answer.status != 304)
        out.append("\r\nContent-Length: ").append(std::to_string(framing.length));
    if (!framing.keep_alive)
        out += "\r\nConnection: close";
    out += "\r\n\r\n";
    return true;
}

} // namespace federwerk::net
