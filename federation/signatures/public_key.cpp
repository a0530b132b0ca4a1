// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/signatures/keys.hpp"

#include "core/text.hpp"
#include "federation/signatures/multibase.hpp"
#include "federation/signatures/openssl.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/x509.h>

namespace federwerk::signatures {

struct public_key::impl {
    algorithm kind;
    owned_key key;
    std::string spki;
};

namespace {

constexpr std::size_t longest_pem = 8 * 1024;
constexpr std::string_view ed25519_prefix = "\xED\x01"; // Multicodec ed25519-pub
constexpr std::string_view rsa_prefix = "\x85\x24"; // Multicodec rsa-pub, with PKCS#1 behind it (FEP-521a)

bool has_usual_exponent(EVP_PKEY const* key)
{
    BIGNUM* e = nullptr;
    if (EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &e) != 1)
        return false;
    std::unique_ptr<BIGNUM, freed_by<BN_free>> const owned(e);
    return BN_is_word(e, RSA_F4) == 1;
}

std::string encode(int (*write)(EVP_PKEY const*, unsigned char**), EVP_PKEY const* key)
{
    auto const size = write(key, nullptr);
    std::string out(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
    auto* at = octets(out);
    if (size > 0)
        write(key, &at);
    return out;
}

// PKCS#1's RSAPublicKey.
owned_key from_pkcs1(std::string_view der)
{
    auto const* at = octets(der);
    owned_key key(d2i_PublicKey(EVP_PKEY_RSA, nullptr, &at, static_cast<long>(der.size())));
    return at == octets(der) + der.size() ? std::move(key) : nullptr;
}

// The bytes between the armour of exactly that label. Peers wrap the lines as they like, and some with
// spaces.
std::optional<std::string> unarmour(std::string_view pem, std::string const& label)
{
    auto const begin = "-----BEGIN " + label + "-----", end = "-----END " + label + "-----";
    if (!pem.starts_with(begin) || !pem.ends_with(end) || pem.size() < begin.size() + end.size())
        return {};
    std::string base64;
    for (char const c : pem.substr(begin.size(), pem.size() - begin.size() - end.size()))
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
            base64 += c;
    return core::from_base64(base64);
}

} // namespace

failure bad_key(std::string log)
{
    ERR_clear_error();
    return {errc::invalid, "key: " + std::move(log), "This key is not acceptable."};
}

result<algorithm> judge_key(EVP_PKEY const* key)
{
    if (key && EVP_PKEY_is_a(key, "ED25519") == 1)
        return algorithm::ed25519;
    if (!key || EVP_PKEY_is_a(key, "RSA") != 1)
        return bad_key("neither RSA nor Ed25519");
    if (auto const bits = EVP_PKEY_get_bits(key); bits < 2048 || bits > 4096)
        return bad_key("RSA of " + std::to_string(bits) + " bits");
    if (!has_usual_exponent(key))
        return bad_key("RSA with an unusual exponent");
    return algorithm::rsa;
}

result<public_key> public_key::from_spki(std::string_view der)
{
    if (der.size() > longest_pem)
        return bad_key("too long");
    auto const* at = octets(der);
    owned_key key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
    if (!key || at != octets(der) + der.size())
        return bad_key("no SubjectPublicKeyInfo");
    TRY(auto const kind, judge_key(key.get()));
    auto spki = encode(i2d_PUBKEY, key.get());
    public_key made;
    made.impl_ = std::make_shared<impl const>(impl{kind, std::move(key), std::move(spki)});
    return made;
}

result<public_key> public_key::from_pem(std::string_view pem)
{
    if (pem.size() > longest_pem)
        return bad_key("too long a PEM");
    auto const trimmed = core::trim(pem);
    if (auto const der = unarmour(trimmed, "PUBLIC KEY"))
        return from_spki(*der);
    auto const der = unarmour(trimmed, "RSA PUBLIC KEY");
    auto const key = der ? from_pkcs1(*der) : nullptr;
    return key ? from_spki(encode(i2d_PUBKEY, key.get())) : bad_key("no PEM of a public key");
}

result<public_key> public_key::from_multibase(std::string_view text)
{
    auto const bytes = signatures::from_multibase(text);
    owned_key key;
    if (bytes && bytes->starts_with(ed25519_prefix) && bytes->size() == ed25519_prefix.size() + 32)
        key.reset(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(*bytes) + 2, 32));
    else if (bytes && bytes->starts_with(rsa_prefix))
        key = from_pkcs1(std::string_view(*bytes).substr(rsa_prefix.size()));
    return key ? from_spki(encode(i2d_PUBKEY, key.get())) : bad_key("no Multikey of a known kind");
}

algorithm public_key::kind() const
{
    return impl_->kind;
}

std::string public_key::spki() const
{
    return impl_->spki;
}

std::string public_key::pem() const
{
    auto const base64 = core::to_base64(impl_->spki);
    std::string out = "-----BEGIN PUBLIC KEY-----\n";
    for (std::size_t at = 0; at < base64.size(); at += 64)
        out.append(base64, at, 64) += '\n';
    return out + "-----END PUBLIC KEY-----\n";
}

std::string public_key::multibase() const
{
    if (kind() == algorithm::rsa)
        return to_multibase(std::string(rsa_prefix) + encode(i2d_PublicKey, impl_->key.get()));
    std::string raw(32, '\0');
    auto size = raw.size();
    EVP_PKEY_get_raw_public_key(impl_->key.get(), octets(raw), &size);
    return to_multibase(std::string(ed25519_prefix) + raw);
}

bool public_key::verify(std::string_view message, std::string_view signature) const
{
    owned_context const context(EVP_MD_CTX_new());
    auto const* digest = kind() == algorithm::rsa ? EVP_sha256() : nullptr;
    bool const good = EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, impl_->key.get()) == 1 &&
                      EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(message),
                                       message.size()) == 1;
    if (!good)
        ERR_clear_error();
    return good;
}

} // namespace federwerk::signatures
