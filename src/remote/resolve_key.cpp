// SPDX-License-Identifier: AGPL-3.0-or-later
// The resolver's half about keys: a keyId may be a fragment of its owner, a path with a stub, or a bare key
// (interop 1.4).
#include "db/actors.hpp"
#include "remote/resolver_state.hpp"

namespace federwerk::remote {

namespace asio = boost::asio;

namespace {

std::string without_fragment(std::string const& uri)
{
    return uri.substr(0, uri.find('#'));
}

// Whose key it is, as the document at the keyId says. The owner's own document has to list it too.
result<std::string> owner_of(fetched const& page)
{
    auto const type = page.document.root()["type"].text();
    if (type && vocab::is_actor_type(*type))
        return page.uri;
    TRY(auto const key, vocab::read_key(page.document.root()));
    return key.owner;
}

// Says something about the key or its home, not about us.
bool is_worth_remembering(failure const& f)
{
    return f.code != errc::overloaded && f.code != errc::internal && f.code != errc::throttled;
}

} // namespace

asio::awaitable<result<std::optional<resolver::owned_key>>> resolver::impl::stored_key(std::string key_uri)
{
    auto find = [&](db::transaction& tx) -> result<std::optional<owned_key>> {
        TRY(auto key, db::find_public_key(tx, key_uri));
        if (!key)
            return std::nullopt;
        TRY(auto owner, db::find_actor(tx, key->actor_id));
        if (!owner)
            return std::nullopt;
        return owned_key{std::move(*key), std::move(*owner)};
    };
    co_return co_await db.run(find);
}

asio::awaitable<result<resolver::owned_key>> resolver::impl::key(std::string key_uri, budget& spend,
                                                                 freshness how)
{
    CO_TRY(auto const target, core::url::parse(key_uri));
    CO_TRY_VOID(co_await blocks.refuse_suspended(target.authority()));
    CO_TRY(auto stored, co_await stored_key(key_uri));
    if (stored && how == freshness::refreshed && !stored->owner.local) {
        auto const owner = co_await actor(stored->owner.uri, spend, freshness::refreshed);
        if (!owner)
            co_return owner.error();
        CO_TRY(stored, co_await stored_key(key_uri));
    }
    if (stored) {
        CO_TRY_VOID(co_await check(stored->owner));
        co_return std::move(*stored);
    }
    if (uris.is_ours(key_uri))
        co_return failure{errc::not_found, "no key of ours: " + key_uri, {}};
    if (auto known = bad_keys.find(key_uri))
        co_return std::move(*known);
    auto got = co_await fetched_key(key_uri, spend);
    if (!got && is_worth_remembering(got.error()))
        bad_keys.put(key_uri, got.error(), std::chrono::minutes(10));
    co_return got;
}

asio::awaitable<result<resolver::owned_key>> resolver::impl::fetched_key(std::string key_uri, budget& spend)
{
    auto const document_uri = without_fragment(key_uri);
    CO_TRY(auto const page, co_await object(document_uri, spend));
    CO_TRY(auto const owner_uri, owner_of(page));
    if (uris.is_ours(owner_uri))
        co_return failure{errc::forbidden, "a key elsewhere for an actor of ours: " + key_uri, {}};
    if (owner_uri == page.uri) {
        CO_TRY(auto known, co_await row(owner_uri));
        CO_TRY_VOID(co_await take(page, std::move(known), spend, actor_intake::met::by_signature));
    } else {
        CO_TRY_VOID(co_await actor(owner_uri, spend, freshness::refreshed));
    }
    CO_TRY(auto stored, co_await stored_key(key_uri));
    if (!stored)
        co_return failure{errc::unauthenticated, owner_uri + " does not list the key " + key_uri, {}};
    co_return std::move(*stored);
}

} // namespace federwerk::remote
