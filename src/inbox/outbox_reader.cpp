// SPDX-License-Identifier: AGPL-3.0-or-later
#include "inbox/outbox_reader.hpp"

#include "federation/trust/trust.hpp"

namespace federwerk::inbox {

namespace asio = boost::asio;

namespace {

constexpr std::size_t most_entries = 40, most_pages = 2; // Behind the collection itself

struct leaf {
    std::vector<vocab::reference> items;
    std::optional<std::string> next;
};

// first is an address, or the first page itself.
result<leaf> read_leaf(json::view document)
{
    TRY(auto all, vocab::read_collection(document));
    auto const first = document["first"];
    if (all.items.empty() && first.is_object() &&
        (first["orderedItems"].present() || first["items"].present())) {
        TRY(auto page, vocab::read_collection(first));
        return leaf{std::move(page.items), std::move(page.next)};
    }
    return leaf{std::move(all.items), all.next ? std::move(all.next) : std::move(all.first)};
}

} // namespace

// What others' servers say about this actor's outbox does not count, and neither does where they send us.
asio::awaitable<result<json::view>> outbox_reader::fetch(std::string uri, remote::budget& spend)
{
    if (!trust::same_origin(uri, whose_.uri))
        co_return failure{errc::forbidden, "not on the origin of " + whose_.uri + ": " + uri, {}};
    if (auto const known = pages_.find(uri); known != pages_.end())
        co_return known->second.document.root();
    CO_TRY(auto page, co_await remote_.object(uri, spend));
    if (!trust::same_origin(page.uri, whose_.uri))
        co_return failure{errc::forbidden, "not on the origin of " + whose_.uri + ": " + page.uri, {}};
    auto const kept = pages_.emplace(std::move(uri), std::move(page)).first;
    co_return kept->second.document.root();
}

void outbox_reader::add(std::vector<vocab::reference> const& items)
{
    for (auto const& item : items)
        if (entries_.size() < most_entries)
            entries_.push_back(item);
}

asio::awaitable<result<>> outbox_reader::read(remote::budget& spend)
{
    CO_TRY(auto const collection, co_await fetch(address_, spend));
    CO_TRY(auto here, read_leaf(collection));
    add(here.items);
    for (std::size_t page = 0; page < most_pages && here.next && entries_.size() < most_entries; ++page) {
        auto const document = co_await fetch(*here.next, spend);
        auto next = document ? read_leaf(*document) : result<leaf>(document.error());
        if (!next && entries_.empty())
            co_return next.error();
        if (!next)
            break;
        here = std::move(*next);
        add(here.items);
    }
    co_return result<>{};
}

asio::awaitable<result<vocab::incoming_activity>> outbox_reader::activity_of(vocab::reference const& entry,
                                                                             remote::budget& spend)
{
    if (entry.embedded.present())
        co_return vocab::read_activity(entry.embedded);
    CO_TRY(auto const document, co_await fetch(entry.id, spend));
    co_return vocab::read_activity(document);
}

} // namespace federwerk::inbox
