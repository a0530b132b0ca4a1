// SPDX-License-Identifier: AGPL-3.0-or-later
// From the document of an actor to its row: keys checked, handle confirmed, HTML cleaned, badge recognised.
#pragma once

#include "core/worker_pool.hpp"
#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "remote/block_list.hpp"
#include "remote/handles.hpp"
#include "remote/resolver.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>

namespace federwerk::remote {

class actor_intake {
public:
    actor_intake(db::pool& db, core::worker_pool& workers, block_list& blocks, handles& names)
        : db_(db), workers_(workers), blocks_(blocks), names_(names)
    {
    }

    // A handle is confirmed by WebFinger; whoever signs may come from a host that has none
    // (handles::unconfirmed_name).
    enum class met { by_name, by_signature };

    // known: the row as it is, where there is one; its handle is not asked for again while the document
    // agrees.
    boost::asio::awaitable<result<domain::actor>>
    take(fetched const& page, std::optional<domain::actor> known, budget& spend, met how = met::by_name);

private:
    boost::asio::awaitable<result<discovery::account>> handle_of(vocab::incoming_actor const& in,
                                                                 std::optional<domain::actor> const& known,
                                                                 budget& spend, met how);
    boost::asio::awaitable<result<>> refuse_taken(discovery::account const& name, std::string const& id);
    boost::asio::awaitable<result<>> check_hosts(vocab::incoming_actor const& in);

    db::pool& db_;
    core::worker_pool& workers_;
    block_list& blocks_;
    handles& names_;
};

} // namespace federwerk::remote
