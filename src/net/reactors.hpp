// SPDX-License-Identifier: AGPL-3.0-or-later
// The event loops of the process, one thread each: what starts on a reactor stays on it.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace federwerk::net {

class reactors {
public:
    explicit reactors(unsigned count); // 0: one per core
    ~reactors();                       // Stops and joins

    // Abandons what is still going on; returns when every thread has ended. `quiet` ends those of others that
    // resume coroutines here: once the loops stand still, and before what waits on them is destroyed.
    void stop(std::function<void()> const& quiet = {});

    unsigned size() const;
    boost::asio::any_io_executor executor(unsigned index) const;
    boost::asio::any_io_executor next() const; // Round robin; from any thread
    boost::asio::io_context& context(unsigned index) const;

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace federwerk::net
