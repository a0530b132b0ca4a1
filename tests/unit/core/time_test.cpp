// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/time.hpp"
#include "support/results.hpp"

using namespace federwerk;

TEST_CASE("dates and times of RFC 3339 are read with any offset and fraction", "[core][time]")
{
    struct row {
        char const* text;
        char const* expected;
    };
    auto const [text, expected] = GENERATE(values<row>({
        {"2026-03-01T10:00:00Z", "2026-03-01T10:00:00.000Z"},
        {"2026-03-01t10:00:00.5z", "2026-03-01T10:00:00.500Z"},
        {"2026-03-01 10:00:00.123456789Z", "2026-03-01T10:00:00.123Z"},
        {"2026-03-01T10:00:00+02:00", "2026-03-01T08:00:00.000Z"},
        {"2026-02-28T23:30:00-01:30", "2026-03-01T01:00:00.000Z"},
        {"2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"},
        {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"},
        {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
        {"0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000Z"},
        {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000Z"},
    }));
    CAPTURE(text);
    auto const t = core::parse_rfc3339(text);
    REQUIRE(t);
    CHECK(core::to_rfc3339(t.value()) == expected);
}

TEST_CASE("what is no date and time of RFC 3339 is refused", "[core][time]")
{
    auto const* text = GENERATE(
        "", "2026-03-01", "2026-03-01T10:00Z", "2026-03-01T10:00:00", "2026-3-01T10:00:00Z",
        "2026-02-29T10:00:00Z", "2026-13-01T10:00:00Z", "2026-00-01T10:00:00Z", "2026-03-01T24:00:00Z",
        "2026-03-01T10:60:00Z", "2026-03-01T10:00:61Z", "2026-03-01T10:00:00.Z", "2026-03-01T10:00:00+0200",
        "2026-03-01T10:00:00+24:00", "2026-03-01T10:00:00Z ", "12026-03-01T10:00:00Z", "-026-03-01T10:00:00Z",
        "0000-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "2026-03-01T10:00:00.1234567890123x");
    CAPTURE(text);
    auto const t = core::parse_rfc3339(text);
    REQUIRE_FALSE(t);
    CHECK(t.error().code == errc::malformed);
}

TEST_CASE("days are read exactly and only where they exist", "[core][time]")
{
    CHECK(core::to_iso_day(core::parse_iso_day("2024-02-29").value()) == "2024-02-29");
    auto const* text = GENERATE("2023-02-29", "2026-04-31", "2026-4-01", "2026-04-01 ", "20260401", "",
                                "2026-04-01T00:00:00Z");
    CAPTURE(text);
    CHECK_FALSE(core::parse_iso_day(text));
}

TEST_CASE("dates of RFC 9110 are written and read", "[core][time]")
{
    auto const t = core::parse_rfc3339("1994-11-06T08:49:37.999Z").value();
    CHECK(core::to_http_date(t) == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(core::to_rfc3339(core::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").value()) ==
          "1994-11-06T08:49:37.000Z");
    auto const* text = GENERATE("Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC",
                                "Sun, 6 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                                "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 24:49:37 GMT",
                                "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
                                "Sun,_06 Nov 1994 08:49:37 GMT", "Sun, 06-Nov 1994 08:49:37 GMT", "");
    CAPTURE(text);
    CHECK_FALSE(core::parse_http_date(text));
}
