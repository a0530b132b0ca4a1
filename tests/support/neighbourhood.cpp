// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/neighbourhood.hpp"

#include "core/wait_until.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>

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
    std::optional<result<http::response>> got;
    auto const where = request.target.text();
    asio::co_spawn(loop_, client_->send(std::move(request)),
                   [&](std::exception_ptr, result<http::response> r) { got = std::move(r); });
    loop_.restart();
    while (!got)
        loop_.run_one();
    if (!*got)
        throw std::runtime_error(where + ": " + got->error().log);
    answer out{(*got)->status, (*got)->body, {}};
    if (auto parsed = json::document::parse(out.body))
        out.document = std::move(*parsed);
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
