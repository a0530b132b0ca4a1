// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/worker_pool.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>

#include <future>
#include <stdexcept>

using namespace federwerk;
namespace asio = boost::asio;

namespace {

// Runs the coroutine to its end on this thread.
template <class T>
T run(asio::awaitable<T> task)
{
    asio::io_context loop;
    std::optional<T> out;
    asio::co_spawn(loop, std::move(task), [&](std::exception_ptr error, T value) {
        if (error)
            std::rethrow_exception(error);
        out.emplace(std::move(value));
    });
    loop.run();
    return std::move(*out);
}

} // namespace

TEST_CASE("work runs on another thread and its value comes back", "[core][workers]")
{
    core::worker_pool pool(1, 4);
    auto const value = run(pool.run([]() -> result<std::string> { return std::string("done"); }));
    CHECK(value.value() == "done");
    CHECK(pool.waiting() == 0);
}

TEST_CASE("a failure of the work is the caller's failure", "[core][workers]")
{
    core::worker_pool pool(1, 4);
    auto const value = run(pool.run([]() -> result<int> { return failure{errc::conflict, "x", {}}; }));
    REQUIRE_FALSE(value.has_value());
    CHECK(value.error().code == errc::conflict);
}

TEST_CASE("an exception in the work is an internal failure, and the pool goes on", "[core][workers]")
{
    core::worker_pool pool(1, 4);
    auto const value = run(pool.run([]() -> result<int> { throw std::runtime_error("bug"); }));
    REQUIRE_FALSE(value.has_value());
    CHECK(value.error().code == errc::internal);
    CHECK(run(pool.run([]() -> result<int> { return 7; })).value() == 7);
}

TEST_CASE("work beyond the queue is refused as overload", "[core][workers]")
{
    core::worker_pool pool(1, 1);
    asio::io_context loop;
    std::promise<void> started, release;
    int finished = 0;
    auto const ignore = [&](std::exception_ptr, result<int> r) { finished += r ? 1 : 0; };
    auto slow = [&]() -> result<int> {
        started.set_value();
        release.get_future().wait();
        return 1;
    };
    asio::co_spawn(loop, pool.run(slow), ignore);
    loop.poll();
    started.get_future().wait(); // The only thread is busy now
    asio::co_spawn(loop, pool.run([]() -> result<int> { return 2; }), ignore);
    loop.poll();
    CHECK(pool.waiting() == 1);
    auto const refused = run(pool.run([]() -> result<int> { return 3; }));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == errc::overloaded);
    release.set_value();
    loop.run();
    CHECK(finished == 2);
}
