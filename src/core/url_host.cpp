// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text.hpp"
#include "core/url.hpp"

#include <boost/asio/ip/address.hpp>
#include <unicode/uidna.h>

#include <algorithm>

namespace federwerk::core {

namespace {

failure refuse(std::string_view why, std::string_view host)
{
    return {errc::malformed, std::string(why) + ": " + std::string(host.substr(0, 260)),
            "This is not a valid host name."};
}

result<std::string> normalise_ipv6(std::string_view text)
{
    boost::system::error_code error;
    // A zone ("%eth0") names an interface of the machine that reads it: never something of a peer.
    auto const address = boost::asio::ip::make_address_v6(std::string(text), error);
    if (error || text.find('%') != std::string_view::npos)
        return refuse("IPv6 literal", text);
    return address.to_string();
}

bool is_digits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Resolvers read "0x7f.1" and "2130706433" as addresses too: a last label that looks like a number must be
// the end of a plain dotted quad (WHATWG URL, "ends in a number").
bool ends_in_number(std::string_view host)
{
    auto const last = host.substr(host.rfind('.') + 1);
    return is_digits(last) || (last.starts_with("0x") && std::ranges::all_of(last.substr(2), [](char c) {
                                   return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                               }));
}

result<std::string> check_ipv4(std::string const& host)
{
    boost::system::error_code error;
    auto const address = boost::asio::ip::make_address_v4(host, error);
    if (error || address.to_string() != host)
        return refuse("IPv4 literal", host);
    return host;
}

UIDNA const* uts46()
{
    static UIDNA const* const made = [] {
        UErrorCode status = U_ZERO_ERROR;
        return uidna_openUTS46(UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                   UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE,
                               &status);
    }();
    return made;
}

result<std::string> to_a_labels(std::string_view host)
{
    std::string out(512, '\0');
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UErrorCode status = U_ZERO_ERROR;
    auto const length = uidna_nameToASCII_UTF8(uts46(), host.data(), static_cast<int>(host.size()),
                                               out.data(), static_cast<int>(out.size()), &info, &status);
    // Registered names with "--" in the third place exist, and browsers take them (UTS 46, CheckHyphens =
    // false).
    auto const errors = info.errors & ~static_cast<std::uint32_t>(UIDNA_ERROR_HYPHEN_3_4);
    if (U_FAILURE(status) || errors != 0 || length <= 0 || static_cast<std::size_t>(length) > out.size())
        return refuse("IDNA", host);
    out.resize(static_cast<std::size_t>(length));
    return lower_ascii(out);
}

} // namespace

result<std::string> normalise_host(std::string_view host)
{
    if (host.starts_with('[')) {
        if (!host.ends_with(']') || host.size() < 3)
            return refuse("brackets", host);
        return normalise_ipv6(host.substr(1, host.size() - 2));
    }
    if (host.find(':') != std::string_view::npos)
        return normalise_ipv6(host);
    if (host.empty() || host.size() > 1000 || !is_valid_utf8(host))
        return refuse("host", host);
    TRY(auto name, to_a_labels(host));
    if (name.size() > 253 || name.front() == '.' || name.back() == '.' ||
        name.find("..") != std::string::npos)
        return refuse("labels", host);
    if (ends_in_number(name))
        return check_ipv4(name);
    return name;
}

} // namespace federwerk::core
