// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pictures/blurhash.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace federwerk;

TEST_CASE("a blurhash is as the published algorithm makes it", "[app][pictures][blurhash]")
{
    std::vector<unsigned char> const white(8 * 8 * 3, 255);
    CHECK(app::blurhash(white, 8, 8).starts_with("L"));
    CHECK(app::blurhash(white, 8, 8).substr(2, 4) == "TSUA"); // The mean colour: white
    CHECK(app::blurhash(white, 8, 8).size() == 28);
    CHECK(app::blurhash(white, 8, 9).empty());
    CHECK(app::blurhash({}, 0, 0).empty());
}
