// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/delivery/follower_digest.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

TEST_CASE("the digest of followers is that of the published vector, in any order", "[delivery][fep-8fcf]")
{
    std::string const one = "https://testing.example.org/users/1",
                      two = "https://testing.example.org/users/2";
    CHECK(delivery::follower_digest({one, two}) ==
          "c33f48cd341ef046a206b8a72ec97af65079f9a3a9b90eef79c5920dce45c61f");
    CHECK(delivery::follower_digest({two, one}) == delivery::follower_digest({one, two}));
}

TEST_CASE("nobody has a digest of zeros", "[delivery][fep-8fcf]")
{
    CHECK(delivery::follower_digest({}) == std::string(64, '0'));
}

TEST_CASE("the header names the collection, its part for the receiver, and the digest",
          "[delivery][fep-8fcf]")
{
    CHECK(delivery::synchronization_header("https://a.test/ap/actors/7/followers", "ab") ==
          "collectionId=\"https://a.test/ap/actors/7/followers\", "
          "url=\"https://a.test/ap/actors/7/followers_synchronization\", digest=\"ab\"");
}

TEST_CASE("the header is read as it was written, and nonsense is none", "[delivery][fep-8fcf]")
{
    auto const digest = std::string(64, 'a');
    auto const header = delivery::synchronization_header("https://a.test/ap/actors/7/followers", digest);
    auto const read = delivery::read_synchronization(header);
    REQUIRE(read);
    CHECK(read->collection == "https://a.test/ap/actors/7/followers");
    CHECK(read->url == delivery::synchronization_url(read->collection));
    CHECK(read->digest == digest);
    auto const broken = GENERATE(std::string(), "url=\"x\"", "collectionId=\"x\", url=\"y\", digest=\"ab\"",
                                 "collectionId=\"x, url=\"y\", digest=\"", "\"\"\"");
    CHECK_FALSE(delivery::read_synchronization(broken));
}
