// SPDX-License-Identifier: AGPL-3.0-or-later
// The second pool: password hashing, RSA and HTML cleaning never run on a reactor.
#pragma once

#include "core/result.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

namespace federwerk::core {

class worker_pool {
public:
    worker_pool(unsigned threads, std::size_t queue); // Beyond queue waiting jobs: errc::overloaded
    ~worker_pool();                                   // Stops
    void stop();                                      // Joins; what waits is not answered any more

    // Runs work() on a thread of the pool and resumes the caller on its own executor. Work returns result<T>.
    template <class Work, class R = std::invoke_result_t<Work&>>
    boost::asio::awaitable<R> run(Work work)
    {
        std::optional<R> out;
        std::function<void()> job = [&] { out.emplace(work()); };
        if (auto ran = co_await perform(std::move(job)); !ran)
            co_return ran.error();
        co_return std::move(*out);
    }

    std::size_t waiting() const; // For the gauge

private:
    boost::asio::awaitable<result<>> perform(std::function<void()> job);
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace federwerk::core
