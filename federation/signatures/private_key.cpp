// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/signatures/keys.hpp"

#include "federation/signatures/openssl.hpp"

#include <openssl/x509.h>

namespace federwerk::signatures {

// Parsed once: OpenSSL reads one key from several threads safely, each with a context of its own.
struct private_key::impl {
    algorithm kind;
    owned_key key;
};

namespace {

using owned_info = std::unique_ptr<PKCS8_PRIV_KEY_INFO, freed_by<PKCS8_PRIV_KEY_INFO_free>>;
constexpr std::size_t longest_der = 16 * 1024;

} // namespace

result<private_key> private_key::generate(algorithm kind)
{
    owned_key key(kind == algorithm::rsa ? EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{2048})
                                         : EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    if (!key)
        return failure{errc::internal, "OpenSSL could not generate a key", {}};
    private_key made;
    made.impl_ = std::make_shared<impl const>(impl{kind, std::move(key)});
    return made;
}

result<private_key> private_key::from_pkcs8(std::string_view der)
{
    if (der.size() > longest_der)
        return bad_key("too long");
    auto const* at = octets(der);
    owned_info const info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(der.size())));
    if (!info || at != octets(der) + der.size())
        return bad_key("no PKCS#8");
    owned_key key(EVP_PKCS82PKEY(info.get()));
    TRY(auto const kind, judge_key(key.get()));
    private_key made;
    made.impl_ = std::make_shared<impl const>(impl{kind, std::move(key)});
    return made;
}

algorithm private_key::kind() const
{
    return impl_->kind;
}

std::string private_key::pkcs8() const
{
    owned_info const info(EVP_PKEY2PKCS8(impl_->key.get()));
    auto const size = i2d_PKCS8_PRIV_KEY_INFO(info.get(), nullptr);
    std::string out(static_cast<std::size_t>(size), '\0');
    auto* at = octets(out);
    i2d_PKCS8_PRIV_KEY_INFO(info.get(), &at);
    return out;
}

public_key private_key::public_half() const
{
    auto const size = i2d_PUBKEY(impl_->key.get(), nullptr);
    std::string spki(static_cast<std::size_t>(size), '\0');
    auto* at = octets(spki);
    i2d_PUBKEY(impl_->key.get(), &at);
    return public_key::from_spki(spki).value();
}

result<std::string> private_key::sign(std::string_view message) const
{
    owned_context const context(EVP_MD_CTX_new());
    auto const* digest = kind() == algorithm::rsa ? EVP_sha256() : nullptr;
    std::string out(static_cast<std::size_t>(EVP_PKEY_get_size(impl_->key.get())), '\0');
    auto size = out.size();
    if (EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, impl_->key.get()) != 1 ||
        EVP_DigestSign(context.get(), octets(out), &size, octets(message), message.size()) != 1) {
        ERR_clear_error();
        return failure{errc::internal, "OpenSSL could not sign", {}};
    }
    out.resize(size);
    return out;
}

} // namespace federwerk::signatures
