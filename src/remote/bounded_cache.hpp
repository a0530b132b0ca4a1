// SPDX-License-Identifier: AGPL-3.0-or-later
// A map that forgets: the least recently used beyond its size, everything after its time. Safe from several
// threads.
#pragma once

#include <chrono>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace federwerk::remote {

template <class Value>
class bounded_cache {
public:
    using clock = std::chrono::steady_clock;

    explicit bounded_cache(std::size_t most) : most_(most) {}

    std::optional<Value> find(std::string const& key)
    {
        std::lock_guard const lock(mutex_);
        auto const it = index_.find(key);
        if (it == index_.end())
            return std::nullopt;
        if (it->second->until <= clock::now()) {
            entries_.erase(it->second);
            index_.erase(it);
            return std::nullopt;
        }
        entries_.splice(entries_.begin(), entries_, it->second);
        return it->second->value;
    }

    void put(std::string const& key, Value value, clock::duration keep)
    {
        std::lock_guard const lock(mutex_);
        drop(key);
        entries_.push_front({key, std::move(value), clock::now() + keep});
        index_[key] = entries_.begin();
        if (entries_.size() > most_) {
            index_.erase(entries_.back().key);
            entries_.pop_back();
        }
    }

    // True for the first caller within the time: a throttle.
    bool first(std::string const& key, clock::duration within)
        requires std::same_as<Value, bool>
    {
        if (find(key))
            return false;
        put(key, true, within);
        return true;
    }

    void forget(std::string const& key)
    {
        std::lock_guard const lock(mutex_);
        drop(key);
    }

    template <class Predicate>
    void forget_if(Predicate matches)
    {
        std::lock_guard const lock(mutex_);
        for (auto it = entries_.begin(); it != entries_.end();) {
            if (matches(it->value)) {
                index_.erase(it->key);
                it = entries_.erase(it);
            } else {
                ++it;
            }
        }
    }

    std::size_t size() const
    {
        std::lock_guard const lock(mutex_);
        return entries_.size();
    }

private:
    struct entry {
        std::string key;
        Value value;
        clock::time_point until;
    };
    void drop(std::string const& key)
    {
        if (auto const it = index_.find(key); it != index_.end()) {
            entries_.erase(it->second);
            index_.erase(it);
        }
    }

    std::size_t most_;
    mutable std::mutex mutex_;
    std::list<entry> entries_; // Most recently used first
    std::unordered_map<std::string, typename std::list<entry>::iterator> index_;
};

} // namespace federwerk::remote
