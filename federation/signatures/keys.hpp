// SPDX-License-Identifier: AGPL-3.0-or-later
// Keys as bytes: DER inside, PEM and Multikey outside. RSA of 2048 to 4096 bits with e = 65537, or Ed25519;
// nothing else.
#pragma once

#include "core/result.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace federwerk::signatures {

enum class algorithm { rsa, ed25519 };

class public_key {
public:
    static result<public_key> from_spki(std::string_view der); // SubjectPublicKeyInfo
    static result<public_key>
    from_pem(std::string_view pem); // "-----BEGIN PUBLIC KEY-----"; also PKCS#1, which old servers send
    static result<public_key> from_multibase(std::string_view text); // Ed25519 Multikey, z6Mk…

    algorithm kind() const;
    std::string spki() const;
    std::string pem() const;       // SPKI PEM, as PeerTube insists
    std::string multibase() const; // Ed25519 only
    // RSASSA-PKCS1-v1_5 with SHA-256, or Ed25519. Constant time is the library's.
    bool verify(std::string_view message, std::string_view signature) const;

    struct impl;

private:
    std::shared_ptr<impl const> impl_;
};

class private_key {
public:
    static result<private_key>
    generate(algorithm kind); // RSA-2048: some 100 ms, so call it in the worker pool
    static result<private_key> from_pkcs8(std::string_view der);

    algorithm kind() const;
    std::string pkcs8() const;
    public_key public_half() const;
    result<std::string> sign(std::string_view message) const; // Safe from several threads at once

    struct impl;

private:
    std::shared_ptr<impl const> impl_;
};

} // namespace federwerk::signatures
