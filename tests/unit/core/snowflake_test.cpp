// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/snowflake.hpp"
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
