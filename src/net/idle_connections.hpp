// SPDX-License-Identifier: AGPL-3.0-or-later
// Open connections that wait to be used again, one shelf per reactor: a service of its io_context, so that
// they end with it and no other thread ever touches them.
#pragma once

#include "net/connection.hpp"

#include <boost/asio/execution_context.hpp>

#include <atomic>
#include <map>
#include <vector>

namespace federwerk::net {

// How many connections one client keeps idle, on all reactors.
using idle_total = std::atomic<std::size_t>;

class idle_connections final : public boost::asio::execution_context::service {
public:
    using key_type = idle_connections;
    static boost::asio::execution_context::id id;

    explicit idle_connections(boost::asio::execution_context& owner);
    void shutdown() noexcept override;

    std::shared_ptr<connection> take(std::shared_ptr<idle_total> const& owner, std::string const& origin);
    // Where there is no room, the connection is closed.
    void put(std::shared_ptr<idle_total> const& owner, std::string const& origin,
             std::shared_ptr<connection> free, client_options const& limits);

private:
    class place { // Counts itself in its client's total
    public:
        place(std::shared_ptr<idle_total> total, std::shared_ptr<connection> held, clock::time_point until);
        place(place&&) noexcept = default;
        place& operator=(place&& other) noexcept;
        ~place();
        std::shared_ptr<connection> held;
        clock::time_point until;

    private:
        std::shared_ptr<idle_total> total_;
    };
    using key = std::pair<idle_total const*, std::string>;

    void forget_expired();

    std::map<key, std::vector<place>> shelf_;
    clock::time_point swept_{};
};

} // namespace federwerk::net
