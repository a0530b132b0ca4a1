// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/member.hpp"
#include "support/results.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

TEST_CASE("a handle is folded to lower case and keeps its letters, digits and underscores",
          "[domain][member]")
{
    struct row {
        std::string given, expected;
    };
    auto const [given, expected] = GENERATE(values<row>({
        {"alice", "alice"},
        {"Alice", "alice"},
        {" @Bob_7 ", "bob_7"},
        {"0", "0"},
        {"abcdefghijklmnopqrstuvwxyz0123", "abcdefghijklmnopqrstuvwxyz0123"},
    }));
    CAPTURE(given);
    auto const handle = domain::parse_handle(given);
    REQUIRE(handle);
    CHECK(*handle == expected);
}

TEST_CASE("a handle that could pass for another one, for staff or for a path is refused",
          "[domain][member][T-19]")
{
    auto const given = GENERATE(values<std::string>({
        "",
        "@",
        "a.b",
        "a-b",
        "a b",
        "a@b.test",
        "b\xD0\xBE"
        "b", // Cyrillic o
        "ａlice",
        "abcdefghijklmnopqrstuvwxyz01234",
        "admin",
        "ADMIN",
        "root",
        "api",
        "support",
        "federwerk",
        "@moderator",
        "badge.rust",
        "a\nb",
    }));
    CAPTURE(given);
    auto const handle = domain::parse_handle(given);
    REQUIRE_FALSE(handle);
    CHECK(handle.error().code == errc::invalid);
    REQUIRE(handle.error().details.size() == 1);
    CHECK(handle.error().details.front().field == "handle");
}

TEST_CASE("an e-mail address keeps its local part, and its domain becomes lower-case A-labels",
          "[domain][member]")
{
    struct row {
        std::string given, expected;
    };
    auto const [given, expected] = GENERATE(values<row>({
        {"alice@example.org", "alice@example.org"},
        {" Alice.B+work@Example.ORG ", "Alice.B+work@example.org"},
        {"a@b\xC3\xBC"
         "cher.example",
         "a@xn--bcher-kva.example"},
        {"o'neil@mail.example.org", "o'neil@mail.example.org"},
    }));
    CAPTURE(given);
    auto const email = domain::parse_email(given);
    REQUIRE(email);
    CHECK(*email == expected);
}

TEST_CASE("an e-mail address that two programs could read differently is refused", "[domain][member][T-74]")
{
    auto const given = GENERATE(values<std::string>({
        "",
        "alice",
        "@example.org",
        "alice@",
        "a@evil.org(@allowed.org)",
        "\"a@allowed.org\"@evil.org",
        "a%evil.org@allowed.org",
        "a!b@allowed.org",
        "a@b@c.org",
        "a b@c.org",
        "a@c.org\r\nBcc: x@y.org",
        "a@[127.0.0.1]",
        "a@127.0.0.1",
        "a@localhost",
        "a@example.org:25",
        ".a@example.org",
        "a.@example.org",
        "a..b@example.org",
        "-oQ/tmp@example.org",
        "a\\b@example.org",
        "a@exa_mple..org",
        "\xC3\xA4@example.org",
        "<a@example.org>",
        "a,b@example.org",
    }));
    CAPTURE(given);
    CHECK_FALSE(domain::parse_email(given));
}

TEST_CASE("a local part has at most 64 characters", "[domain][member]")
{
    CHECK(domain::parse_email(std::string(64, 'a') + "@example.org"));
    CHECK_FALSE(domain::parse_email(std::string(65, 'a') + "@example.org"));
}

TEST_CASE("a password that is too short, too long or guessed first is refused", "[domain][member]")
{
    struct row {
        std::string given;
        bool accepted;
    };
    auto const [given, accepted] = GENERATE(values<row>({
        {"eleven words", true},
        {"ninechars", false},
        {std::string(200, 'x') + "y", false},
        {"aaaaaaaaaaaa", false},
        {"abababababab", false},
        {"Password123", false},
        {"qwertyuiop", false},
        {"p@ssw0rd123", false},
        {"summer2026!", false},
        {"Federwerk2026", false},
        {"q1w2e3r4t5y6", false},
        {"correcthorsebatterystaple", false},
        {"schalke04schalke", false},
        {"michelle19870412", false},
        {"lantern river seven", true},
        {"\xC3\xA4\xC3\xB6\xC3\xBC\xC3\x9F\xC3\xA4\xC3\xB6\xC3\xBC\xC3\x9F\xC3\xA4\xC3\xB6",
         true}, // Ten characters
        {"bad\xFFutf8 but long", false},
    }));
    CAPTURE(given);
    CHECK(domain::check_password(given).has_value() == accepted);
}

TEST_CASE("roles are read as they are written", "[domain][member]")
{
    using enum domain::member_role;
    auto const role = GENERATE(member, gatekeeper, moderator, admin);
    CHECK(domain::parse_member_role(domain::to_string(role)) == role);
    CHECK_FALSE(domain::parse_member_role("owner"));
}

TEST_CASE("the operator may give away names of staff, but not those of the instance's own actors",
          "[domain][member]")
{
    CHECK(domain::parse_operator_handle("Admin").value() == "admin");
    CHECK_FALSE(domain::parse_operator_handle("instance"));
    CHECK_FALSE(domain::parse_operator_handle("a.b"));
}
