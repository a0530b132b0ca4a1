// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/reactors.hpp"

#include "core/log.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace federwerk::net {

namespace asio = boost::asio;

namespace {

// Gives up what is still pending while timers and strands that others hold stay valid: they end later than
// the loops stop.
struct context_that_closes : asio::io_context {
    using asio::execution_context::shutdown;
    using asio::io_context::io_context;
};

struct loop {
    context_that_closes context{1}; // The hint spares nothing but locks: other threads may still post
    asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
    std::thread thread;
};

// A handler that throws is a bug of ours; it must not take the other connections with it.
void run(asio::io_context& context)
{
    for (;;) {
        try {
            context.run();
            return;
        } catch (std::exception const& e) {
            core::log::error("reactor.exception", {{"what", e.what()}});
        }
    }
}

} // namespace

struct reactors::impl {
    std::vector<std::unique_ptr<loop>> loops;
    mutable std::atomic<unsigned> turn = 0;
};

reactors::reactors(unsigned count) : impl_(std::make_unique<impl>())
{
    if (count == 0)
        count = std::max(1U, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < count; ++i)
        impl_->loops.push_back(std::make_unique<loop>());
    for (auto& l : impl_->loops)
        l->thread = std::thread([&context = l->context] { run(context); });
}

reactors::~reactors()
{
    stop();
}

void reactors::stop(std::function<void()> const& quiet)
{
    for (auto& l : impl_->loops)
        l->context.stop();
    for (auto& l : impl_->loops)
        if (l->thread.joinable())
            l->thread.join();
    // Asio takes its queue apart without a lock.
    if (quiet)
        quiet();
    for (auto& l : impl_->loops)
        l->context.shutdown();
}

unsigned reactors::size() const
{
    return static_cast<unsigned>(impl_->loops.size());
}

asio::any_io_executor reactors::executor(unsigned index) const
{
    return impl_->loops[index]->context.get_executor();
}

asio::any_io_executor reactors::next() const
{
    return executor(impl_->turn.fetch_add(1, std::memory_order_relaxed) % size());
}

asio::io_context& reactors::context(unsigned index) const
{
    return impl_->loops[index]->context;
}

} // namespace federwerk::net
