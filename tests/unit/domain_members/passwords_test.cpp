// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/passwords.hpp"
#include "support/results.hpp"

#include <catch2/catch.hpp>

#include <ctime>

using namespace federwerk;

namespace {

std::clock_t cost_of(std::optional<std::string> const& stored)
{
    auto const begin = std::clock();
    CHECK_FALSE(app::is_password_now(stored, "not the password"));
    return std::clock() - begin;
}

} // namespace

TEST_CASE("a password is what it was, and two hashes of it differ", "[app][password]")
{
    auto const one = app::hash_password_now("correct horse 7"),
               two = app::hash_password_now("correct horse 7");
    REQUIRE(one);
    REQUIRE(two);
    CHECK(*one != *two);
    CHECK(one->starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    CHECK(app::is_password_now(*one, "correct horse 7"));
    CHECK_FALSE(app::is_password_now(*one, "correct horse 8"));
    CHECK_FALSE(app::is_password_now(*one, ""));
    CHECK_FALSE(app::is_password_now("not a hash", "correct horse 7"));
}

TEST_CASE("a name that nobody has costs as much as a wrong password", "[app][password][T-76]")
{
    auto const stored = app::hash_password_now("correct horse 7").value();
    std::clock_t known = 0, unknown = 0;
    for (int i = 0; i < 5; ++i) {
        known += cost_of(stored);
        unknown += cost_of(std::nullopt);
    }
    CHECK(unknown > known / 2);
    CHECK(known > unknown / 2);
}
