// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/requests/prove_offer.hpp"

#include "app/prove_document.hpp"
#include "federation/trust/trust.hpp"
#include "federation/vocab/incoming.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

failure refused(std::string why)
{
    return {errc::forbidden, std::move(why), {}};
}

} // namespace

asio::awaitable<result<proven_offer>> prove_offer(remote::resolver& remote, json::view embedded,
                                                  remote::budget& spend)
{
    CO_TRY(auto const said, vocab::read_activity(embedded));
    if (said.type != "Offer" || !trust::same_origin(said.id, said.actor))
        co_return refused("no Offer of its own sender: " + said.id);
    if (auto proven = co_await prove_document(remote, embedded, said.actor, spend))
        co_return proven_offer{std::move(proven->owner), embedded.write()};
    CO_TRY(auto page, co_await remote.object(said.id, spend));
    CO_TRY(auto const at_home, vocab::read_activity(page.document.root()));
    if (page.uri != said.id || at_home.id != said.id || at_home.actor != said.actor ||
        at_home.type != "Offer")
        co_return refused(said.id + " is another thing at home");
    CO_TRY(auto sender, co_await remote.actor(said.actor, spend));
    co_return proven_offer{std::move(sender), std::move(page.bytes)};
}

} // namespace federwerk::app
