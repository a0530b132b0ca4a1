// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/gate.hpp"

#include "core/text.hpp"
#include "core/url.hpp"

#include <algorithm>

namespace federwerk::net {

namespace {

failure refuse(std::string_view why)
{
    return {errc::malformed, "gate: " + std::string(why), {}};
}

// RFC 9112 6.1 and 6.3: a message framed in two ways, or in a way that a proxy may not know, is an attack.
result<> check_framing(head const& h)
{
    auto const codings = h.headers.all("Transfer-Encoding");
    auto const lengths = h.headers.all("Content-Length");
    if (codings.size() > 1 || lengths.size() > 1)
        return refuse("framing given twice");
    if (!codings.empty() && !lengths.empty())
        return refuse("Transfer-Encoding with Content-Length");
    if (!codings.empty() && h.version != 11)
        return refuse("Transfer-Encoding before HTTP/1.1");
    if (!codings.empty() && !core::equals_ignoring_case(codings[0], "chunked"))
        return refuse("Transfer-Encoding other than chunked");
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (!lengths.empty() &&
        (lengths[0].empty() || lengths[0].size() > 18 || !std::ranges::all_of(lengths[0], is_digit)))
        return refuse("Content-Length is not a number");
    return {};
}

bool has_controls(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7f; });
}

result<> check_characters(head const& h)
{
    // RFC 9112 3.2: neither a fragment nor anything but visible ASCII belongs into a request line.
    if (std::ranges::any_of(h.target, [](char c) { return c <= 0x20 || c >= 0x7f || c == '#' || c == '\\'; }))
        return refuse("character in the target");
    for (auto const& [name, value] : h.headers)
        if (has_controls(name) || has_controls(value))
            return refuse("control character in a header");
    return {};
}

} // namespace

result<std::string_view> check_head(head const& h)
{
    if (h.version != 10 && h.version != 11)
        return refuse("HTTP version");
    TRY_VOID(check_framing(h));
    TRY_VOID(check_characters(h));
    auto const hosts = h.headers.all("Host"); // RFC 9112 3.2
    if (hosts.size() != 1)
        return refuse("no Host, or several");
    auto const host = core::normalise_authority(hosts[0]);
    if (!host)
        return refuse("Host cannot be read");
    if (h.target.starts_with('/'))
        return h.target;
    auto const absolute = core::url::parse(h.target); // RFC 9112 3.2.2
    if (!absolute)
        return refuse("target form");
    auto const same = core::normalise_authority(absolute->authority());
    if (!same || *same != *host)
        return refuse("authority of the target differs from Host");
    auto const path = h.target.find_first_of("/?", h.target.find("://") + 3);
    if (path == std::string_view::npos)
        return std::string_view("/");
    if (h.target[path] == '?')
        return refuse("target without a path");
    return h.target.substr(path);
}

bool announces_body(http::headers const& headers)
{
    if (headers.get("Transfer-Encoding"))
        return true;
    auto const length = headers.get("Content-Length");
    return length && length->find_first_not_of('0') != std::string_view::npos;
}

} // namespace federwerk::net
