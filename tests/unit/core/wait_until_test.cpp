// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/wait_until.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace std::chrono_literals;

TEST_CASE("what holds already is asked once and waits for nothing", "[core][wait]")
{
    int asked = 0;
    CHECK(core::wait_until([&] { return ++asked == 1; }, 0ms, 1h));
    CHECK(asked == 1);
}

TEST_CASE("a wait ends as soon as the condition holds", "[core][wait]")
{
    int asked = 0;
    CHECK(core::wait_until([&] { return ++asked == 5; }, 1h, 1ms));
    CHECK(asked == 5);
}

TEST_CASE("a wait ends at its bound, after a last question", "[core][wait]")
{
    int asked = 0;
    auto const begin = std::chrono::steady_clock::now();
    CHECK_FALSE(core::wait_until([&] { return ++asked < 0; }, 30ms, 1h));
    CHECK(std::chrono::steady_clock::now() - begin >= 30ms);
    CHECK(asked == 2);
}
