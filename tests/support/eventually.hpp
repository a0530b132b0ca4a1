// SPDX-License-Identifier: AGPL-3.0-or-later
// Waits until it holds; shows what the programs of `world` logged where it never does.
#pragma once

#include "support/neighbourhood.hpp"

#include <catch2/catch.hpp>

#define EVENTUALLY(...)                                                                                      \
    do {                                                                                                     \
        bool const held = federwerk::tests::eventually([&] { return __VA_ARGS__; });                         \
        if (!held)                                                                                           \
            UNSCOPED_INFO(world.logs());                                                                     \
        INFO(#__VA_ARGS__);                                                                                  \
        REQUIRE(held);                                                                                       \
    } while (false)
