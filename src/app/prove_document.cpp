// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/prove_document.hpp"

#include "federation/signatures/object_proof.hpp"
#include "federation/trust/trust.hpp"

namespace federwerk::app {

namespace {

using freshness = remote::resolver::freshness;

failure refused(std::string why)
{
    return {errc::forbidden, std::move(why), {}};
}

} // namespace

boost::asio::awaitable<result<proven_document>> prove_document(remote::resolver& remote, json::view document,
                                                               std::string owner, remote::budget& spend)
{
    CO_TRY(auto const proof, signatures::read_proof(document, core::now()));
    if (!proof)
        co_return refused("a document of " + owner + " without a proof");
    if (!trust::same_origin(proof->key_uri, owner))
        co_return refused("a document of " + owner + " is proven by a key elsewhere: " + proof->key_uri);
    for (auto const how : {freshness::cached, freshness::refreshed}) {
        CO_TRY(auto found, co_await remote.key(proof->key_uri, spend, how));
        if (found.owner.uri != owner)
            co_return refused("a document of " + owner + " is proven by " + found.owner.uri);
        CO_TRY(auto const key, signatures::public_key::from_spki(found.key.spki));
        if (signatures::verify(*proof, key))
            co_return proven_document{std::move(found.owner), key.multibase()};
    }
    co_return refused("the proof of a document of " + owner + " does not hold");
}

} // namespace federwerk::app
