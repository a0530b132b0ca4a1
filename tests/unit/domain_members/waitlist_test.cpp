// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/scope.hpp"
#include "domain/waitlist.hpp"
#include "support/results.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using enum domain::waitlist_state;

TEST_CASE("only what waits is decided, and only what is decided is undone", "[domain][waitlist]")
{
    auto const from = GENERATE(unconfirmed, waiting, admitted, declined, joined);
    auto const to = GENERATE(unconfirmed, waiting, admitted, declined, joined);
    bool const decides = from == waiting && (to == admitted || to == declined);
    bool const undoes = (from == admitted || from == declined) && to == waiting;
    CAPTURE(domain::to_string(from), domain::to_string(to));
    CHECK(domain::check_transition(from, to).has_value() == (decides || undoes));
}

TEST_CASE("an application tells everything that is wrong with it at once", "[domain][waitlist]")
{
    auto const refused =
        domain::parse_application({.email = "nobody", .handle = "admin", .about = std::string(1001, 'x')});
    REQUIRE_FALSE(refused);
    std::vector<std::string> fields;
    for (auto const& d : refused.error().details)
        fields.push_back(d.field);
    CHECK(fields == std::vector<std::string>{"email", "handle", "about"});
}

TEST_CASE("an application is trimmed, and its language is one that we write in", "[domain][waitlist]")
{
    auto const parsed = domain::parse_application({" a@example.org", "Alice", " Hello ", "fr"});
    REQUIRE(parsed);
    CHECK(parsed->email == "a@example.org");
    CHECK(parsed->handle == "alice");
    CHECK(parsed->about == "Hello");
    CHECK(parsed->locale == "en");
}

TEST_CASE("scopes are known, single and in their order", "[domain][scope]")
{
    CHECK(domain::parse_scopes("read write follow push").value() == "read write follow push");
    CHECK(domain::parse_scopes(" write  read read ").value() == "write read");
    CHECK(domain::parse_scopes("read:accounts write:highlights").value() == "read:accounts write:highlights");
    auto const refused =
        GENERATE(values<std::string>({"", " ", "admin", "read:", "READ", "follow:all", "read,write"}));
    CHECK_FALSE(domain::parse_scopes(refused));
}

TEST_CASE("a scope covers its parts and never more", "[domain][scope]")
{
    struct row {
        std::string granted, needed;
        bool covered;
    };
    auto const [granted, needed, covered] = GENERATE(values<row>({
        {"read", "read", true},
        {"read", "read:accounts", true},
        {"read:accounts", "read:accounts", true},
        {"read:accounts", "read", false},
        {"read", "write", false},
        {"write", "read", false},
        {"write", "follow", true},
        {"write:follows", "follow", true},
        {"follow", "follow", true},
        {"follow", "write", false},
        {"push", "read", false},
        {"", "read", false},
        {"readwrite", "read", false},
    }));
    CAPTURE(granted, needed);
    CHECK(domain::covers(granted, needed) == covered);
}
