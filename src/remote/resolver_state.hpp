// SPDX-License-Identifier: AGPL-3.0-or-later
// What the files of the resolver share; nobody else includes it.
#pragma once

#include "db/purge.hpp"
#include "remote/actor_intake.hpp"
#include "remote/block_list.hpp"
#include "remote/bounded_cache.hpp"
#include "remote/fetcher.hpp"
#include "remote/handles.hpp"
#include "remote/resolver.hpp"

namespace federwerk::remote {

struct resolver::impl {
    impl(core::settings const& settings, domain::uris const& ours, key_ring& keys, db::pool& pool,
         core::worker_pool& workers, http::client& client)
        : uris(ours), db(pool), blocks(pool), fetch(ours, keys, pool, client, blocks), names(settings, fetch),
          intake(pool, workers, blocks, names)
    {
    }

    template <class T>
    using awaitable = boost::asio::awaitable<result<T>>;

    using getter = std::function<awaitable<std::shared_ptr<page const>>(core::url)>;
    awaitable<fetched> confirmed(std::string uri, getter get);
    awaitable<fetched> object(std::string uri, budget& spend,
                              std::chrono::seconds believed = fetcher::longest_memory);
    awaitable<domain::actor> actor(std::string uri, budget& spend, freshness how);
    awaitable<domain::actor> refreshed(std::string uri, std::optional<domain::actor> known, budget& spend);
    awaitable<owned_key> key(std::string key_uri, budget& spend, freshness how);
    awaitable<owned_key> fetched_key(std::string key_uri, budget& spend);
    awaitable<std::optional<owned_key>> stored_key(std::string key_uri);
    awaitable<domain::actor> find(std::string handle_or_url, budget& spend);
    awaitable<domain::actor> find_by_url(core::url target, budget& spend);
    awaitable<domain::actor> find_here(std::string uri);
    awaitable<std::optional<domain::actor>> row(std::string uri);
    awaitable<domain::actor> take(fetched const& page, std::optional<domain::actor> known, budget& spend,
                                  actor_intake::met how = actor_intake::met::by_name);
    boost::asio::awaitable<result<>> bury(domain::actor const& who);
    boost::asio::awaitable<result<>>
    check(domain::actor const& who); // Gone, suspended or blocked actors are refused

    departure departed = [](db::transaction& tx, domain::actor const& who) {
        return db::bury_remote_actor(tx, who.id);
    };
    domain::uris const& uris;
    db::pool& db;
    block_list blocks;
    fetcher fetch;
    handles names;
    actor_intake intake;
    bounded_cache<bool> asked_lately{65'536}; // One refresh per actor in five minutes
    bounded_cache<failure> bad_keys{65'536};  // Ten minutes (T-31)
};

} // namespace federwerk::remote
