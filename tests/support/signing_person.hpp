// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody elsewhere with an Ed25519 key in their document, who proves what they say (FEP-8b32).
#pragma once

#include "federation/signatures/object_proof.hpp"
#include "support/remote_person.hpp"

namespace federwerk::tests {

struct signing_person : remote_person {
    signing_person(std::string called, std::string at)
        : remote_person(std::move(called), std::move(at)),
          proof_key(signatures::private_key::generate(signatures::algorithm::ed25519).value())
    {
        more = R"(,"assertionMethod":[{"id":")" + uri + R"(#ed25519-key","type":"Multikey","controller":")" +
               uri + R"(","publicKeyMultibase":")" + proof_key.public_half().multibase() + R"("}])";
    }
    std::string signs(std::string const& document) const
    {
        return signatures::attach_proof(document, uri + "#ed25519-key", proof_key, core::now()).value();
    }
    signatures::private_key proof_key;
};

} // namespace federwerk::tests
