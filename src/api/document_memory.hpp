// SPDX-License-Identifier: AGPL-3.0-or-later
// Finished documents for one second: a stampede of servers costs one query (interop quirk 28). What this
// process changed is seen at once, as peers look again when they are told; another process that changed it is
// at most that second ahead. Bounded.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace federwerk::api {

class document_memory {
public:
    // state: a number that grows with each change of this process, read before the document was made
    // (outbox::post_office::nudges).
    std::shared_ptr<std::string const> find(std::string const& key, std::uint64_t state);
    void keep(std::string key, std::string document, std::uint64_t state);

private:
    struct entry {
        std::shared_ptr<std::string const> document;
        std::uint64_t state = 0;
        std::chrono::steady_clock::time_point until;
    };
    std::mutex mutex_;
    std::unordered_map<std::string, entry> entries_;
};

} // namespace federwerk::api
