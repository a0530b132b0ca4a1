// SPDX-License-Identifier: AGPL-3.0-or-later
// Gets what a verb wants to know: actors, notes from their authors' own servers, whether something is gone.
// Outside of every transaction, within one budget.
#pragma once

#include "core/worker_pool.hpp"
#include "db/pool.hpp"
#include "domain/uris.hpp"
#include "inbox/verbs.hpp"
#include "remote/resolver.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::inbox {

class gatherer {
public:
    gatherer(db::pool& db, core::worker_pool& workers, remote::resolver& remote)
        : db_(db), workers_(workers), remote_(remote)
    {
    }

    // Who speaks, and whether anybody here follows them.
    boost::asio::awaitable<result<known_things>> begin(vocab::incoming_activity const& activity,
                                                       remote::budget& spend);
    boost::asio::awaitable<result<>> add(wanted const& what, context const& c, known_things& known,
                                         remote::budget& spend);

private:
    boost::asio::awaitable<result<domain::actor>> speaker(vocab::incoming_activity const& activity,
                                                          remote::budget& spend);
    boost::asio::awaitable<result<domain::actor>> fresh(std::string uri, context const& c,
                                                        remote::budget& spend);
    boost::asio::awaitable<result<translate::remote_opening>> opening_in(vocab::incoming_note const& note,
                                                                         remote::budget& spend);
    boost::asio::awaitable<void> look_at_badges(std::vector<std::string> const& uris, remote::budget& spend);
    boost::asio::awaitable<result<>> add_note(vocab::reference const& which, context const& c,
                                              known_things& known, remote::budget& spend);
    boost::asio::awaitable<result<>> take_note(vocab::incoming_note const& note, known_things& known,
                                               remote::budget& spend);
    boost::asio::awaitable<result<bool>> is_gone(std::string uri, remote::budget& spend);

    db::pool& db_;
    core::worker_pool& workers_;
    remote::resolver& remote_;
};

} // namespace federwerk::inbox
