// SPDX-License-Identifier: AGPL-3.0-or-later
// The one door to PostgreSQL. Nothing else in the program holds a connection.
#pragma once

#include "core/result.hpp"
#include "db/transaction.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

namespace federwerk::db {

class pool {
public:
    // One connection per thread: a job never waits for a connection, only for its turn.
    pool(std::string dsn, unsigned connections, std::size_t queue);
    ~pool(); // Stops. Declare the reactors before the pool.
    // Joins; what waits is answered with errc::unavailable, what comes later with errc::overloaded.
    void stop();

    // Runs work(tx) on a database thread and resumes the caller on the caller's own executor.
    // A value commits, a failure rolls back. Serialisation failures and deadlocks run again (three times), so
    // work may run twice and must only touch tx. Unique violations become errc::conflict, a lost connection
    // errc::unavailable, a full queue errc::overloaded.
    template <class Work, class R = std::invoke_result_t<Work&, transaction&>>
    boost::asio::awaitable<R> run(Work work)
    {
        std::optional<R> out;
        std::function<result<>(transaction&)> job = [&](transaction& tx) -> result<> {
            out.emplace(work(tx));
            return *out ? result<>{} : out->error();
        };
        if (auto ran = co_await perform(std::move(job)); !ran)
            co_return ran.error();
        co_return std::move(*out);
    }

    // The same for a thread that may block: the command line, tests, start-up.
    template <class Work, class R = std::invoke_result_t<Work&, transaction&>>
    R run_now(Work work)
    {
        std::optional<R> out;
        std::function<result<>(transaction&)> job = [&](transaction& tx) -> result<> {
            out.emplace(work(tx));
            return *out ? result<>{} : out->error();
        };
        if (auto ran = perform_now(job); !ran)
            return ran.error();
        return std::move(*out);
    }

    std::size_t waiting() const; // For the gauge
    std::string const& dsn() const;

private:
    boost::asio::awaitable<result<>> perform(std::function<result<>(transaction&)> job);
    result<> perform_now(std::function<result<>(transaction&)> const& job);
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace federwerk::db
