// SPDX-License-Identifier: AGPL-3.0-or-later
#include "inbox/verifier.hpp"

namespace federwerk::inbox {

namespace asio = boost::asio;

namespace {

// Short enough that a suspension or another process's news of the key is noticed without a word between
// processes.
constexpr std::chrono::minutes key_kept{1};
constexpr std::chrono::minutes between_refetches{5};

failure bad_signature(std::string const& key_uri)
{
    return {errc::unauthenticated, "the signature does not hold: " + key_uri, "The signature does not hold."};
}

} // namespace

result<signatures::claim> verifier::read_claim(http::request const& request) const
{
    return signatures::read_claim(request, uris_.base(), core::now());
}

asio::awaitable<result<>> verifier::refuse_suspended(std::string uri)
{
    auto const parsed = core::url::parse(uri);
    if (!parsed)
        co_return failure{errc::unauthenticated, "no keyId: " + uri, "The keyId is no URL."};
    CO_TRY(auto const severity, co_await remote_.severity(parsed->authority()));
    if (severity == db::block_severity::suspend)
        co_return failure{errc::forbidden, "suspended: " + uri, {}};
    co_return result<>{};
}

asio::awaitable<result<verifier::key_ptr>> verifier::key(std::string key_uri, remote::budget& spend,
                                                         remote::resolver::freshness how)
{
    if (how == remote::resolver::freshness::cached)
        if (auto known = keys_.find(key_uri))
            co_return std::move(*known);
    CO_TRY(auto found, co_await remote_.key(key_uri, spend, how));
    CO_TRY(auto parsed, signatures::public_key::from_spki(found.key.spki));
    known_key made{std::move(parsed), std::move(found.owner)};
    key_ptr const kept = std::make_shared<known_key const>(std::move(made));
    keys_.put(key_uri, kept, key_kept);
    co_return kept;
}

// Verifying RSA-2048 takes some 30 microseconds: less than a hop to another thread and back.
template <class Holds>
asio::awaitable<result<domain::actor>> verifier::owner_where(std::string key_uri, remote::budget& spend,
                                                             Holds holds)
{
    using freshness = remote::resolver::freshness;
    CO_TRY_VOID(co_await refuse_suspended(key_uri));
    CO_TRY(auto known, co_await key(key_uri, spend, freshness::cached));
    if (!holds(known->key)) {
        if (!asked_again_.first(key_uri, between_refetches))
            co_return bad_signature(key_uri);
        keys_.forget(key_uri);
        CO_TRY(known, co_await key(key_uri, spend, freshness::refreshed));
        if (!holds(known->key))
            co_return bad_signature(key_uri);
    }
    CO_TRY_VOID(co_await refuse_suspended(known->owner.uri));
    co_return known->owner;
}

asio::awaitable<result<domain::actor>> verifier::check(signatures::claim claim, remote::budget& spend)
{
    auto holds = [&](signatures::public_key const& k) { return signatures::verify(claim, k); };
    co_return co_await owner_where(claim.key_uri, spend, holds);
}

asio::awaitable<result<std::optional<domain::actor>>> verifier::proven_by(json::view document,
                                                                          remote::budget& spend)
{
    CO_TRY(auto const proof, signatures::read_proof(document, core::now()));
    if (!proof)
        co_return std::optional<domain::actor>{};
    auto holds = [&](signatures::public_key const& k) { return signatures::verify(*proof, k); };
    CO_TRY(auto owner, co_await owner_where(proof->key_uri, spend, holds));
    co_return std::optional(std::move(owner));
}

asio::awaitable<result<std::optional<domain::actor>>> verifier::signer_of(http::request const& request)
{
    if (request.headers.count("Signature") == 0)
        co_return std::optional<domain::actor>{};
    CO_TRY(auto claim, read_claim(request));
    remote::budget spend{.fetches = 4};
    CO_TRY(auto owner, co_await check(std::move(claim), spend));
    co_return std::optional(std::move(owner));
}

void verifier::forget(std::string const& actor_uri)
{
    keys_.forget_if([&](key_ptr const& k) { return k->owner.uri == actor_uri; });
}

} // namespace federwerk::inbox
