// SPDX-License-Identifier: AGPL-3.0-or-later
#include "translate/stored_keys.hpp"

#include "federation/signatures/keys.hpp"

namespace federwerk::translate {

actor_keys stored_keys(domain::uris const& uris, std::string const& actor_uri,
                       std::vector<domain::public_key> const& known)
{
    using signatures::algorithm;
    actor_keys out;
    for (auto const& key : known) {
        auto const read = signatures::public_key::from_spki(key.spki);
        if (read && key.uri == uris.rsa_key(actor_uri) && read->kind() == algorithm::rsa)
            out.rsa_pem = read->pem();
        if (read && key.uri == uris.ed25519_key(actor_uri) && read->kind() == algorithm::ed25519)
            out.ed25519_multibase = read->multibase();
    }
    return out;
}

} // namespace federwerk::translate
