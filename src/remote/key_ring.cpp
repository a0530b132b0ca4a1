// SPDX-License-Identifier: AGPL-3.0-or-later
#include "remote/key_ring.hpp"

#include "db/actors.hpp"
#include "remote/bounded_cache.hpp"
#include "remote/single_flight.hpp"

#include <atomic>

namespace federwerk::remote {
namespace {

constexpr std::string_view purpose = "private_key";
// Another process may have replaced the key: its row is read again after this.
constexpr std::chrono::seconds trusted_for{5};

domain::key_algorithm to_domain(signatures::algorithm kind)
{
    return kind == signatures::algorithm::rsa ? domain::key_algorithm::rsa : domain::key_algorithm::ed25519;
}

std::string key_uri(std::string const& actor_uri, signatures::algorithm kind)
{
    domain::uris const any({}, {});
    return kind == signatures::algorithm::rsa ? any.rsa_key(actor_uri) : any.ed25519_key(actor_uri);
}

std::string cache_key(core::snowflake actor_id, signatures::algorithm kind)
{
    return actor_id.text() + (kind == signatures::algorithm::rsa ? " rsa" : " ed25519");
}

} // namespace

struct key_ring::impl {
    core::secrets const& secrets;
    db::pool& db;
    core::worker_pool& workers;
    bounded_cache<signer> opened{10'000};
    // Making an RSA key takes a core for a tenth of a second: those who ask at once share one.
    single_flight<signer> flights;
    std::atomic<std::size_t> pairs = 0;

    struct fresh {
        signatures::private_key key;
        db::sealed_key sealed;
    };

    boost::asio::awaitable<result<fresh>> generate(core::snowflake actor_id, std::string actor_uri,
                                                   signatures::algorithm kind)
    {
        ++pairs;
        auto make = [kind] { return signatures::private_key::generate(kind); };
        CO_TRY(auto key, co_await workers.run(make));
        db::sealed_key sealed;
        sealed.public_key = {key_uri(actor_uri, kind), actor_id, to_domain(kind), key.public_half().spki()};
        sealed.sealed = secrets.seal(purpose, key.pkcs8());
        co_return fresh{std::move(key), std::move(sealed)};
    }

    boost::asio::awaitable<result<std::optional<signer>>> stored(core::snowflake actor_id,
                                                                 signatures::algorithm kind)
    {
        auto read = [&](db::transaction& tx) { return db::find_private_key(tx, actor_id, to_domain(kind)); };
        CO_TRY(auto const row, co_await db.run(read));
        if (!row)
            co_return std::optional<signer>{};
        CO_TRY(auto const plain, secrets.open(purpose, row->sealed));
        CO_TRY(auto key, signatures::private_key::from_pkcs8(plain));
        co_return std::optional(signer{row->public_key.uri, std::move(key)});
    }

    boost::asio::awaitable<result<signer>> made(core::snowflake actor_id, std::string actor_uri,
                                                signatures::algorithm kind)
    {
        CO_TRY(auto made, co_await generate(actor_id, actor_uri, kind));
        auto insert = [&](db::transaction& tx) { return db::insert_private_key(tx, made.sealed); };
        CO_TRY(auto const inserted, co_await db.run(insert));
        if (inserted)
            co_return signer{made.sealed.public_key.uri, std::move(made.key)};
        // Another process was quicker.
        CO_TRY(auto theirs, co_await stored(actor_id, kind));
        if (!theirs)
            co_return failure{errc::internal, "the private key of " + actor_uri + " has no owner", {}};
        co_return std::move(*theirs);
    }

    boost::asio::awaitable<result<signer>> stored_or_made(core::snowflake actor_id, std::string actor_uri,
                                                          signatures::algorithm kind)
    {
        CO_TRY(auto found, co_await stored(actor_id, kind));
        if (!found) {
            CO_TRY(found, co_await made(actor_id, actor_uri, kind));
        }
        opened.put(cache_key(actor_id, kind), *found, trusted_for);
        co_return std::move(*found);
    }
};

key_ring::key_ring(core::secrets const& secrets, db::pool& db, core::worker_pool& workers)
    : impl_(new impl{secrets, db, workers})
{
}
key_ring::~key_ring() = default;

boost::asio::awaitable<result<signer>> key_ring::get(core::snowflake actor_id, std::string actor_uri,
                                                     signatures::algorithm kind)
{
    auto const name = cache_key(actor_id, kind);
    if (auto known = impl_->opened.find(name))
        co_return std::move(*known);
    auto have = [&] { return impl_->stored_or_made(actor_id, actor_uri, kind); };
    co_return co_await impl_->flights.run(name, have);
}

std::size_t key_ring::made() const
{
    return impl_->pairs;
}

boost::asio::awaitable<result<fresh_signers>> key_ring::fresh(core::snowflake actor_id, std::string actor_uri)
{
    CO_TRY(auto rsa, co_await impl_->generate(actor_id, actor_uri, signatures::algorithm::rsa));
    CO_TRY(auto ed25519, co_await impl_->generate(actor_id, actor_uri, signatures::algorithm::ed25519));
    signers keys{{rsa.sealed.public_key.uri, std::move(rsa.key)},
                 {ed25519.sealed.public_key.uri, std::move(ed25519.key)}};
    co_return fresh_signers{std::move(keys), {std::move(rsa.sealed), std::move(ed25519.sealed)}};
}

void key_ring::forget(core::snowflake actor_id)
{
    for (auto const kind : {signatures::algorithm::rsa, signatures::algorithm::ed25519})
        impl_->opened.forget(cache_key(actor_id, kind));
}

} // namespace federwerk::remote
