// SPDX-License-Identifier: AGPL-3.0-or-later
// The newest entries of somebody's outbox, or of another list of theirs: its collection and the pages behind
// it, as far as they stand on the actor's own origin (FEP-fe34), bounded in pages and entries.
#pragma once

#include "federation/vocab/incoming.hpp"
#include "remote/resolver.hpp"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <string>
#include <vector>

namespace federwerk::inbox {

class outbox_reader {
public:
    outbox_reader(remote::resolver& remote, domain::actor const& whose, std::string address)
        : remote_(remote), whose_(whose), address_(std::move(address))
    {
    }

    // In their order. Where a later page fails, what came before it is all.
    boost::asio::awaitable<result<>> read(remote::budget& spend);
    std::vector<vocab::reference> const& entries() const { return entries_; }

    // The activity of an entry, fetched where the outbox gives its id alone. It lives as long as the reader.
    boost::asio::awaitable<result<vocab::incoming_activity>> activity_of(vocab::reference const& entry,
                                                                         remote::budget& spend);

private:
    boost::asio::awaitable<result<json::view>> fetch(std::string uri, remote::budget& spend);
    void add(std::vector<vocab::reference> const& items);

    remote::resolver& remote_;
    domain::actor const& whose_;
    std::string const address_;
    std::map<std::string, remote::fetched> pages_; // The entries point into them
    std::vector<vocab::reference> entries_;
};

} // namespace federwerk::inbox
