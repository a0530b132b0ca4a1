// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/document_memory.hpp"

namespace federwerk::api {

namespace {

constexpr std::size_t most_documents = 1'000;
constexpr auto kept_for = std::chrono::seconds(1);

} // namespace

std::shared_ptr<std::string const> document_memory::find(std::string const& key, std::uint64_t state)
{
    std::lock_guard const lock(mutex_);
    auto const found = entries_.find(key);
    bool const holds = found != entries_.end() && found->second.state == state &&
                       found->second.until > std::chrono::steady_clock::now();
    return holds ? found->second.document : nullptr;
}

void document_memory::keep(std::string key, std::string document, std::uint64_t state)
{
    std::lock_guard const lock(mutex_);
    if (entries_.size() >= most_documents)
        entries_.clear();
    entries_[std::move(key)] = {std::make_shared<std::string const>(std::move(document)), state,
                                std::chrono::steady_clock::now() + kept_for};
}

} // namespace federwerk::api
