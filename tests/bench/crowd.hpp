// SPDX-License-Identifier: AGPL-3.0-or-later
// The Fediverse of the benchmark: many hosts on ports of 127.0.0.1 that serve their actors and take
// deliveries.
#pragma once

#include "federation/signatures/http_signature.hpp"
#include "net/server.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace federwerk::bench {

class crowd {
public:
    crowd(unsigned hosts, unsigned actors_per_host, unsigned keys);
    ~crowd();

    // Of ten hosts two stop listening and one answers deliveries only after a while, from now on.
    void fall_ill();
    std::size_t well() const; // Actors at hosts that are neither

    std::size_t size() const { return hosts_.size() * actors_per_host_; }
    std::string origin(std::size_t actor) const; // Of the host of the actor with this number
    std::string uri(std::size_t actor) const;

    // A signed Create(Note) by the actor to the shared inbox at authority, as finished bytes. Each is another
    // one.
    std::string signed_create(std::size_t actor, std::string const& authority,
                              std::string const& follower_collection);

    // A signed GET by the actor, as finished bytes.
    std::string signed_get(std::size_t actor, std::string const& authority, std::string const& path);

    struct arrivals {
        std::size_t distinct = 0, doubled = 0;
        std::vector<std::chrono::steady_clock::time_point>
            times; // Of the distinct ones, at hosts that are well
    };
    void forget();
    arrivals arrived() const;

private:
    boost::asio::awaitable<http::response> show(http::request request);
    boost::asio::awaitable<http::response> find(http::request request); // WebFinger
    boost::asio::awaitable<http::response> take(http::request request);
    bool note(std::string delivery, std::string const& host);

    unsigned actors_per_host_, ill_ = 0;        // Hosts
    std::vector<signatures::private_key> keys_; // Actor n has key n modulo their number
    std::uint64_t notes_ = 0;
    mutable std::mutex mutex_;
    std::set<std::string, std::less<>> slow_; // Authorities
    std::set<std::string> seen_;              // Inbox and digest of what came
    arrivals arrivals_;
    http::router routes_;
    net::reactors loops_{1};
    std::vector<std::unique_ptr<net::server>> hosts_;
};

} // namespace federwerk::bench
