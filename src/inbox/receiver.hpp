// SPDX-License-Identifier: AGPL-3.0-or-later
// The first half of an inbound activity's walk: cheap checks, signature, authority, commit, 202
// (docs/architecture.md). Nothing is done with it here, and nothing that was answered 202 is lost.
#pragma once

#include "db/pool.hpp"
#include "domain/uris.hpp"
#include "federation/vocab/incoming.hpp"
#include "http/message.hpp"
#include "inbox/batch_writer.hpp"
#include "inbox/quota.hpp"
#include "inbox/verifier.hpp"
#include "remote/resolver.hpp"

#include <boost/asio/awaitable.hpp>

#include <atomic>
#include <functional>
#include <optional>
#include <string>

namespace federwerk::inbox {

class receiver {
public:
    // nudge: called after a commit, from any thread; processor::nudge where this process has workers.
    receiver(domain::uris const& uris, db::pool& db, remote::resolver& remote, verifier& verify,
             std::function<void()> nudge);

    // inbox_of: the URI of the actor whose personal inbox this is; absent for the shared one.
    boost::asio::awaitable<http::response> receive(http::request request,
                                                   std::optional<std::string> inbox_of);

    struct counts {
        std::atomic<std::uint64_t> stored = 0, dropped = 0, refused = 0;
    };
    counts const& seen() const { return counts_; }

private:
    enum class fate { stored, dropped };
    boost::asio::awaitable<result<fate>> handle(http::request const& request,
                                                std::optional<std::string> inbox_of);
    boost::asio::awaitable<result<std::optional<core::snowflake>>>
    recipient(std::optional<std::string> inbox_of);
    boost::asio::awaitable<result<bool>> is_suspended(std::vector<std::string> uris);
    boost::asio::awaitable<result<bool>> concerns_a_stranger(vocab::incoming_activity const& activity);
    boost::asio::awaitable<result<bool>> is_authentic(vocab::incoming_activity const& activity,
                                                      domain::actor const& signer, remote::budget& spend);

    domain::uris const& uris_;
    db::pool& db_;
    remote::resolver& remote_;
    verifier& verify_;
    std::function<void()> nudge_;
    batch_writer writer_;
    quota quota_;
    remote::bounded_cache<core::snowflake> recipients_{10'000};
    counts counts_;
};

} // namespace federwerk::inbox
