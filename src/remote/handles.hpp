// SPDX-License-Identifier: AGPL-3.0-or-later
// WebFinger, both ways: from a handle to an actor's id, and back, so that nobody wears a handle of another
// host (T-18).
#pragma once

#include "core/settings.hpp"
#include "federation/discovery/webfinger.hpp"
#include "federation/vocab/incoming.hpp"
#include "remote/fetcher.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace federwerk::remote {

class handles {
public:
    handles(core::settings const& settings, fetcher& fetch) : settings_(settings), fetch_(fetch) {}

    // The id that the account's own host names.
    boost::asio::awaitable<result<std::string>> actor_of(discovery::account who, budget& spend);

    // The handle that the actor may wear: its host names this very actor. errc::forbidden where none does.
    boost::asio::awaitable<result<discovery::account>> handle_of(vocab::incoming_actor const& actor,
                                                                 budget& spend);

    // preferredUsername at the id's own authority, where WebFinger there knows nobody of that name: 404, as
    // hosts without WebFinger answer. errc::forbidden where it knows somebody.
    boost::asio::awaitable<result<discovery::account>> unconfirmed_name(vocab::incoming_actor const& actor,
                                                                        budget& spend);

    // What the document claims: FEP-2c59's webfinger, or preferredUsername at the id's authority.
    static result<discovery::account> claimed(vocab::incoming_actor const& actor);

private:
    struct answer {
        std::string actor_uri;
        discovery::account subject;
    };
    using page_ptr = std::shared_ptr<page const>;
    boost::asio::awaitable<result<answer>> ask(discovery::account who, budget& spend);
    // The JRD, from the account's own host or from where that host's host-meta sends us.
    boost::asio::awaitable<result<page_ptr>> webfinger(discovery::account who, budget& spend);
    boost::asio::awaitable<result<core::url>> delegate_of(discovery::account who, budget& spend);
    boost::asio::awaitable<result<discovery::account>> confirm(discovery::account who, std::string const& id,
                                                               budget& spend);
    result<core::url> address_of(discovery::account const& who) const;
    std::string origin_of(std::string const& authority) const;

    core::settings const& settings_;
    fetcher& fetch_;
};

} // namespace federwerk::remote
