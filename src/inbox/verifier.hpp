// SPDX-License-Identifier: AGPL-3.0-or-later
// Who signed a request: the claim, the key (memory, table, one fetch), the check, and once more with a fresh
// key, since keys rotate. For POSTs to inboxes and for signed GETs alike.
#pragma once

#include "domain/actor.hpp"
#include "domain/uris.hpp"
#include "federation/signatures/http_signature.hpp"
#include "federation/signatures/object_proof.hpp"
#include "http/message.hpp"
#include "remote/bounded_cache.hpp"
#include "remote/resolver.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>
#include <string>

namespace federwerk::inbox {

class verifier {
public:
    verifier(domain::uris const& uris, remote::resolver& remote) : uris_(uris), remote_(remote) {}

    // Pure: digest, covered parts, date. errc::unauthenticated.
    result<signatures::claim> read_claim(http::request const& request) const;
    // The owner of the key that made this signature. errc::unauthenticated, errc::forbidden (suspended),
    // errc::unavailable where the key's home does not answer.
    boost::asio::awaitable<result<domain::actor>> check(signatures::claim claim, remote::budget& spend);
    // The actor who made the proof inside the document (FEP-8b32); nobody where there is none.
    boost::asio::awaitable<result<std::optional<domain::actor>>> proven_by(json::view document,
                                                                           remote::budget& spend);

    // Who signed a GET: nobody where it carries no signature at all; a failure where it does not hold.
    boost::asio::awaitable<result<std::optional<domain::actor>>> signer_of(http::request const& request);

    void forget(std::string const& actor_uri); // Its document changed

private:
    struct known_key {
        signatures::public_key key;
        domain::actor owner;
    };
    using key_ptr = std::shared_ptr<known_key const>;

    template <class Holds>
    boost::asio::awaitable<result<domain::actor>> owner_where(std::string key_uri, remote::budget& spend,
                                                              Holds holds);
    boost::asio::awaitable<result<key_ptr>> key(std::string key_uri, remote::budget& spend,
                                                remote::resolver::freshness how);
    boost::asio::awaitable<result<>> refuse_suspended(std::string uri);

    domain::uris const& uris_;
    remote::resolver& remote_;
    remote::bounded_cache<key_ptr> keys_{10'000};
    remote::bounded_cache<bool> asked_again_{65'536};
};

} // namespace federwerk::inbox
