// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outbox/post_office.hpp"

#include "core/log.hpp"
#include "outbox/leases.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace federwerk::outbox {

post_office::post_office(core::settings const&, domain::uris const&, remote::key_ring& keys, db::pool& db,
                         core::worker_pool& workers, http::client& client, pace how)
    : impl_(std::make_shared<impl>(keys, db, workers, client, how))
{
}

post_office::~post_office()
{
    stop();
}

void post_office::spread(std::vector<boost::asio::any_io_executor> executors)
{
    impl_->open_desks(executors);
}

boost::asio::awaitable<void> post_office::run()
{
    // The coroutine keeps what it works with, whatever happens to the object.
    auto const kept = impl_;
    co_await kept->run();
}

void post_office::stop()
{
    impl_->stopping = true;
    impl_->wake();
    // Nobody else may post to a reactor that is taken apart once the time for the rest has run out.
    impl_->bell.stop();
}

void post_office::nudge()
{
    ++impl_->nudges;
    impl_->nudged = true;
    impl_->wake();
    impl_->bell.ring();
}

std::uint64_t post_office::nudges() const
{
    return impl_->nudges;
}

delivery_counters const& post_office::counters() const
{
    return impl_->counters;
}

} // namespace federwerk::outbox
