// SPDX-License-Identifier: AGPL-3.0-or-later
// Everything that must be known about the world outside: actors, keys and objects, cached, fetched within a
// budget, one flight per URL, failures remembered. Fetches are signed by the instance actor. Never called
// inside a transaction.
#pragma once

#include "core/settings.hpp"
#include "core/worker_pool.hpp"
#include "db/domain_blocks.hpp"
#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/uris.hpp"
#include "http/client.hpp"
#include "remote/key_ring.hpp"
#include "json/document.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <string>

namespace federwerk::remote {

// Passed by reference through everything that one trigger causes (T-29): at most 20 fetches and 30 s in all.
struct budget {
    int fetches = 20;
    std::chrono::steady_clock::time_point until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
};

struct fetched {
    std::string
        uri; // The id of the document; origin-checked against where it came from (FEP-fe34, T-01, T-02)
    json::document document;
    std::string bytes;
};

class resolver {
public:
    resolver(core::settings const& settings, domain::uris const& uris, key_ring& keys, db::pool& db,
             core::worker_pool& workers, http::client& client);
    ~resolver();

    // What happens to the row of an actor whose home says 410; without it, the row is buried and no more. Set
    // before anything is asked: higher floors have more to take back than this one knows of.
    using departure = std::function<result<>(db::transaction&, domain::actor const&)>;
    void on_departure(departure what);

    enum class freshness { cached, refreshed };

    // The actor with this id. cached: the row is enough unless it is older than a day; refreshed: asks its
    // home again (rate limited per actor). errc::gone where home says 410, errc::forbidden where its domain
    // is suspended.
    boost::asio::awaitable<result<domain::actor>> actor(std::string uri, budget& spend,
                                                        freshness how = freshness::cached);

    // The key for a keyId and the actor that owns it; both directions are checked (T-05, T-06).
    struct owned_key {
        domain::public_key key;
        domain::actor owner;
    };
    boost::asio::awaitable<result<owned_key>> key(std::string key_uri, budget& spend,
                                                  freshness how = freshness::cached);

    // "alice@a.test", "@alice@a.test", "badge.rust@a.test" or a URL: by WebFinger, checked back (T-18).
    boost::asio::awaitable<result<domain::actor>> find(std::string handle_or_url, budget& spend);

    // Any document of AS2 at its own id. Never cached: notes are stored by whoever asked for them.
    boost::asio::awaitable<result<fetched>> object(std::string uri, budget& spend);
    // The same for JSON that is no AS2: Open Badges, which have ids too. What carries no proof of its own is
    // only as good as the server (T-03).
    boost::asio::awaitable<result<fetched>> credential(std::string uri, budget& spend);

    // A document that its own actor signed and sent: as good as fetched (FEP-fe34). errc::malformed where it
    // lists no key.
    boost::asio::awaitable<result<domain::actor>> learn(fetched document, budget& spend);

    // What our domain rules say about an authority, at most a second old; nothing is fetched (T-80).
    boost::asio::awaitable<result<db::block_severity>> severity(std::string authority);

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace federwerk::remote
