// SPDX-License-Identifier: AGPL-3.0-or-later
#include "remote/block_list.hpp"

namespace federwerk::remote {

boost::asio::awaitable<result<std::shared_ptr<block_list::list const>>> block_list::current()
{
    {
        std::lock_guard const lock(mutex_);
        if (blocks_ && std::chrono::steady_clock::now() - read_at_ < std::chrono::seconds(1))
            co_return blocks_;
        // Whoever finds the list too old reads it; those who come meanwhile make do with the old one.
        if (blocks_)
            read_at_ = std::chrono::steady_clock::now();
    }
    auto read = [](db::transaction& tx) { return db::list_domain_blocks(tx); };
    CO_TRY(auto blocks, co_await db_.run(read));
    std::lock_guard const lock(mutex_);
    blocks_ = std::make_shared<list const>(std::move(blocks));
    read_at_ = std::chrono::steady_clock::now();
    co_return blocks_;
}

boost::asio::awaitable<result<db::block_severity>> block_list::severity(std::string authority)
{
    CO_TRY(auto const blocks, co_await current());
    co_return db::severity_among(*blocks, authority);
}

boost::asio::awaitable<result<>> block_list::refuse_suspended(std::string authority)
{
    CO_TRY(auto const severity, co_await this->severity(authority));
    if (severity == db::block_severity::suspend)
        co_return failure{errc::forbidden, "suspended domain: " + authority, {}};
    co_return result<>{};
}

} // namespace federwerk::remote
