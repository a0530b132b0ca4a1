// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/delivery/schedule.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace std::chrono_literals;

TEST_CASE("waits grow from five seconds to six hours", "[delivery][schedule]")
{
    struct row {
        unsigned failures;
        std::chrono::milliseconds expected;
    };
    auto const [failures, expected] = GENERATE(values<row>({
        {0, 5s},
        {1, 5s},
        {2, 30s},
        {3, 2min},
        {4, 10min},
        {5, 30min},
        {6, 1h},
        {7, 3h},
        {8, 6h},
        {9, 6h},
        {1000, 6h},
    }));
    CAPTURE(failures);
    CHECK(delivery::wait_after(failures, 0.5) == expected);
    CHECK(delivery::wait_after(failures, 0.0) == expected * 3 / 4);
    CHECK(delivery::wait_after(failures, 1.0) == expected * 5 / 4);
}

TEST_CASE("a peer without a name or a certificate rests ten minutes at once", "[delivery][schedule]")
{
    CHECK(delivery::slow_wait_after(1, 0.5) == 10min);
    CHECK(delivery::slow_wait_after(6, 0.5) == 1h);
}

TEST_CASE("what ends something is carried for thirty days, a post for seven", "[delivery][schedule]")
{
    for (auto const* type : {"Delete", "Undo", "Block", "Move", "Accept"})
        CHECK(delivery::lifetime(type, false) == std::chrono::days(30));
    CHECK(delivery::lifetime("Update", true) == std::chrono::days(30));
    for (auto const* type : {"Create", "Update", "Announce", "Follow"})
        CHECK(delivery::lifetime(type, false) == std::chrono::days(7));
}
