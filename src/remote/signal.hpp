// SPDX-License-Identifier: AGPL-3.0-or-later
// One event that many coroutines wait for, on whatever threads they run: each resumes on its own executor.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace federwerk::remote {

class signal {
public:
    boost::asio::awaitable<void> wait()
    {
        namespace asio = boost::asio;
        auto initiate = [this](auto handler) {
            auto const kept = std::make_shared<decltype(handler)>(std::move(handler));
            // The executor must not run dry while somebody waits here.
            auto const work =
                asio::prefer(asio::get_associated_executor(*kept), asio::execution::outstanding_work.tracked);
            add([kept, work] { asio::post(work, [kept] { std::move (*kept)(); }); });
        };
        return asio::async_initiate<asio::use_awaitable_t<> const, void()>(initiate, asio::use_awaitable);
    }

    void fire()
    {
        std::vector<std::function<void()>> all;
        {
            std::lock_guard const lock(mutex_);
            fired_ = true;
            all.swap(waiting_);
        }
        for (auto const& resume : all)
            resume();
    }

private:
    void add(std::function<void()> resume)
    {
        {
            std::lock_guard const lock(mutex_);
            if (!fired_) {
                waiting_.push_back(std::move(resume));
                return;
            }
        }
        resume();
    }

    std::mutex mutex_;
    bool fired_ = false;
    std::vector<std::function<void()>> waiting_;
};

} // namespace federwerk::remote
