// SPDX-License-Identifier: AGPL-3.0-or-later
// The private keys of local actors, opened from their seals, made when first needed, kept in a bounded cache.
#pragma once

#include "core/secrets.hpp"
#include "core/worker_pool.hpp"
#include "db/actors.hpp"
#include "db/pool.hpp"
#include "domain/uris.hpp"
#include "federation/signatures/keys.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace federwerk::remote {

struct signer {
    std::string key_uri;
    signatures::private_key key;
};

struct signers {
    signer rsa, ed25519;
};
struct fresh_signers {
    signers keys;
    std::vector<db::sealed_key> sealed; // What the table takes
};

class key_ring {
public:
    key_ring(core::secrets const& secrets, db::pool& db, core::worker_pool& workers);
    ~key_ring();

    // The actor's key of that algorithm. Two processes that make one at once end with the same
    // (insert_private_key).
    boost::asio::awaitable<result<signer>> get(core::snowflake actor_id, std::string actor_uri,
                                               signatures::algorithm kind);
    // New pairs for an actor, of which nobody knows yet. The caller stores them with all that they prove, and
    // forgets the old ones then.
    boost::asio::awaitable<result<fresh_signers>> fresh(core::snowflake actor_id, std::string actor_uri);
    void forget(core::snowflake actor_id);
    std::size_t made() const; // Pairs made by this process, for tests

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace federwerk::remote
