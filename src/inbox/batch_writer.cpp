// SPDX-License-Identifier: AGPL-3.0-or-later
#include "inbox/batch_writer.hpp"

#include "db/peers.hpp"
#include "remote/signal.hpp"

namespace federwerk::inbox {

namespace asio = boost::asio;

namespace {

constexpr std::size_t most_items = 64;
constexpr std::size_t most_bytes = 4 * 1024 * 1024;
constexpr std::chrono::minutes between_hearings{1};

} // namespace

struct batch_writer::batch {
    std::vector<db::inbox_item> items;
    std::vector<std::string> origins; // Of peers that were not heard of for a while
    std::size_t bytes = 0;
    batch_ptr before; // Commits one after the other; the link goes when that one is done
    remote::signal done;
    // What the others see when the one who commits is torn down.
    result<> outcome = failure{errc::unavailable, "the commit was given up", {}};
};

std::size_t batch_writer::commits() const
{
    std::lock_guard const lock(mutex_);
    return commits_;
}

std::pair<batch_writer::batch_ptr, bool> batch_writer::join(db::inbox_item const& item,
                                                            std::string const& origin)
{
    std::lock_guard const lock(mutex_);
    auto const fits =
        open_ && open_->items.size() < most_items && open_->bytes + item.body.size() <= most_bytes;
    if (!fits) {
        open_ = std::make_shared<batch>();
        open_->before = std::exchange(last_, open_);
    }
    open_->items.push_back(item);
    open_->bytes += item.body.size();
    if (heard_.first(origin, between_hearings))
        open_->origins.push_back(origin);
    return {open_, !fits};
}

void batch_writer::close(batch_ptr const& mine)
{
    std::lock_guard const lock(mutex_);
    if (open_ == mine)
        open_ = nullptr;
}

asio::awaitable<void> batch_writer::commit(batch_ptr mine)
{
    // Also when the coroutine is destroyed while it waits: nobody may wait for ever.
    struct at_the_end {
        batch_writer& all;
        batch_ptr const& mine;
        ~at_the_end()
        {
            all.close(mine);
            {
                std::lock_guard const lock(all.mutex_);
                if (all.last_ == mine)
                    all.last_ = nullptr;
                ++all.commits_;
            }
            mine->before = nullptr;
            mine->done.fire();
        }
    };
    at_the_end const guard{*this, mine};
    if (mine->before)
        co_await mine->before->done.wait();
    close(mine);
    auto insert = [&](db::transaction& tx) -> result<> {
        TRY_VOID(db::insert_inbox_items(tx, mine->items));
        return mine->origins.empty() ? result<>{} : db::hear_from_peers(tx, mine->origins);
    };
    mine->outcome = co_await db_.run(insert);
}

asio::awaitable<result<>> batch_writer::write(db::inbox_item item, std::string origin)
{
    auto const [mine, leads] = join(item, origin);
    if (leads)
        co_await commit(mine);
    else
        co_await mine->done.wait();
    auto const& outcome = mine->outcome;
    auto const about_one_of_them =
        !outcome && outcome.error().code != errc::unavailable && outcome.error().code != errc::overloaded;
    if (!about_one_of_them || mine->items.size() == 1)
        co_return outcome;
    // One bad item must not take its neighbours with it.
    std::vector<db::inbox_item> const alone{std::move(item)};
    auto insert = [&](db::transaction& tx) { return db::insert_inbox_items(tx, alone); };
    co_return co_await db_.run(insert);
}

} // namespace federwerk::inbox
