// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/signatures/window.hpp"

#include "core/text.hpp"

namespace federwerk::signatures {

using namespace std::chrono_literals;

failure unacceptable(std::string log)
{
    return {errc::unauthenticated, "signature: " + std::move(log), "The HTTP signature is not acceptable."};
}

result<> check_fresh(core::time_point signed_at, core::time_point now)
{
    if (signed_at < now - 1h)
        return unacceptable("too old: " + core::to_rfc3339(signed_at));
    if (signed_at > now + 15min)
        return unacceptable("from the future: " + core::to_rfc3339(signed_at));
    return {};
}

namespace {

result<core::time_point> from_unix(std::int64_t seconds)
{
    constexpr std::int64_t year_9999 = 253'402'300'799;
    if (seconds < 0 || seconds > year_9999)
        return unacceptable("no point in time: " + std::to_string(seconds));
    return core::time_point(std::chrono::seconds(seconds));
}

} // namespace

result<> check_created(std::int64_t created, core::time_point now)
{
    TRY(auto const at, from_unix(created));
    return check_fresh(at, now);
}

result<> check_expires(std::int64_t expires, core::time_point now)
{
    TRY(auto const at, from_unix(expires));
    return at < now ? result<>(unacceptable("expired: " + core::to_rfc3339(at))) : result<>{};
}

std::string method_name(http::request const& request)
{
    auto const name = http::to_string(request.method);
    std::string out;
    for (char const c : name)
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

std::string_view strip(std::string_view text)
{
    auto const from = text.find_first_not_of(" \t");
    return from == text.npos ? std::string_view{}
                             : text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

std::optional<std::string> joined(http::headers const& headers, std::string_view name)
{
    std::optional<std::string> out;
    for (auto const value : headers.all(name)) {
        out = out ? *out + ", " : std::string{};
        *out += strip(value);
    }
    return out;
}

result<std::string_view> only(http::headers const& headers, std::string_view name)
{
    auto const values = headers.all(name);
    if (values.size() != 1)
        return unacceptable(std::string(name) + (values.empty() ? " is missing" : " is repeated"));
    return strip(values[0]);
}

result<> check_host(http::request const& request, core::url const& base)
{
    TRY(auto const host, only(request.headers, "host"));
    auto const with_port =
        base.host() + ":" + std::to_string(base.port()); // Also where it is the scheme's own
    if (core::equals_ignoring_case(host, base.authority()) || core::equals_ignoring_case(host, with_port))
        return {};
    return unacceptable("meant for another host");
}

} // namespace federwerk::signatures
