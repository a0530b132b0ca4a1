// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/snowflake_time.hpp"
#include "support/results.hpp"

using namespace federwerk;

TEST_CASE("ids are decimal numbers below 2^53", "[core][snowflake]")
{
    CHECK(core::snowflake::parse("1").value().value == 1);
    CHECK(core::snowflake::parse("9007199254740991").value().text() == "9007199254740991");
    auto const* text = GENERATE("", "0", "01", "-1", "+1", " 1", "1 ", "1.0", "1e3", "0x1",
                                "9007199254740992", "99999999999999999999", "１");
    CAPTURE(text);
    CHECK_FALSE(core::snowflake::parse(text));
}

TEST_CASE("an id says when it was made, or for which past time", "[core][snowflake]")
{
    struct row {
        std::int64_t id;
        char const* time;
    };
    auto const [id, time] = GENERATE(values<row>({
        {(std::int64_t{3'600'000} << 12) | 7, "2026-01-01T01:00:00.000Z"},
        {(std::int64_t{28'684'800'123} << 12) | 4095, "2026-11-29T00:00:00.123Z"},
        {std::int64_t{1'583'020'800} * 8 + 1 + 6, "2020-03-01T00:00:00.000Z"},
    }));
    CHECK(core::to_rfc3339(core::time_of({id})) == time);
}
