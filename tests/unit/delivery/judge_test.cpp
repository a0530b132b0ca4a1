// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/delivery/judge.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using delivery::verdict;

TEST_CASE("the status of an answer decides the fate of a letter", "[delivery][judge]")
{
    struct row {
        unsigned status;
        verdict expected;
    };
    auto const [status, expected] = GENERATE(values<row>({
        {200, verdict::delivered},  {202, verdict::delivered}, {204, verdict::delivered},
        {301, verdict::refused},    {308, verdict::refused},   {400, verdict::rejected},
        {401, verdict::refused},    {403, verdict::refused},   {404, verdict::inbox_gone},
        {405, verdict::rejected},   {406, verdict::rejected},  {408, verdict::retry},
        {410, verdict::inbox_gone}, {413, verdict::rejected},  {422, verdict::rejected},
        {425, verdict::retry},      {429, verdict::retry},     {500, verdict::retry},
        {501, verdict::rejected},   {502, verdict::retry},     {503, verdict::retry},
        {504, verdict::retry},
    }));
    CAPTURE(status);
    CHECK(delivery::judge(http::response{.status = status}, core::now()).what == expected);
}

TEST_CASE("Retry-After is heard as seconds and as a date, and not beyond a day", "[delivery][judge]")
{
    auto const now = *core::parse_rfc3339("1994-11-06T08:49:07Z");
    struct row {
        char const* field;
        std::optional<std::chrono::seconds> expected;
    };
    using namespace std::chrono_literals;
    auto const [field, expected] = GENERATE(values<row>({
        {"120", 120s},
        {"0", 0s},
        {"99999999", 24h},
        {"-5", 0s},
        {"Sun, 06 Nov 1994 08:49:37 GMT", 30s},
        {"Sun, 06 Nov 1994 08:00:00 GMT", 0s},
        {"soon", std::nullopt},
        {"12 seconds", std::nullopt},
    }));
    CAPTURE(field);
    http::response answer{.status = 503};
    answer.headers.add("Retry-After", field);
    CHECK(delivery::judge(answer, now).retry_after == expected);
}

TEST_CASE("Retry-After of an answer that is final means nothing", "[delivery][judge]")
{
    http::response answer{.status = 410};
    answer.headers.add("Retry-After", "60");
    CHECK_FALSE(delivery::judge(answer, core::now()).retry_after);
}

TEST_CASE("what fails without an answer is tried again, names and certificates more slowly",
          "[delivery][judge]")
{
    struct row {
        failure why;
        verdict expected;
    };
    auto const [why, expected] = GENERATE(values<row>({
        {{errc::unavailable, "b.test: connecting: Connection refused", {}}, verdict::retry},
        {{errc::unavailable, "b.test: the deadline has passed", {}}, verdict::retry},
        {{errc::too_large, "b.test: the answer is over the limit", {}}, verdict::retry},
        {{errc::unavailable, "b.test: resolving: Host not found (non-authoritative), try again later", {}},
         verdict::retry},
        {{errc::unreachable, "b.test: resolving: Host not found (authoritative)", {}}, verdict::unreachable},
        {{errc::unreachable, "b.test: TLS: certificate has expired", {}}, verdict::unreachable},
        {{errc::forbidden, "b.test: no address that may be connected to", {}}, verdict::unreachable},
        {{errc::invalid, "b.test: method or target", {}}, verdict::rejected},
    }));
    CAPTURE(why.log);
    CHECK(delivery::judge(why).what == expected);
}

TEST_CASE("only 400 and 401 are knocked at a second time", "[delivery][judge]")
{
    for (unsigned const status : {400U, 401U})
        CHECK(delivery::deserves_second_knock(status));
    for (unsigned const status : {202U, 403U, 404U, 410U, 422U, 500U})
        CHECK_FALSE(delivery::deserves_second_knock(status));
}
