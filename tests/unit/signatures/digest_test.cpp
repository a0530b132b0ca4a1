// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/signatures/digest.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

namespace {

std::string const body = R"({"hello": "world"})";
std::string const sha256 = "X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=";
std::string const sha512 =
    "WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==";

} // namespace

TEST_CASE("digests are written as peers expect them", "[signatures][digest]")
{
    CHECK(signatures::digest_of(body) == "SHA-256=" + sha256);
    CHECK(signatures::content_digest_of(body) == "sha-256=:" + sha256 + ":");
}

TEST_CASE("quirk 3: a Digest must fit the body, whatever the case of its name", "[signatures][digest]")
{
    auto const [header, good] = GENERATE(table<std::string, bool>({
        {"SHA-256=" + sha256, true},
        {"sha-256=" + sha256, true},
        {"Sha-256=" + sha256 + ", SHA-512=" + sha512, true},
        {"SHA-512=" + sha512, true},
        {"unixsum=30637,SHA-256=" + sha256, true},
        {"MD5=Sd/dVLAcvNLSq16eXua5uQ==", false},
        {"unixsum=30637", false},
        {"SHA-256=" + sha512, false},
        {"SHA-256=" + sha256 + ",SHA-512=" + sha256, false},
        {"SHA-256=" + sha256 + ",SHA-256=" + sha256, false},
        {"SHA-256=" + sha256 + ",sha-256=AAAA", false},
        {"SHA-256=", false},
        {"SHA-256", false},
        {"=" + sha256, false},
        {"SHA-256=!" + sha256, false},
        {"", false},
    }));
    CAPTURE(header);
    CHECK(signatures::check_digest(header, body).has_value() == good);
    CHECK(signatures::check_digest(header, body + " ").has_error());
}

TEST_CASE("a Content-Digest must fit the body", "[signatures][digest]")
{
    auto const [header, good] = GENERATE(table<std::string, bool>({
        {"sha-256=:" + sha256 + ":", true},
        {"sha-512=:" + sha512 + ":", true},
        {"sha-512=:" + sha512 + ":, sha-256=:" + sha256 + ":", true},
        {"md5=:AAAA:, sha-256=:" + sha256 + ":", true},
        {"md5=:AAAA:", false},
        {"sha-256=:" + sha512 + ":", false},
        {"sha-256=:" + sha256 + ":, sha-256=:" + sha256 + ":", false},
        {"sha-256=:" + sha256 + ":,", false},
        {"sha-256=" + sha256, false},
        {"SHA-256=:" + sha256 + ":", false}, // Keys of structured fields are lower case
        {"", false},
    }));
    CAPTURE(header);
    CHECK(signatures::check_content_digest(header, body).has_value() == good);
    CHECK(signatures::check_content_digest(header, body + " ").has_error());
}
