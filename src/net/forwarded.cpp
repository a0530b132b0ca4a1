// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/forwarded.hpp"

#include "core/text.hpp"
#include "net/address_check.hpp"

#include <boost/asio/ip/network_v6.hpp>

#include <algorithm>
#include <array>
#include <ranges>

namespace federwerk::net {

namespace asio = boost::asio;
using asio::ip::address;

namespace {

constexpr std::array<std::string_view, 6> forwarding{
    "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "X-Real-IP", "Forwarded"};

// From the right, each proxy wrote whom it saw; the first that is not one of ours is the client.
address client_of(http::headers const& headers, address const& peer, std::vector<std::string> const& proxies)
{
    auto seen = peer;
    auto const lists = headers.all("X-Forwarded-For");
    for (auto const list : std::views::reverse(lists)) {
        auto const items = core::split(list, ',');
        for (auto const item : std::views::reverse(items)) {
            boost::system::error_code error;
            auto const named = asio::ip::make_address(core::trim(item), error);
            if (error)
                return seen;
            seen = plain(named);
            if (!is_trusted(seen, proxies))
                return seen;
        }
    }
    return seen;
}

} // namespace

bool is_trusted(address const& peer, std::vector<std::string> const& proxies)
{
    return std::ranges::any_of(proxies, [&](auto const& p) { return is_within(peer, p); });
}

void settle_client(http::request& request, address const& peer, std::vector<std::string> const& proxies)
{
    if (!proxies.empty() && is_trusted(peer, proxies)) {
        request.client_address = client_of(request.headers, peer, proxies).to_string();
        return;
    }
    for (auto const name : forwarding)
        request.headers.remove(name);
    request.client_address = peer.to_string();
}

std::string count_key(address const& peer)
{
    if (peer.is_v4())
        return peer.to_string();
    return asio::ip::network_v6(peer.to_v6(), 64).canonical().to_string();
}

} // namespace federwerk::net
