// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/client.hpp"

#include "core/settings.hpp"
#include "core/text.hpp"
#include "net/answer.hpp"
#include "net/connection.hpp"
#include "net/idle_connections.hpp"
#include "net/response_reader.hpp"
#include "net/tls.hpp"

#include <boost/asio/query.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <array>

namespace federwerk::net {

namespace asio = boost::asio;
using asio::awaitable;

namespace {

constexpr std::array<std::string_view, 8> own_fields{
    "Host",       "Content-Length", "User-Agent",        "Accept-Encoding",
    "Connection", "Keep-Alive",     "Transfer-Encoding", "Expect"};

bool is_ours(std::string_view name)
{
    return std::ranges::any_of(own_fields, [&](auto own) { return core::equals_ignoring_case(own, name); });
}

result<> check(http::outgoing const& request, client_options const& options)
{
    auto const& target = request.target;
    auto const where = target.authority();
    if (!target.secure() && !options.dev)
        return failure{errc::forbidden, where + ": plain http is for --dev", {}};
    if (target.port() != 443 && !options.dev)
        return failure{errc::forbidden, where + ": only port 443 is allowed", {}};
    if (request.method == http::method::other || target.host().empty())
        return failure{errc::invalid, where + ": method or target", {}};
    for (auto const& [name, value] : request.headers)
        if (!is_safe_field(name, value))
            return failure{errc::invalid, where + ": a header would split the request", {}};
    return {};
}

std::string serialise(http::outgoing const& request, client_options const& options)
{
    std::string out(http::to_string(request.method));
    out.append(" ")
        .append(request.target.target())
        .append(" HTTP/1.1\r\nHost: ")
        .append(request.target.authority());
    out.append("\r\nUser-Agent: ").append(options.user_agent).append("\r\nAccept-Encoding: identity");
    for (auto const& [name, value] : request.headers)
        if (!is_ours(name))
            out.append("\r\n").append(name).append(": ").append(value);
    bool const has_body = request.method == http::method::post || request.method == http::method::put ||
                          request.method == http::method::patch || !request.body.empty();
    if (has_body)
        out.append("\r\nContent-Length: ").append(std::to_string(request.body.size()));
    return out.append("\r\n\r\n").append(request.body);
}

// What came of one try on one connection.
struct attempt {
    result<http::response> answer;
    bool answered = false; // At least a byte came back, or the time is over: trying again would not be right
    bool reusable = false;
};

awaitable<attempt> converse(connection& c, std::string const& bytes, http::outgoing const& request,
                            alarm const& bell)
{
    auto const failed = [&](errc code, std::string_view what, bool answered) {
        auto const why = bell.rang() ? std::string_view("the deadline has passed") : what;
        failure const f{code, request.target.authority() + ": " + std::string(why), {}};
        return attempt{f, answered || bell.rang(), false};
    };
    // A peer may refuse a body before it has read it all: its answer counts, not the broken write.
    auto const sent = co_await c.write(bytes);
    response_reader reader(request.method, request.body_limit);
    auto progress = response_reader::progress::more;
    while (progress == response_reader::progress::more) {
        auto const [error, count] = co_await c.read_some(reader.room());
        if (!error)
            progress = reader.filled(count);
        else if (error == asio::error::eof && reader.has_begun())
            progress = reader.ended();
        else
            co_return failed(errc::unavailable, error.message(), reader.has_begun());
    }
    if (progress == response_reader::progress::too_large)
        co_return failed(errc::too_large, "the answer is over the limit", true);
    if (progress == response_reader::progress::malformed)
        co_return failed(errc::unavailable, "the answer cannot be read", true);
    bool const reusable = !sent.error && reader.keeps_alive();
    co_return attempt{reader.take(), true, reusable};
}

} // namespace

struct client::impl {
    client_options options;
    std::shared_ptr<asio::ssl::context> tls;
    std::shared_ptr<idle_total> total = std::make_shared<idle_total>(0);

    awaitable<attempt> try_on(std::shared_ptr<connection> c, http::outgoing const& request,
                              std::string const& bytes, clock::time_point until)
    {
        auto const executor = co_await asio::this_coro::executor;
        alarm bell(executor, [c] { c->cut(); });
        bell.set(until);
        auto out = co_await converse(*c, bytes, request, bell);
        if (out.reusable && !bell.rang()) {
            auto& shelf =
                asio::use_service<idle_connections>(asio::query(executor, asio::execution::context));
            shelf.put(total, request.target.origin(), std::move(c), options);
        }
        co_return out;
    }
};

client_options client_options::from(core::settings const& s, std::string_view version)
{
    client_options out;
    out.dev = s.dev;
    if (s.dev) {
        out.hosts = s.network.hosts;
        out.extra_ca = s.network.extra_ca;
    }
    out.user_agent = "Federwerk/" + std::string(version) + " (+" + s.base_url() + ')';
    return out;
}

result<std::unique_ptr<client>> client::make(client_options options)
{
    if (!options.dev && (!options.hosts.empty() || !options.extra_ca.empty()))
        return failure{errc::invalid, "network.hosts and network.extra_ca are for --dev", {}};
    TRY(auto tls, client_tls(options.extra_ca));
    auto made = std::make_shared<impl>(impl{std::move(options), std::move(tls)});
    return std::unique_ptr<client>(new client(std::move(made)));
}

client::client(std::shared_ptr<impl> made) : impl_(std::move(made)) {}
client::~client() = default;

awaitable<result<http::response>> client::send(http::outgoing request)
{
    auto const self = impl_; // The client may go while an exchange is still under way
    CO_TRY_VOID(check(request, self->options));
    auto const until = clock::now() + request.deadline;
    auto const bytes = serialise(request, self->options);
    auto const executor = co_await asio::this_coro::executor;
    auto& shelf = asio::use_service<idle_connections>(asio::query(executor, asio::execution::context));
    if (auto used = shelf.take(self->total, request.target.origin())) {
        auto out = co_await self->try_on(std::move(used), request, bytes, until);
        if (out.answered)
            co_return std::move(out.answer);
    } // A connection that the peer closed while it was idle: once more, on a fresh one
    auto fresh = co_await open_connection(self->options, *self->tls, request.target, until);
    if (!fresh)
        co_return std::move(fresh).error();
    auto out = co_await self->try_on(std::move(*fresh), request, bytes, until);
    co_return std::move(out.answer);
}

} // namespace federwerk::net
