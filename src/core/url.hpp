// SPDX-License-Identifier: AGPL-3.0-or-later
// An absolute http or https URL, checked once: parse, do not validate.
#pragma once

#include "core/result.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::core {

class url {
public:
    // Refuses what is over 2,048 bytes, other schemes, user info, control characters, spaces, backslashes,
    // non-ASCII bytes outside the host, ports 0 and over 65535, and hosts that normalise_host refuses. The
    // fragment is kept.
    static result<url> parse(std::string_view text);

    std::string const& text() const { return text_; } // As it was given, with the host normalised
    std::string const& scheme() const { return scheme_; }
    std::string const& host() const
    {
        return host_;
    }                                            // Lower-case A-label or an address literal without brackets
    std::uint16_t port() const { return port_; } // The scheme's own where none is written
    std::string const& target() const { return target_; } // Path and query, as the request line carries them
    std::string const& fragment() const { return fragment_; }
    bool secure() const { return scheme_ == "https"; }

    std::string authority() const; // host, and :port unless it is the scheme's own: what the Host header says
    std::string origin() const;    // scheme://authority
    url without_fragment() const;

    bool operator==(url const& other) const { return text_ == other.text_; }

private:
    std::string text_, scheme_, host_, target_, fragment_;
    std::uint16_t port_ = 0;
};

// Host to lower-case A-labels by UTS 46 (IDNA 2008, non-transitional); no trailing dot, no empty label, at
// most 253.
result<std::string> normalise_host(std::string_view host);

// "example.org" or "localhost:8080" to a normalised authority; what handles and blocks are compared by.
result<std::string> normalise_authority(std::string_view authority);

// RFC 3986: unreserved characters stay, every other byte becomes %XX.
std::string percent_encode(std::string_view text);
result<std::string> percent_decode(std::string_view text); // Refuses broken escapes and NUL

// Of application/x-www-form-urlencoded text: the first value of the name, decoded ("+" is a space).
std::optional<std::string> query_value(std::string_view query, std::string_view name);
std::vector<std::string> query_values(std::string_view query, std::string_view name);

} // namespace federwerk::core
