// SPDX-License-Identifier: AGPL-3.0-or-later
// One letter to one inbox: signed, sent, and sent once more in the other scheme where the peer did not
// understand the first.
#pragma once

#include "core/worker_pool.hpp"
#include "db/deliveries.hpp"
#include "federation/delivery/judge.hpp"
#include "federation/signatures/http_signature.hpp"
#include "http/client.hpp"
#include "remote/key_ring.hpp"

#include <memory>

namespace federwerk::outbox {

struct carriage {
    std::shared_ptr<db::posted_activity const> letter;
    std::string inbox;
    std::optional<std::string> synchronization; // FEP-8fcf
    signatures::scheme scheme = signatures::scheme::cavage_12;
};

struct carried {
    delivery::judgement judgement;
    signatures::scheme scheme; // That the peer understood, where it understood one
    std::string log;           // What happened, for the operator
};

class carrier {
public:
    carrier(remote::key_ring& keys, core::worker_pool& workers, http::client& client,
            std::chrono::milliseconds deadline)
        : keys_(keys), workers_(workers), client_(client), deadline_(deadline)
    {
    }

    // A failure is trouble of our own (no key, no database, queues full) and says nothing about the peer.
    boost::asio::awaitable<result<carried>> carry(carriage c);

private:
    struct knocked {
        signatures::scheme scheme;
        result<http::response> answer;
    };
    boost::asio::awaitable<result<knocked>> knock(carriage const& c, core::url const& inbox,
                                                  signatures::scheme how);
    boost::asio::awaitable<result<>> sign(http::outgoing& request, signatures::scheme how,
                                          remote::signer const& with);

    remote::key_ring& keys_;
    core::worker_pool& workers_;
    http::client& client_;
    std::chrono::milliseconds deadline_;
};

} // namespace federwerk::outbox
