// SPDX-License-Identifier: AGPL-3.0-or-later
// Who asks for what is being fetched already waits for that answer instead of asking again (T-31).
#pragma once

#include "core/result.hpp"
#include "remote/signal.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace federwerk::remote {

template <class Value>
class single_flight {
public:
    // fetch() is called by the first caller only; the others get a copy of its result.
    template <class Fetch>
    boost::asio::awaitable<result<Value>> run(std::string key, Fetch fetch)
    {
        auto const [flight, leads] = join(key);
        if (!leads) {
            co_await flight->landed.wait();
            co_return *flight->answer;
        }
        landing const at_the_end{*this, key, flight};
        flight->answer = co_await fetch();
        co_return *flight->answer;
    }

private:
    struct flight_state {
        signal landed;
        // What the others see when the first caller is torn down in mid-flight.
        std::optional<result<Value>> answer{
            result<Value>(failure{errc::unavailable, "the fetch was given up", {}})};
    };
    struct landing {
        single_flight& all;
        std::string const& key;
        std::shared_ptr<flight_state> flight;
        ~landing()
        {
            {
                std::lock_guard const lock(all.mutex_);
                all.flights_.erase(key);
            }
            flight->landed.fire();
        }
    };

    std::pair<std::shared_ptr<flight_state>, bool> join(std::string const& key)
    {
        std::lock_guard const lock(mutex_);
        auto& slot = flights_[key];
        auto const leads = slot == nullptr;
        if (leads)
            slot = std::make_shared<flight_state>();
        return {slot, leads};
    }

    std::mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<flight_state>> flights_;
};

} // namespace federwerk::remote
