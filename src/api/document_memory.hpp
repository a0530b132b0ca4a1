// SPDX-License-Identifier: AGPL-3.0-or-later
// Finished documents for one second: a stampede of servers costs one query (interop quirk 28), and another
// process that changed what they show is at most that second ahead. Bounded.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace federwerk::api {

class document_memory {
public:
    std::shared_ptr<std::string const> find(std::string const& key);
    void keep(std::string key, std::string document);

private:
    struct entry {
        std::shared_ptr<std::string const> document;
        std::chrono::steady_clock::time_point until;
    };
    std::mutex mutex_;
    std::unordered_map<std::string, entry> entries_;
};

} // namespace federwerk::api
