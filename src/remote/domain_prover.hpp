// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether a domain says that an organisation is its own: in a TXT record, or in a file under .well-known.
#pragma once

#include "core/worker_pool.hpp"
#include "domain/organisation.hpp"
#include "domain/uris.hpp"
#include "http/client.hpp"
#include "remote/block_list.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace federwerk::remote {

// The TXT records of a name. Blocks, some seconds at most; no such name and no such records are none.
using txt_lookup = std::function<result<std::vector<std::string>>(std::string const& name)>;

class domain_prover {
public:
    // Names are looked up on a pool of their own: DNS that does not answer must not hold up anything else.
    domain_prover(domain::uris const& uris, http::client& client, core::worker_pool& lookups, db::pool& db,
                  txt_lookup look_up);

    // Where the domain says it of the actor: by the token that only it was told, or by the actor's id, which
    // every server knows. Nothing where it says it nowhere, or does not answer.
    boost::asio::awaitable<std::optional<domain::proof_method>>
    find(std::string domain, std::optional<std::string> token, std::string actor_uri);

private:
    using texts = std::vector<std::string>;
    boost::asio::awaitable<bool> has_record(std::string name, texts const& any_of);
    boost::asio::awaitable<result<std::string>> file(std::string domain);

    domain::uris const& uris_;
    http::client& client_;
    core::worker_pool& lookups_;
    block_list blocks_;
    txt_lookup look_up_;
};

} // namespace federwerk::remote
