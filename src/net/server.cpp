// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/server.hpp"

#include "core/log.hpp"
#include "core/settings.hpp"
#include "net/address_check.hpp"
#include "net/answer.hpp"
#include "net/forwarded.hpp"
#include "net/site.hpp"
#include "net/tls.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <charconv>

namespace federwerk::net {

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;

namespace {

constexpr auto token = asio::as_tuple(asio::use_awaitable);

result<tcp::endpoint> parse_listen(std::string const& text)
{
    failure const bad{errc::invalid, "listen is not ADDRESS:PORT: " + text, {}};
    auto const colon = text.rfind(':');
    if (colon == std::string::npos)
        return bad;
    auto host = text.substr(0, colon);
    if (host == "localhost")
        host = "127.0.0.1";
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    unsigned port = 0;
    auto const [end, wrong] = std::from_chars(text.data() + colon + 1, text.data() + text.size(), port);
    boost::system::error_code error;
    auto const address = asio::ip::make_address(host, error);
    if (error || wrong != std::errc{} || end != text.data() + text.size() || port > 65535)
        return bad;
    return tcp::endpoint(address, static_cast<std::uint16_t>(port));
}

// Ends what is over its deadline; while stopping, what is idle too.
void sweep(site& where, ledger& book)
{
    auto const now = steady::now();
    for (auto* const c : book.connections) {
        if (c->deadline <= now) {
            ++where.counters.timed_out;
            c->deadline = steady::time_point::max();
            c->cut();
        } else if (book.stopping && c->idle) {
            c->cut();
        }
    }
}

std::chrono::milliseconds sweep_pause(server_options const& o)
{
    auto const shortest = std::min({o.header_deadline, o.body_deadline, o.idle_deadline, o.write_deadline});
    return std::clamp(shortest / 4, std::chrono::milliseconds(10), std::chrono::milliseconds(500));
}

awaitable<void> keep_sweeping(std::shared_ptr<site> where, std::shared_ptr<ledger> book)
{
    while (!book->stopping) {
        book->timer.expires_after(sweep_pause(where->options));
        co_await book->timer.async_wait(token);
        sweep(*where, *book);
    }
    while (!book->connections.empty()) { // Deadlines hold until the last connection has ended
        book->timer.expires_after(std::chrono::milliseconds(20));
        co_await book->timer.async_wait(token);
        sweep(*where, *book);
    }
    where->end_loop();
}

// On the socket's own reactor. A refusal is written without waiting: the buffer of a fresh socket has room.
void take(tcp_socket socket, std::shared_ptr<site> where, std::shared_ptr<ledger> book)
{
    boost::system::error_code error;
    auto const peer = plain(socket.remote_endpoint(error).address());
    if (error || book->stopping)
        return;
    auto const key = is_trusted(peer, where->options.trusted_proxies) ? std::string{} : count_key(peer);
    auto const admitted = where->admit(key);
    if (admitted == site::admission::granted) {
        start_session(std::move(socket), visit(where, key), std::move(book));
        return;
    }
    ++where->counters.refused;
    if (where->tls)
        return;
    auto const answer = plain_answer(admitted == site::admission::too_many ? 503 : 429);
    std::string bytes;
    append_head(bytes, answer, {http::method::get, false, answer.body.size()});
    socket.non_blocking(true, error);
    socket.write_some(asio::buffer(bytes + answer.body), error);
    socket.shutdown(tcp_socket::shutdown_both, error);
}

} // namespace

struct server::impl {
    impl(reactors& l, http::router const& r, server_options o)
        : where(std::make_shared<site>(std::move(o), r)), acceptor(l.context(0))
    {
        for (unsigned i = 0; i < l.size(); ++i)
            books.push_back(std::make_shared<ledger>(l.context(i)));
    }

    std::shared_ptr<site> where;
    std::vector<std::shared_ptr<ledger>> books; // One a reactor
    tcp::acceptor acceptor;
    std::uint16_t port = 0;
    bool stopped = false;

    result<> open();
    static awaitable<void> accept_all(std::shared_ptr<impl> self);
};

result<> server::impl::open()
{
    auto const& options = where->options;
    TRY(auto const endpoint, parse_listen(options.listen));
    if (!options.certificate.empty()) {
        TRY(where->tls, server_tls(options.certificate, options.key));
    }
    boost::system::error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(4096, error);
    if (error)
        return failure{errc::unavailable, "cannot listen on " + options.listen + ": " + error.message(), {}};
    port = acceptor.local_endpoint().port();
    return {};
}

// One acceptor hands the sockets out in turn: every reactor gets the same share, which SO_REUSEPORT does not
// promise.
awaitable<void> server::impl::accept_all(std::shared_ptr<impl> self)
{
    for (std::size_t turn = 0; self->acceptor.is_open(); ++turn) {
        auto const book = self->books[turn % self->books.size()];
        auto [error, accepted] = co_await self->acceptor.async_accept(book->context, token);
        if (error == asio::error::operation_aborted)
            break;
        if (error) { // Out of descriptors, mostly: waiting is all that helps
            core::log::warning("http.accept", {{"error", error.message()}});
            asio::steady_timer pause(self->books[0]->context, std::chrono::milliseconds(100));
            co_await pause.async_wait(token);
            continue;
        }
        asio::post(book->context, [where = self->where, book, native = std::move(accepted)]() mutable {
            boost::system::error_code failed;
            auto const protocol = native.local_endpoint(failed).protocol();
            if (failed)
                return;
            tcp_socket socket(book->context, protocol, native.release(failed));
            if (!failed)
                take(std::move(socket), where, book);
        });
    }
    self->where->end_loop();
}

server_options server_options::from(core::settings const& s)
{
    server_options out;
    out.listen = s.listen;
    out.certificate = s.tls.certificate;
    out.key = s.tls.key;
    out.trusted_proxies = s.network.trusted_proxies;
    return out;
}

result<std::unique_ptr<server>> server::listen(reactors& loops, http::router const& routes,
                                               server_options options)
{
    auto made = std::make_shared<impl>(loops, routes, std::move(options));
    TRY_VOID(made->open());
    made->where->loops = loops.size() + 1;
    for (auto const& book : made->books)
        asio::co_spawn(book->context, keep_sweeping(made->where, book), asio::detached);
    asio::co_spawn(loops.context(0), impl::accept_all(made), asio::detached);
    return std::unique_ptr<server>(new server(std::move(made)));
}

server::server(std::shared_ptr<impl> made) : impl_(std::move(made)) {}

server::~server()
{
    stop(std::chrono::milliseconds(0));
}

std::uint16_t server::port() const
{
    return impl_->port;
}

server_counters const& server::counters() const
{
    return impl_->where->counters;
}

void server::stop(std::chrono::milliseconds grace)
{
    if (std::exchange(impl_->stopped, true))
        return;
    // Everywhere before anything is closed anywhere: an answer that ends its connection says so.
    for (auto const& book : impl_->books)
        book->stopping = true;
    // What waits on a reactor holds nothing of another: reactors end one after the other.
    asio::post(impl_->books[0]->context, [self = impl_] { self->acceptor.close(); });
    for (auto const& book : impl_->books)
        asio::post(book->context, [book] { book->timer.cancel(); });
    auto& where = *impl_->where;
    std::unique_lock lock(where.mutex);
    auto const none = [&] { return where.connections == 0 && where.loops == 0; };
    if (where.ended.wait_for(lock, std::min(grace, std::chrono::milliseconds(20'000)), none))
        return;
    for (auto const& book : impl_->books)
        asio::post(book->context, [book] {
            for (auto* const c : book->connections)
                c->cut();
        });
    where.ended.wait_for(lock, std::chrono::seconds(1), none);
}

} // namespace federwerk::net
