// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/secrets.hpp"
#include "core/text.hpp"
#include "support/results.hpp"
#include "support/test_server.hpp"

#include <fstream>

#include <sys/stat.h>

using namespace federwerk;

TEST_CASE("hashes agree with their published vectors", "[core][secrets]")
{
    // FIPS 180-4, and test case 2 of RFC 4231.
    CHECK(core::to_hex(core::sha256("abc")) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(core::to_hex(core::hmac_sha256("Jefe", "what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(core::equal_in_constant_time("abc", "abc"));
    CHECK_FALSE(core::equal_in_constant_time("abc", "abd"));
    CHECK_FALSE(core::equal_in_constant_time("abc", "ab"));
}

TEST_CASE("tokens hold 256 bits and are never the same", "[core][secrets]")
{
    auto const token = core::random_token();
    CHECK(core::from_base64url(token)->size() == 32);
    CHECK(token != core::random_token());
}

TEST_CASE("a hash of a token belongs to its purpose", "[core][secrets]")
{
    auto const secrets = core::secrets::for_tests();
    CHECK(secrets.token_hash("invitation", "t").size() == 32);
    CHECK(secrets.token_hash("invitation", "t") == secrets.token_hash("invitation", "t"));
    CHECK(secrets.token_hash("invitation", "t") != secrets.token_hash("access_token", "t"));
    CHECK(secrets.token_hash("invitation", "t") != core::sha256("t"));
}

TEST_CASE("what is sealed opens for its purpose and unchanged only", "[core][secrets]")
{
    auto const secrets = core::secrets::for_tests();
    auto const plain = GENERATE(std::string(), std::string("a private key"), std::string(5000, '\0'));
    auto const sealed = secrets.seal("private_key", plain);
    CHECK(secrets.open("private_key", sealed).value() == plain);
    CHECK(secrets.seal("private_key", plain) != sealed);
    CHECK_FALSE(secrets.open("other", sealed));
    CHECK_FALSE(secrets.open("private_key", sealed.substr(0, sealed.size() - 1)));
    CHECK_FALSE(secrets.open("private_key", ""));
    for (std::size_t at : {std::size_t{0}, std::size_t{5}, sealed.size() - 1}) {
        auto damaged = sealed;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        CHECK_FALSE(secrets.open("private_key", damaged));
    }
}

TEST_CASE("the instance's secret is made once, for its owner alone", "[core][secrets]")
{
    tests::temporary_folder const folder;
    auto const file = folder.path() / "secret.key";
    auto const first = core::secrets::load_or_create(file);
    REQUIRE(first);
    struct stat about {};
    REQUIRE(::stat(file.c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);
    auto const again = core::secrets::load_or_create(file);
    REQUIRE(again);
    CHECK(first.value().token_hash("p", "t") == again.value().token_hash("p", "t"));
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
    ::chmod(file.c_str(), 0644);
    CHECK_FALSE(core::secrets::load_or_create(file));
    ::chmod(file.c_str(), 0600);
    std::ofstream(file) << "not a key\n";
    CHECK_FALSE(core::secrets::load_or_create(file));
    CHECK_FALSE(core::secrets::load_or_create(folder.path() / "missing" / "secret.key"));
}
