// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/neighbourhood.hpp"

#include "core/wait_until.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <algorithm>
#include <stdexcept>

namespace federwerk::tests {
namespace {

namespace asio = boost::asio;

net::client_options options_for(certificates const& tls)
{
    net::client_options out;
    out.dev = true;
    out.extra_ca = tls.authority();
    for (auto const& name : neighbourhood::names())
        out.hosts[name] = "127.0.0.1";
    return out;
}

} // namespace

neighbourhood::neighbourhood() : tls_(names()), client_(net::client::make(options_for(tls_)).value()) {}

std::vector<std::string> neighbourhood::names()
{
    return {"a.test", "b.test", "c.test", "fedify.test", "snac.test"};
}

std::string neighbourhood::authority(std::string const& name) const
{
    asio::io_context loop;
    asio::ip::tcp::acceptor const free(loop, {asio::ip::address_v4::loopback(), 0});
    return name + ":" + std::to_string(free.local_endpoint().port());
}

answer neighbourhood::send(http::outgoing request)
{
    std::vector<http::outgoing> one;
    one.push_back(std::move(request));
    return std::move(send_at_once(std::move(one)).front());
}

std::vector<answer> neighbourhood::send_at_once(std::vector<http::outgoing> requests)
{
    std::vector<std::optional<result<http::response>>> got(requests.size());
    std::vector<std::string> where;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        where.push_back(requests[i].target.text());
        asio::co_spawn(loop_, client_->send(std::move(requests[i])),
                       [&got, i](std::exception_ptr, result<http::response> r) { got[i] = std::move(r); });
    }
    loop_.restart();
    while (!std::ranges::all_of(got, [](auto const& each) { return each.has_value(); }))
        loop_.run_one();
    std::vector<answer> out;
    for (std::size_t i = 0; i < got.size(); ++i) {
        if (!*got[i])
            throw std::runtime_error(where[i] + ": " + got[i]->error().log);
        auto& response = **got[i];
        out.push_back({response.status, response.body, {}});
        if (auto parsed = json::document::parse(response.body))
            out.back().document = std::move(*parsed);
    }
    return out;
}

answer neighbourhood::get(std::string const& url, std::string const& accept)
{
    http::outgoing request{.target = core::url::parse(url).value()};
    request.headers.set("Accept", accept);
    return send(std::move(request));
}

answer neighbourhood::post(std::string const& url, std::string const& body)
{
    http::outgoing request{
        .method = http::method::post, .target = core::url::parse(url).value(), .body = body};
    request.headers.set("Content-Type", "application/json");
    return send(std::move(request));
}

bool eventually(std::function<bool()> const& holds, std::chrono::milliseconds within)
{
    return core::wait_until(holds, within, std::chrono::milliseconds(50));
}

} // namespace federwerk::tests
