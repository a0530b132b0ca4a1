// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/address_check.hpp"

#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace federwerk::net {

namespace asio = boost::asio;
using asio::ip::address;

namespace {

struct v4_block {
    std::uint32_t prefix;
    unsigned length;
};

// The IANA IPv4 Special-Purpose Address Registry, multicast and the reserved rest.
constexpr std::array special_v4{
    v4_block{0x00000000, 8},  // 0.0.0.0/8, this network
    v4_block{0x0A000000, 8},  // 10.0.0.0/8
    v4_block{0x64400000, 10}, // 100.64.0.0/10, carrier NAT
    v4_block{0x7F000000, 8},  // 127.0.0.0/8
    v4_block{0xA9FE0000, 16}, // 169.254.0.0/16, link local: the metadata services of clouds
    v4_block{0xAC100000, 12}, // 172.16.0.0/12
    v4_block{0xC0000000, 24}, // 192.0.0.0/24
    v4_block{0xC0000200, 24}, // 192.0.2.0/24, documentation
    v4_block{0xC01FC400, 24}, // 192.31.196.0/24, AS112
    v4_block{0xC034C100, 24}, // 192.52.193.0/24, AMT
    v4_block{0xC0586300, 24}, // 192.88.99.0/24, 6to4 relays
    v4_block{0xC0A80000, 16}, // 192.168.0.0/16
    v4_block{0xC0AF3000, 24}, // 192.175.48.0/24, AS112
    v4_block{0xC6120000, 15}, // 198.18.0.0/15, benchmarks
    v4_block{0xC6336400, 24}, // 198.51.100.0/24, documentation
    v4_block{0xCB007100, 24}, // 203.0.113.0/24, documentation
    v4_block{0xE0000000, 4},  // 224.0.0.0/4, multicast
    v4_block{0xF0000000, 4},  // 240.0.0.0/4, reserved, and broadcast
};

bool is_public(asio::ip::address_v4 const& a)
{
    return std::ranges::none_of(special_v4, [n = a.to_uint()](v4_block b) {
        return (n >> (32 - b.length)) == (b.prefix >> (32 - b.length));
    });
}

// Allowed is 2000::/3 alone. So NAT64, IPv4-compatible, link-local, unique-local and multicast addresses need
// no line; what lies inside it and leads elsewhere has one.
constexpr std::array<std::string_view, 6> special_v6{
    "2001::/23",         // IETF protocol assignments; Teredo is in it
    "2001:db8::/32",     // Documentation
    "2002::/16",         // 6to4: carries an IPv4 address
    "2620:4f:8000::/48", // AS112
    "3fff::/20",         // Documentation (RFC 9637)
    "3ffe::/16",         // The 6bone, returned
};

bool is_public(address const& a)
{
    if (a.is_v4())
        return is_public(a.to_v4());
    return is_within(a, "2000::/3") &&
           std::ranges::none_of(special_v6, [&](auto net) { return is_within(a, net); });
}

template <class Network, class Address>
bool contains(Network const& network, Address const& a)
{
    return Network(a, network.prefix_length()).canonical() == network.canonical();
}

} // namespace

address plain(address const& a)
{
    if (a.is_v6() && a.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, a.to_v6());
    return a;
}

std::optional<address> connectable(address const& given, loopback how)
{
    auto const a = plain(given);
    if (a.is_v6() && a.to_v6().scope_id() != 0)
        return std::nullopt;
    if (is_public(a) || (how == loopback::allowed && a.is_loopback()))
        return a;
    return std::nullopt;
}

bool is_within(address const& a, std::string_view network)
{
    boost::system::error_code error;
    if (network.find('/') == std::string_view::npos) {
        auto const one = asio::ip::make_address(std::string(network), error);
        return !error && plain(one) == a;
    }
    if (a.is_v4()) {
        auto const parsed = asio::ip::make_network_v4(std::string(network), error);
        return !error && contains(parsed, a.to_v4());
    }
    auto const parsed = asio::ip::make_network_v6(std::string(network), error);
    return !error && contains(parsed, a.to_v6());
}

} // namespace federwerk::net
