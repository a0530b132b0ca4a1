// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text.hpp"
#include "federation/signatures/multibase.hpp"
#include "support/signed_requests.hpp"
#include "support/source_tree.hpp"

#include <catch2/catch.hpp>

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <thread>

using namespace federwerk;
using signatures::algorithm;
using signatures::private_key;
using signatures::public_key;

namespace {

std::string unhex(std::string_view hex)
{
    return core::from_hex(hex).value();
}

// SubjectPublicKeyInfo of a fresh key of OpenSSL's.
std::string spki_of(EVP_PKEY* key)
{
    unsigned char* der = nullptr;
    auto const size = i2d_PUBKEY(key, &der);
    std::string out(reinterpret_cast<char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
    EVP_PKEY_free(key);
    return out;
}

std::string rsa_with_exponent_3()
{
    auto* context = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nullptr);
    EVP_PKEY_keygen_init(context);
    EVP_PKEY_CTX_set_rsa_keygen_bits(context, 2048);
    auto* three = BN_new();
    BN_set_word(three, 3);
    EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context, three);
    EVP_PKEY* key = nullptr;
    EVP_PKEY_keygen(context, &key);
    BN_free(three);
    EVP_PKEY_CTX_free(context);
    return spki_of(key);
}

// The RSA key of FEP-521a, in PKCS#1.
std::string const fep_521a_rsa =
    "3082010a0282010100b1b5fcd8d4d5e88ca5c4287b31f578865caf6a78826a3b8ff7b1b23aa4af4e6a0474139f945bd9d3a911ff"
    "d0fa72db78e4593a86c91f9da836186ebd3402d51f6a3844247ab5088b46929c311b43604fed84499f06f0f39bf55590e2187f1b"
    "be229ba8f49fd2e570cd0e3733c76bfede80e1e7e0881e4538ea1bc5782be9512f8bf132526e05f4923564fe6e1e21bf7087adeb"
    "b660fa533fca06d0a8e66991e1312d70b64a61da8ca77c028cdf939601e2cffe2855759b1d479f0847bcac59d7d62427a431d4e3"
    "dfd2697428b9dd6309a7b1167db99fe01af1ff1b739566fb949e47089d1dae84aef1214ef7f5773e86a0d3e9da246f9bec09d60c"
    "705891183d0203010001";
std::string const fep_521a_multikey = "z4MXj1wBzi9jUstyPMS4jQqB6KdJaiatPkAtVtGc6bQEQEEsKTic4G7Rou3iBf9vPmT5db"
                                      "km9qsZsuVNjq8HCuW1w24nhBFGkRE4cd2Uf2tfr"
                                      "B3N7h4mnyPp1BF3ZttHTYv3DLUPi1zMdkULiow3M1GfXkoC6DoxDUm1jmN6GBj22SjVsr6"
                                      "dxezRVQc7aj9TxE7JLbMH1wh5X3kA58H3DFW8rnY"
                                      "MakFGbca5CB2Jf6CnGQZmL7o5uJAdTwXfy2iiiyPxXEGerMhHwhjTA1mKYobyk2CpeEcmv"
                                      "ynADfNZ5MBvcCS7m3XkFCMNUYBS9NQ3fze6vMSUP"
                                      "sNa6GVYmKx2x6JrdEjCk3qRMMmyjnjCMfR4pXbRMZa3i";

} // namespace

TEST_CASE("base58btc keeps every byte", "[signatures][multibase]")
{
    CHECK(signatures::to_multibase("Hello World!") == "z2NEpo7TZRRrLZSi2U");
    CHECK(signatures::to_multibase(unhex("0000287fb4cd")) == "z11233QC4");
    CHECK(signatures::to_multibase("") == "z");
    for (std::string const& bytes :
         {std::string{}, std::string(3, '\0'), unhex("00ff00"), std::string(64, '\xFF')})
        CHECK(signatures::from_multibase(signatures::to_multibase(bytes)) == bytes);
    for (std::string const& bad : {"", "m", "uAAAA", "z0", "zO", "zI", "zl", "z 1"})
        CHECK_FALSE(signatures::from_multibase(bad));
    CHECK_FALSE(signatures::from_multibase("z" + std::string(1024, '2')));
}

TEST_CASE("FEP-521a: an Ed25519 key is a Multikey and back", "[signatures][keys]")
{
    auto const raw = unhex("2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6");
    auto const key = public_key::from_multibase("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
    REQUIRE(key.has_value());
    CHECK(key->kind() == algorithm::ed25519);
    CHECK(key->spki().ends_with(raw));
    CHECK(key->multibase() == "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
}

TEST_CASE("FEP-521a: an RSA key is a Multikey and back", "[signatures][keys]")
{
    auto const key = public_key::from_multibase(fep_521a_multikey);
    REQUIRE(key.has_value());
    CHECK(key->kind() == algorithm::rsa);
    CHECK(key->spki().ends_with(unhex(fep_521a_rsa)));
    CHECK(key->multibase() == fep_521a_multikey);
}

TEST_CASE("a key survives each of its forms and verifies", "[signatures][keys]")
{
    auto const key = GENERATE(as<bool>{}, true, false) ? tests::rsa_key() : tests::ed25519_key();
    auto const again = private_key::from_pkcs8(key.pkcs8());
    REQUIRE(again.has_value());
    CHECK(again->kind() == key.kind());
    auto const signature = again->sign("message").value();
    auto const half = key.public_half();
    for (auto const& form : {public_key::from_spki(half.spki()), public_key::from_pem(half.pem()),
                             public_key::from_multibase(half.multibase())}) {
        REQUIRE(form.has_value());
        CHECK(form->verify("message", signature));
        CHECK_FALSE(form->verify("messagE", signature));
        CHECK_FALSE(form->verify("message", signature.substr(1)));
        CHECK_FALSE(form->verify("message", ""));
    }
}

TEST_CASE("keys of other kinds and strengths are refused", "[signatures][keys]")
{
    CHECK(public_key::from_spki(spki_of(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{1024})))
              .has_error());
    CHECK(public_key::from_spki(spki_of(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"))).has_error());
    CHECK(public_key::from_spki(spki_of(EVP_PKEY_Q_keygen(nullptr, nullptr, "X25519"))).has_error());
    CHECK(public_key::from_spki(rsa_with_exponent_3()).has_error());
    CHECK(public_key::from_spki("").has_error());
    CHECK(public_key::from_spki(tests::rsa_key().public_half().spki() + "x").has_error());
    CHECK(private_key::from_pkcs8("").has_error());
    CHECK(private_key::from_pkcs8(tests::rsa_key().pkcs8() + "x").has_error());
    CHECK(public_key::from_multibase("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2do").has_error());
    CHECK(public_key::from_multibase("").has_error());
}

TEST_CASE("a PEM is read as peers write it, and nothing else", "[signatures][keys]")
{
    auto const pem = tests::rsa_key().public_half().pem();
    CHECK(pem.starts_with("-----BEGIN PUBLIC KEY-----\n"));
    CHECK(public_key::from_pem(pem).has_value());
    auto spaced = pem;
    std::ranges::replace(spaced, '\n', ' ');
    CHECK(public_key::from_pem(spaced).has_value());
    CHECK(public_key::from_pem("\r\n" + pem + "\n\n").has_value());
    auto const base64 = core::to_base64(unhex(fep_521a_rsa));
    auto const pkcs1 = "-----BEGIN RSA PUBLIC KEY-----\n" + base64 + "\n-----END RSA PUBLIC KEY-----";
    REQUIRE(public_key::from_pem(pkcs1).has_value());
    CHECK(public_key::from_pem(pkcs1)->spki().ends_with(unhex(fep_521a_rsa)));

    CHECK(public_key::from_pem("").has_error());
    CHECK(public_key::from_pem(pem + pem).has_error());
    CHECK(public_key::from_pem(pem.substr(0, 100)).has_error());
    CHECK(public_key::from_pem("-----BEGIN PUBLIC KEY----------END PUBLIC KEY-----").has_error());
    CHECK(public_key::from_pem("-----BEGIN PUBLIC KEY-----").has_error());
    CHECK(public_key::from_pem(pem + std::string(8 * 1024, '\n')).has_error());
    CHECK(public_key::from_pem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----").has_error());
}

TEST_CASE("the published keys of RFC 9421 are judged", "[signatures][keys]")
{
    auto const folder = tests::vectors();
    if (!folder) {
        WARN("skipped: no vectors beside the clone");
        return;
    }
    auto const [file, good] = GENERATE(table<std::string, bool>({
        {"test-key-ed25519.pub", true},
        {"test-key-rsa.pub", true},
        {"test-key-rsa-pss.pub", true}, // Its armour has spaces; the key itself is plain RSA
        {"key-rsa-v15.pub", false},     // 1024 bits
        {"test-key-ecc-p256.pub", false},
        {"test-key-ecc-p384.pub", false},
    }));
    CAPTURE(file);
    CHECK(public_key::from_pem(tests::read_file(*folder / "rfc9421" / file)).has_value() == good);
}

TEST_CASE("several threads sign with one key", "[signatures][keys]")
{
    auto const& key = tests::rsa_key();
    auto const half = key.public_half();
    std::vector<int> good(4, 0);
    std::vector<std::thread> threads;
    for (auto& count : good)
        threads.emplace_back([&] {
            for (int i = 0; i < 25; ++i)
                count += half.verify("message", key.sign("message").value());
        });
    for (auto& thread : threads)
        thread.join();
    CHECK(good == std::vector<int>(4, 25));
}
