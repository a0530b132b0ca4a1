// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/delivery/follower_digest.hpp"

#include "core/secrets.hpp"
#include "core/text.hpp"

namespace federwerk::delivery {

std::string follower_digest(std::vector<std::string> const& follower_ids)
{
    std::string sum(32, '\0');
    for (auto const& id : follower_ids) {
        auto const hash = core::sha256(id);
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] = static_cast<char>(sum[i] ^ hash[i]);
    }
    return core::to_hex(sum);
}

std::string synchronization_url(std::string const& followers_uri)
{
    return followers_uri + "_synchronization";
}

std::string synchronization_header(std::string const& followers_uri, std::string const& digest)
{
    return "collectionId=\"" + followers_uri + "\", url=\"" + synchronization_url(followers_uri) +
           "\", digest=\"" + digest + "\"";
}

} // namespace federwerk::delivery
