// SPDX-License-Identifier: AGPL-3.0-or-later
// FEP-8fcf: lets a peer see that both sides agree on who of its members follows an actor of ours.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::delivery {

// Hexadecimal XOR of the SHA-256 of each follower's id. The ids are those on the receiver's origin, in any
// order.
std::string follower_digest(std::vector<std::string> const& follower_ids);

// Where the part of a followers collection that lies on the asking origin is served.
std::string synchronization_url(std::string const& followers_uri);

// The value of the header Collection-Synchronization.
std::string synchronization_header(std::string const& followers_uri, std::string const& digest);

// The same header as a peer sent it; nobody where it is none.
struct synchronization {
    std::string collection, url, digest;
};
std::optional<synchronization> read_synchronization(std::string_view header);

} // namespace federwerk::delivery
