// SPDX-License-Identifier: AGPL-3.0-or-later
// A connection's bytes: reading, writing and lingering under deadlines that the reactor's sweep keeps. Only
// net/ sees it.
#pragma once

#include "net/address_check.hpp"
#include "net/file_source.hpp"
#include "net/request_reader.hpp"
#include "net/site.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace federwerk::net {

inline constexpr auto link_token = boost::asio::as_tuple(boost::asio::use_awaitable);
using tls_stream = boost::asio::ssl::stream<tcp_socket>;

inline tcp_socket& socket_of(tcp_socket& s)
{
    return s;
}

inline tcp_socket& socket_of(tls_stream& s)
{
    return s.next_layer();
}

template <class Stream>
class link : public watched {
public:
    template <class... Args>
    link(visit guest, std::shared_ptr<ledger> book, tcp_socket socket, Args&... tls)
        : stream_(std::move(socket), tls...), guest_(std::move(guest)), book_(std::move(book)),
          reader_(guest_.site().options.header_limit)
    {
        boost::system::error_code error;
        peer_ = plain(socket_of(stream_).remote_endpoint(error).address());
        socket_of(stream_).set_option(boost::asio::ip::tcp::no_delay(true), error);
        book_->connections.insert(this);
    }
    link(link const&) = delete;
    link& operator=(link const&) = delete;
    ~link() override { book_->connections.erase(this); }

    void cut() override
    {
        boost::system::error_code ignored;
        socket_of(stream_).close(ignored);
    }

protected:
    net::site& site() { return guest_.site(); }

    void allow(std::chrono::milliseconds time)
    {
        idle = false;
        deadline = steady::now() + time;
    }

    boost::asio::awaitable<bool> read_some()
    {
        auto const [error, count] = co_await stream_.async_read_some(reader_.room(), link_token);
        if (error)
            co_return false;
        reader_.filled(count);
        site().counters.bytes_in.fetch_add(count, std::memory_order_relaxed);
        co_return true;
    }

    template <class Buffers>
    boost::asio::awaitable<bool> write(Buffers buffers)
    {
        allow(site().options.write_deadline);
        auto const [error, count] = co_await boost::asio::async_write(stream_, buffers, link_token);
        site().counters.bytes_out.fetch_add(count, std::memory_order_relaxed);
        co_return !error;
    }

    // In steps of 64 KiB, so that the deadline measures progress and not size.
    boost::asio::awaitable<bool> write_large(boost::asio::const_buffer first, boost::asio::const_buffer rest)
    {
        if (!co_await write(first))
            co_return false;
        while (rest.size() > 0) {
            auto const step = boost::asio::buffer(rest, file_source::step);
            if (!co_await write(step))
                co_return false;
            rest += step.size();
        }
        co_return true;
    }

    boost::asio::awaitable<void> linger()
    {
        auto& socket = socket_of(stream_);
        boost::system::error_code error;
        socket.shutdown(tcp_socket::shutdown_send, error);
        if (error)
            co_return;
        allow(std::min(site().options.header_deadline, std::chrono::milliseconds(2000)));
        std::array<char, 4096> unread;
        for (std::size_t total = 0; total < 1024 * 1024;) {
            auto const [failed, count] =
                co_await socket.async_read_some(boost::asio::buffer(unread), link_token);
            if (failed)
                co_return;
            total += count;
        }
    }

    Stream stream_;
    visit guest_;
    std::shared_ptr<ledger> book_;
    request_reader reader_;
    boost::asio::ip::address peer_;
};

} // namespace federwerk::net
