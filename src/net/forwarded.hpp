// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is really asking: X-Forwarded-… is believed from configured proxies alone, and removed otherwise.
#pragma once

#include "http/message.hpp"

#include <boost/asio/ip/address.hpp>

#include <string>
#include <vector>

namespace federwerk::net {

bool is_trusted(boost::asio::ip::address const& peer, std::vector<std::string> const& proxies);

// Sets request.client_address. From anybody but a trusted proxy, all forwarding fields are removed, so that
// handlers may believe what is there.
void settle_client(http::request& request, boost::asio::ip::address const& peer,
                   std::vector<std::string> const& proxies);

// What connections are counted by: an IPv4 address, or an IPv6 /64.
std::string count_key(boost::asio::ip::address const& peer);

} // namespace federwerk::net
