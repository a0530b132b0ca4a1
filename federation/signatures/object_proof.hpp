// SPDX-License-Identifier: AGPL-3.0-or-later
// FEP-8b32 with the cryptosuite eddsa-jcs-2022: a proof inside the document.
#pragma once

#include "core/time.hpp"
#include "federation/signatures/keys.hpp"
#include "json/document.hpp"

#include <optional>
#include <string>

namespace federwerk::signatures {

// The document (an object without "proof") with the proof as its last member. key_uri is the
// verificationMethod.
result<std::string> attach_proof(std::string_view document, std::string const& key_uri,
                                 private_key const& key, core::time_point created);

struct proof_claim {
    std::string key_uri; // verificationMethod
    std::string hash;    // 64 bytes: SHA-256 of the proof configuration, SHA-256 of the document
    std::string signature;
    // Fedify signs a proof configuration with the document's @context, and then sends the proof without one:
    // so the hash with that context put in counts too. Empty where the proof has a context of its own, or
    // nobody has.
    std::string other_hash;
};
// Absent where the document carries no proof that we understand; errc::unauthenticated where it is broken or
// expired.
result<std::optional<proof_claim>> read_proof(json::view document, core::time_point now);
bool verify(proof_claim const& c, public_key const& key);

} // namespace federwerk::signatures
