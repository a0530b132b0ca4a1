// SPDX-License-Identifier: AGPL-3.0-or-later
// The SSRF guard: which addresses the program may connect to, decided on the address itself, never on a name.
#pragma once

#include <boost/asio/ip/address.hpp>

#include <optional>
#include <string_view>

namespace federwerk::net {

// True where 127/8 and ::1 are fine too: under --dev alone.
enum class loopback { refused, allowed };

// The address in its plain form (an IPv4-mapped one as IPv4), or nothing where it must not be connected to.
std::optional<boost::asio::ip::address> connectable(boost::asio::ip::address const& address, loopback how);

// An IPv4-mapped IPv6 address as the IPv4 address that it is.
boost::asio::ip::address plain(boost::asio::ip::address const& address);

// True where the address is the given one, or inside the given "prefix/length"; false for what cannot be
// read.
bool is_within(boost::asio::ip::address const& address, std::string_view network);

} // namespace federwerk::net
