// SPDX-License-Identifier: AGPL-3.0-or-later
// From a name to a connection: the only place in the program that connects to a peer.
#include "net/connection.hpp"

#include "net/address_check.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace federwerk::net {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::awaitable;
using asio::ip::address;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr auto token = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t tried_at_most = 4;

failure unavailable(core::url const& target, std::string_view what)
{
    return {errc::unavailable, target.authority() + ": " + std::string(what), {}};
}

failure unreachable(core::url const& target, std::string_view what)
{
    return {errc::unreachable, target.authority() + ": " + std::string(what), {}};
}

// A name that does not exist is the peer's; every other error may be the resolver's, or ours.
failure unresolved(core::url const& target, error_code const& error)
{
    auto const why = "resolving: " + error.message();
    return error == asio::error::host_not_found ? unreachable(target, why) : unavailable(target, why);
}

// What TLS itself finds fault with stays; a connection that broke during the handshake may be a restart.
failure no_handshake(core::url const& target, error_code const& error)
{
    auto const why = "TLS: " + error.message();
    auto const of_tls = error.category() == asio::error::get_ssl_category();
    return of_tls ? unreachable(target, why) : unavailable(target, why);
}

// getaddrinfo cannot be cancelled: its answer is left to come when it likes, and nobody waits longer than
// allowed.
struct lookup {
    explicit lookup(asio::any_io_executor const& executor) : resolver(executor), done(executor) {}
    tcp::resolver resolver;
    asio::steady_timer done;
    std::optional<error_code> error;
    std::vector<address> found;
};

awaitable<result<std::vector<address>>> look_up(core::url const& target, clock::time_point until)
{
    auto const state = std::make_shared<lookup>(co_await asio::this_coro::executor);
    state->done.expires_at(until);
    state->resolver.async_resolve(target.host(), std::to_string(target.port()),
                                  tcp::resolver::numeric_service,
                                  [state](error_code error, tcp::resolver::results_type const& entries) {
                                      state->error = error;
                                      for (auto const& entry : entries)
                                          state->found.push_back(entry.endpoint().address());
                                      state->done.cancel();
                                  });
    co_await state->done.async_wait(token);
    if (!state->error)
        co_return unavailable(target, "the name was not resolved in time");
    if (*state->error)
        co_return unresolved(target, *state->error);
    co_return std::move(state->found);
}

awaitable<result<std::vector<address>>> addresses_of(client_options const& options, core::url const& target,
                                                     clock::time_point until)
{
    error_code error;
    if (auto const literal = asio::ip::make_address(target.host(), error); !error)
        co_return std::vector{literal};
    if (auto const mapped = options.hosts.find(target.host()); options.dev && mapped != options.hosts.end()) {
        auto const given = asio::ip::make_address(mapped->second, error);
        if (error)
            co_return unavailable(target, "network.hosts does not hold an address");
        co_return std::vector{given};
    }
    co_return co_await look_up(target, until);
}

result<std::vector<address>> filter(client_options const& options, core::url const& target,
                                    std::vector<address> const& found)
{
    auto const how = options.dev ? loopback::allowed : loopback::refused;
    std::vector<address> out;
    for (auto const& one : found)
        if (auto const fine = connectable(one, how); fine && std::ranges::find(out, *fine) == out.end())
            out.push_back(*fine);
    if (out.empty())
        return failure{errc::forbidden, target.authority() + ": no address that may be connected to", {}};
    out.resize(std::min(out.size(), tried_at_most));
    return out;
}

// What the socket is connected to must be what was checked (T-23).
bool is_as_checked(connection& c, tcp::endpoint const& checked)
{
    error_code error;
    auto const actual = c.socket.remote_endpoint(error);
    return !error && actual.port() == checked.port() && plain(actual.address()) == checked.address();
}

awaitable<result<>> connect_to(connection& c, core::url const& target, tcp::endpoint checked)
{
    auto const [error] = co_await c.socket.async_connect(checked, token);
    if (error)
        co_return unavailable(target, "connecting: " + error.message());
    if (!is_as_checked(c, checked))
        co_return failure{errc::forbidden, target.authority() + ": connected elsewhere than checked", {}};
    error_code ignored;
    c.socket.set_option(tcp::no_delay(true), ignored);
    co_return result<>{};
}

awaitable<result<>> shake_hands(connection& c, ssl::context& context, core::url const& target)
{
    auto& tls = c.tls.emplace(c.socket, context);
    error_code literal;
    asio::ip::make_address(target.host(), literal);
    // RFC 6066 3: an address is not a server name.
    if (literal && SSL_set_tlsext_host_name(tls.native_handle(), target.host().c_str()) != 1)
        co_return unavailable(target, "server name");
    error_code error;
    tls.set_verify_mode(ssl::verify_peer, error);
    if (!error)
        tls.set_verify_callback(ssl::host_name_verification(target.host()), error);
    if (error)
        co_return no_handshake(target, error);
    auto const [failed] = co_await tls.async_handshake(ssl::stream_base::client, token);
    if (failed)
        co_return no_handshake(target, failed);
    co_return result<>{};
}

} // namespace

awaitable<result<std::shared_ptr<connection>>> open_connection(client_options const& options,
                                                               ssl::context& context, core::url const& target,
                                                               clock::time_point until)
{
    auto const executor = co_await asio::this_coro::executor;
    auto connect_until = std::min(until, clock::now() + options.connect_deadline);
    CO_TRY(auto const found, co_await addresses_of(options, target, connect_until));
    CO_TRY(auto const checked, filter(options, target, found));
    failure last = unavailable(target, "no time left");
    for (std::size_t i = 0; i < checked.size() && clock::now() < connect_until; ++i) {
        auto made = std::make_shared<connection>(executor);
        alarm bell(executor, [made] { made->cut(); });
        auto const share = (connect_until - clock::now()) / static_cast<long>(checked.size() - i);
        bell.set(clock::now() + share);
        tcp::endpoint const there(checked[i], target.port());
        auto ready = co_await connect_to(*made, target, there);
        if (ready && target.secure()) {
            bell.set(std::min(until, clock::now() + options.connect_deadline));
            ready = co_await shake_hands(*made, context, target);
        }
        if (ready)
            co_return made;
        last = bell.rang() ? unavailable(target, "connecting took too long") : std::move(ready).error();
    }
    co_return last;
}

} // namespace federwerk::net
