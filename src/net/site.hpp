// SPDX-License-Identifier: AGPL-3.0-or-later
// What the connections of one server share, and the ledger of each reactor. Only net/ sees it.
#pragma once

#include "net/server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <unordered_set>

namespace federwerk::net {

// Everything concrete, nothing erased: sockets are on the hot path.
using tcp_socket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
using steady = std::chrono::steady_clock;

// A connection as its reactor's sweep sees it.
class watched {
public:
    virtual ~watched() = default;
    virtual void cut() = 0; // Closes the socket; what is awaited there ends with an error

    bool idle = false; // Between requests: may be closed at any time
    steady::time_point deadline = steady::time_point::max();
};

// The connections of one reactor. Touched by its thread alone, but for the one flag.
struct ledger {
    explicit ledger(boost::asio::io_context& loop) : context(loop), timer(loop) {}
    boost::asio::io_context& context;
    boost::asio::steady_timer timer;
    std::unordered_set<watched*> connections;
    std::atomic<bool> stopping = false;
};

struct site {
    site(server_options o, http::router const& r) : options(std::move(o)), routes(r) {}

    server_options options;
    http::router const& routes;
    server_counters counters;
    std::shared_ptr<boost::asio::ssl::context> tls; // Null: plain HTTP

    std::mutex mutex; // Of what follows
    std::condition_variable ended;
    std::map<std::string, unsigned, std::less<>> per_address;
    unsigned connections = 0;
    unsigned loops = 0; // Of the acceptor and of the sweeps, that have not ended yet

    enum class admission { granted, too_many, too_many_of_address };
    admission admit(std::string const& key); // An empty key is not counted by address
    void leave(std::string const& key);
    void end_loop();
};

// Counts a connection for as long as it lives.
class visit {
public:
    visit(std::shared_ptr<site> where, std::string key) : where_(std::move(where)), key_(std::move(key)) {}
    visit(visit&&) noexcept = default;
    visit& operator=(visit&&) = delete;
    ~visit()
    {
        if (where_)
            where_->leave(key_);
    }
    net::site& site() const { return *where_; }

private:
    std::shared_ptr<net::site> where_;
    std::string key_;
};

// Serves the connection until it ends. Runs on the ledger's reactor.
void start_session(tcp_socket socket, visit guest, std::shared_ptr<ledger> book);

} // namespace federwerk::net
