// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sign_document.hpp"

#include "federation/signatures/object_proof.hpp"

namespace federwerk::app {

boost::asio::awaitable<result<std::string>> sign_document(instance const& in, domain::actor const& author,
                                                          std::string document, core::time_point now)
{
    CO_TRY(auto const signer, co_await in.keys.get(author.id, author.uri, signatures::algorithm::ed25519));
    co_return co_await sign_document(in, signer, std::move(document), now);
}

boost::asio::awaitable<result<std::string>> sign_document(instance const& in, remote::signer const& with,
                                                          std::string document, core::time_point now)
{
    co_return co_await in.workers.run(
        [&] { return signatures::attach_proof(document, with.key_uri, with.key, now); });
}

} // namespace federwerk::app
