// SPDX-License-Identifier: AGPL-3.0-or-later
// HTTP signatures of both kinds: draft-cavage-12 and RFC 9421. Pure: no fetching, no clock of their own.
// Files: digest, cavage, rfc9421; this header is what the rest of the program sees.
#pragma once

#include "core/time.hpp"
#include "core/url.hpp"
#include "federation/signatures/keys.hpp"
#include "http/client.hpp"
#include "http/message.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::signatures {

enum class scheme { cavage_12, rfc9421 };
std::string_view to_string(scheme s); // "cavage-12", "rfc9421"

// Adds Date and Digest (cavage) or Content-Digest (RFC 9421), and the signature. The body must be final.
result<> sign(http::outgoing& request, scheme how, std::string const& key_uri, private_key const& key,
              core::time_point now);

// What a request claims before anything is verified. errc::unauthenticated where no acceptable signature is
// there: duplicate parameters or labels, missing covered parts, a body whose digest does not match, a date
// outside 1 h past, 15 min future.
struct claim {
    signatures::scheme scheme;
    std::string key_uri;
    std::string signature; // Raw bytes
    std::vector<std::string>
        signing_strings;                 // With the query, and without (interop quirk 1); one match is enough
    std::optional<algorithm> demanded{}; // What the signature says of its key; verify refuses another kind
};
// authority: ours, as the request must have named it; base_url: the public scheme and host for @target-uri.
result<claim> read_claim(http::request const& request, std::string const& base_url, core::time_point now);

bool verify(claim const& c, public_key const& key);

} // namespace federwerk::signatures
