// SPDX-License-Identifier: AGPL-3.0-or-later
// FEP-8fcf from the receiving side: ends follows that we still hold and the followed server does not, so that
// nobody here goes on reading what is for followers only.
#pragma once

#include "db/inbox_items.hpp"
#include "db/pool.hpp"
#include "remote/bounded_cache.hpp"
#include "remote/resolver.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::inbox {

class synchroniser {
public:
    synchroniser(db::pool& db, remote::resolver& remote) : db_(db), remote_(remote) {}

    // Looks at the item's header, where it has one, and asks the speaker's home where the digests differ.
    // Failing changes nothing: the next letter brings the header again.
    boost::asio::awaitable<void> look_at(db::inbox_item const& item, domain::actor const& speaker,
                                         remote::budget& spend);

private:
    boost::asio::awaitable<result<>> compare(db::inbox_item const& item, domain::actor const& speaker,
                                             remote::budget& spend);

    db::pool& db_;
    remote::resolver& remote_;
    remote::bounded_cache<bool> asked_{10'000};
};

} // namespace federwerk::inbox
