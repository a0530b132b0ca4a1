// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/requests/prove_offer.hpp"

#include "federation/signatures/object_proof.hpp"
#include "federation/trust/trust.hpp"
#include "federation/vocab/incoming.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;
using freshness = remote::resolver::freshness;

failure refused(std::string why)
{
    return {errc::forbidden, std::move(why), {}};
}

// The owner of the key is who speaks; rotated keys are asked for once more.
asio::awaitable<result<domain::actor>> prover_of(remote::resolver& remote, json::view document,
                                                 remote::budget& spend)
{
    CO_TRY(auto const proof, signatures::read_proof(document, core::now()));
    if (!proof)
        co_return refused("an Offer without a proof");
    for (auto const how : {freshness::cached, freshness::refreshed}) {
        CO_TRY(auto found, co_await remote.key(proof->key_uri, spend, how));
        CO_TRY(auto const key, signatures::public_key::from_spki(found.key.spki));
        if (signatures::verify(*proof, key))
            co_return std::move(found.owner);
    }
    co_return refused("the proof of an Offer does not hold: " + proof->key_uri);
}

} // namespace

asio::awaitable<result<proven_offer>> prove_offer(remote::resolver& remote, json::view embedded,
                                                  remote::budget& spend)
{
    CO_TRY(auto const said, vocab::read_activity(embedded));
    if (said.type != "Offer" || !trust::same_origin(said.id, said.actor))
        co_return refused("no Offer of its own sender: " + said.id);
    auto prover = co_await prover_of(remote, embedded, spend);
    if (prover && prover->uri == said.actor)
        co_return proven_offer{std::move(*prover), embedded.write()};
    CO_TRY(auto page, co_await remote.object(said.id, spend));
    CO_TRY(auto const at_home, vocab::read_activity(page.document.root()));
    if (page.uri != said.id || at_home.id != said.id || at_home.actor != said.actor ||
        at_home.type != "Offer")
        co_return refused(said.id + " is another thing at home");
    CO_TRY(auto sender, co_await remote.actor(said.actor, spend));
    co_return proven_offer{std::move(sender), std::move(page.bytes)};
}

} // namespace federwerk::app
