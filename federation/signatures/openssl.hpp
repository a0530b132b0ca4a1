// SPDX-License-Identifier: AGPL-3.0-or-later
// OpenSSL's objects with owners, for this room alone.
#pragma once

#include "federation/signatures/keys.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <memory>

namespace federwerk::signatures {

template <auto Free>
struct freed_by {
    template <class T>
    void operator()(T* p) const
    {
        Free(p);
    }
};
using owned_key = std::unique_ptr<EVP_PKEY, freed_by<EVP_PKEY_free>>;
using owned_context = std::unique_ptr<EVP_MD_CTX, freed_by<EVP_MD_CTX_free>>;

inline unsigned char const* octets(std::string_view bytes)
{
    return reinterpret_cast<unsigned char const*>(bytes.data());
}
inline unsigned char* octets(std::string& bytes)
{
    return reinterpret_cast<unsigned char*>(bytes.data());
}

// RSA of 2048 to 4096 bits with e = 65537, or Ed25519; nothing else (hardening 1.3).
result<algorithm> judge_key(EVP_PKEY const* key);
failure bad_key(std::string log); // And forgets what OpenSSL has queued

} // namespace federwerk::signatures
