// SPDX-License-Identifier: AGPL-3.0-or-later
// GET of somebody else's document: signed by the instance actor, within the budget, each hop checked anew.
#pragma once

#include "domain/uris.hpp"
#include "federation/signatures/http_signature.hpp"
#include "http/client.hpp"
#include "remote/block_list.hpp"
#include "remote/bounded_cache.hpp"
#include "remote/key_ring.hpp"
#include "remote/resolver.hpp"
#include "remote/single_flight.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>

namespace federwerk::remote {

struct page {
    core::url final_url; // After redirects: the only authority there is (T-02)
    std::string body;
};

class fetcher {
public:
    // An actor that is gone stays so for a day. Of anything else no failure is believed longer than a minute:
    // a consent, or an opening that somebody looks at, may be there by then.
    static constexpr std::chrono::hours longest_memory{24};
    static constexpr std::chrono::minutes short_memory{1};

    fetcher(domain::uris const& uris, key_ring& keys, db::pool& db, http::client& client, block_list& blocks);

    // A document of AS2; its content type is checked (T-03). One flight per URL; failures are remembered
    // (T-31), and believed for so long and no longer: then it is asked again.
    boost::asio::awaitable<result<std::shared_ptr<page const>>>
    document(core::url target, budget& spend, std::chrono::seconds believed = longest_memory);
    // JSON of another kind: a credential. Signed too, since not everybody may see it.
    boost::asio::awaitable<result<std::shared_ptr<page const>>> credential(core::url target, budget& spend);
    // A document of WebFinger; not signed.
    boost::asio::awaitable<result<std::shared_ptr<page const>>> jrd(core::url target, budget& spend);
    // XRD or JSON, at most 64 KB; not signed.
    boost::asio::awaitable<result<std::shared_ptr<page const>>> host_meta(core::url target, budget& spend);

private:
    enum class kind { document, credential, jrd, host_meta };
    using page_ptr = std::shared_ptr<page const>;

    static bool is_expected(kind what, http::headers const& headers);
    static bool is_signed(kind what);
    static char const* accept_of(kind what);
    boost::asio::awaitable<result<page_ptr>> get(core::url target, kind what, budget& spend,
                                                 std::chrono::seconds believed = longest_memory);
    boost::asio::awaitable<result<page_ptr>> follow_hops(core::url target, kind what, budget& spend);
    boost::asio::awaitable<result<http::response>> exchange(core::url const& target, kind what,
                                                            budget& spend);
    boost::asio::awaitable<result<http::response>> send(core::url const& target, kind what,
                                                        signatures::scheme how, budget& spend);
    boost::asio::awaitable<result<signer>> instance_key();
    void remember(std::string const& url, failure const& why);

    domain::uris const& uris_;
    key_ring& keys_;
    db::pool& db_;
    http::client& client_;
    block_list& blocks_;
    struct past_failure {
        failure why;
        std::chrono::steady_clock::time_point since;
    };
    bounded_cache<past_failure> failures_{65'536};
    single_flight<page_ptr> flights_;
};

} // namespace federwerk::remote
