// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/secrets.hpp"

#include "core/descriptor.hpp"
#include "core/durable_file.hpp"
#include "core/text.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace federwerk::core {
namespace {

constexpr std::size_t key_size = 32;
constexpr std::size_t nonce_size = 12; // NIST SP 800-38D 8.2.2: random nonces of 96 bits
constexpr std::size_t tag_size = 16;
constexpr char version = '\x01'; // Of what seal() writes

unsigned char const* raw(std::string_view text)
{
    return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* raw(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}

// Only a broken OpenSSL or no memory leads here; neither is something that a caller can act upon.
void must(bool done, char const* what)
{
    if (!done)
        throw std::runtime_error(std::string("OpenSSL: ") + what);
}

// RFC 5869 without salt: one key per purpose, so that no two uses share one.
std::string derive(std::array<unsigned char, 32> const& key, std::string purpose)
{
    std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)> const kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr),
                                                                EVP_KDF_free);
    std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> const context(EVP_KDF_CTX_new(kdf.get()),
                                                                            EVP_KDF_CTX_free);
    must(context != nullptr, "HKDF");
    purpose.insert(0, "federwerk ");
    auto secret = key;
    std::string digest = "SHA256";
    std::array const params{
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), digest.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, secret.data(), secret.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, purpose.data(), purpose.size()),
        OSSL_PARAM_construct_end(),
    };
    std::string out(key_size, '\0');
    must(EVP_KDF_derive(context.get(), raw(out), out.size(), params.data()) == 1, "HKDF");
    return out;
}

using cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

failure cannot(char const* what, std::filesystem::path const& file)
{
    return {errc::internal,
            std::string("cannot ") + what + " " + file.string() + ": " + std::strerror(errno),
            {}};
}

result<std::array<unsigned char, key_size>> read_key(std::filesystem::path const& file, int fd)
{
    struct stat about {};
    if (::fstat(fd, &about) != 0)
        return cannot("read", file);
    if ((about.st_mode & 077) != 0)
        return failure{errc::internal, file.string() + " can be read by others: chmod 600 it", {}};
    std::array<char, 2 * key_size + 2> text{};
    auto const size = ::read(fd, text.data(), text.size());
    if (size < 0)
        return cannot("read", file);
    auto const key = from_hex(trim(std::string_view(text.data(), static_cast<std::size_t>(size))));
    if (!key || key->size() != key_size)
        return failure{errc::internal, file.string() + " does not hold a key: 64 hexadecimal digits", {}};
    std::array<unsigned char, key_size> out{};
    std::memcpy(out.data(), key->data(), key_size);
    return out;
}

} // namespace

std::string random_bytes(std::size_t count)
{
    std::string out(count, '\0');
    must(RAND_bytes(raw(out), static_cast<int>(count)) == 1, "random bytes");
    return out;
}

std::string random_token()
{
    return to_base64url(random_bytes(32));
}

std::string sha256(std::string_view bytes)
{
    std::string out(32, '\0');
    must(EVP_Digest(bytes.data(), bytes.size(), raw(out), nullptr, EVP_sha256(), nullptr) == 1, "SHA-256");
    return out;
}

std::string hmac_sha256(std::string_view key, std::string_view bytes)
{
    std::string out(32, '\0');
    unsigned size = 0;
    must(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), raw(bytes), bytes.size(), raw(out),
              &size) != nullptr,
         "HMAC");
    return out;
}

bool equal_in_constant_time(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

result<secrets> secrets::load_or_create(std::filesystem::path const& file)
{
    for (int attempt = 0; attempt < 2; ++attempt) {
        descriptor const in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
        if (in) {
            TRY(auto const key, read_key(file, in.get()));
            return secrets(key);
        }
        if (errno != ENOENT)
            return cannot("read", file);
        TRY_VOID(create_file(file, to_hex(random_bytes(key_size)) + "\n", 0600));
    }
    return cannot("read", file);
}

secrets secrets::for_tests()
{
    std::array<unsigned char, key_size> key{};
    key.fill(7);
    return secrets(key);
}

std::string secrets::token_hash(std::string_view purpose, std::string_view token) const
{
    return hmac_sha256(derive(key_, "token " + std::string(purpose)), token);
}

// version, nonce, ciphertext, tag.
std::string secrets::seal(std::string_view purpose, std::string_view plain) const
{
    auto const key = derive(key_, "seal " + std::string(purpose));
    auto const nonce = random_bytes(nonce_size);
    std::string text(plain.size(), '\0');
    std::string tag(tag_size, '\0');
    int size = 0;
    cipher const c(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    must(EVP_EncryptInit_ex(c.get(), EVP_aes_256_gcm(), nullptr, raw(key), raw(nonce)) == 1 &&
             EVP_EncryptUpdate(c.get(), nullptr, &size, raw(purpose), static_cast<int>(purpose.size())) ==
                 1 &&
             EVP_EncryptUpdate(c.get(), raw(text), &size, raw(plain), static_cast<int>(plain.size())) == 1 &&
             EVP_EncryptFinal_ex(c.get(), raw(text) + size, &size) == 1 &&
             EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_GCM_GET_TAG, tag_size, tag.data()) == 1,
         "seal");
    return version + nonce + text + tag;
}

result<std::string> secrets::open(std::string_view purpose, std::string_view sealed) const
{
    failure const refused{
        errc::internal, "cannot open a sealed " + std::string(purpose) + ": wrong secret key or damaged", {}};
    if (sealed.size() < 1 + nonce_size + tag_size || sealed.front() != version)
        return refused;
    auto const key = derive(key_, "seal " + std::string(purpose));
    auto const nonce = sealed.substr(1, nonce_size);
    auto const text = sealed.substr(1 + nonce_size, sealed.size() - 1 - nonce_size - tag_size);
    std::string tag(sealed.substr(sealed.size() - tag_size));
    std::string plain(text.size(), '\0');
    int size = 0;
    cipher const c(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    bool const genuine =
        EVP_DecryptInit_ex(c.get(), EVP_aes_256_gcm(), nullptr, raw(key), raw(nonce)) == 1 &&
        EVP_DecryptUpdate(c.get(), nullptr, &size, raw(purpose), static_cast<int>(purpose.size())) == 1 &&
        EVP_DecryptUpdate(c.get(), raw(plain), &size, raw(text), static_cast<int>(text.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1 &&
        EVP_DecryptFinal_ex(c.get(), raw(plain) + size, &size) == 1;
    if (!genuine)
        return refused;
    return plain;
}

} // namespace federwerk::core
