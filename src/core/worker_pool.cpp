// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/worker_pool.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>

namespace federwerk::core {

namespace asio = boost::asio;

struct worker_pool::impl {
    impl(unsigned count, std::size_t most) : queue(most), threads(count) {}

    std::size_t queue;
    std::atomic<std::size_t> waiting = 0;
    asio::thread_pool threads;
};

worker_pool::worker_pool(unsigned threads, std::size_t queue)
    : impl_(std::make_unique<impl>(std::max(threads, 1U), queue))
{
}

worker_pool::~worker_pool()
{
    stop();
}

void worker_pool::stop()
{
    impl_->threads.stop();
    impl_->threads.join();
}

std::size_t worker_pool::waiting() const
{
    return impl_->waiting.load(std::memory_order_relaxed);
}

namespace {

result<> run_guarded(std::function<void()> const& job)
{
    try {
        job();
        return {};
    } catch (std::exception const& e) {
        return failure{errc::internal, std::string("a job of the worker pool threw: ") + e.what(), {}};
    }
}

} // namespace

asio::awaitable<result<>> worker_pool::perform(std::function<void()> job)
{
    if (impl_->waiting.fetch_add(1) >= impl_->queue) {
        --impl_->waiting;
        co_return failure{errc::overloaded, "the worker pool's queue is full", {}};
    }
    auto const start = [this, &job](auto handler) {
        auto back =
            asio::prefer(asio::get_associated_executor(handler), asio::execution::outstanding_work.tracked);
        auto work = [this, &job, back, answer = std::move(handler)]() mutable {
            --impl_->waiting;
            auto done = run_guarded(job);
            asio::post(back, [answer = std::move(answer), done = std::move(done)]() mutable {
                std::move(answer)(std::move(done));
            });
        };
        asio::post(impl_->threads, std::move(work));
    };
    co_return co_await asio::async_initiate<asio::use_awaitable_t<> const, void(result<>)>(
        start, asio::use_awaitable);
}

} // namespace federwerk::core
