// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/shown_badges.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

namespace {

domain::badge of(std::string slug, std::string host)
{
    domain::badge b;
    b.slug = std::move(slug);
    b.host = std::move(host);
    return b;
}

std::string shown(std::vector<domain::badge> all)
{
    std::string out;
    for (auto const& each : domain::one_of_each_slug(std::move(all)))
        out += each.slug + "@" + each.host + " ";
    return out;
}

} // namespace

TEST_CASE("one badge of each slug is shown, ours before theirs, in the place of the first", "[domain][badge]")
{
    CHECK(shown({}) == "");
    CHECK(shown({of("rust", "b.test"), of("go", "b.test"), of("rust", "")}) == "rust@ go@b.test ");
    CHECK(shown({of("rust", ""), of("rust", "b.test")}) == "rust@ ");
    CHECK(shown({of("rust", "b.test"), of("rust", "c.test")}) == "rust@b.test ");
    CHECK(shown({of("rust", "b.test"), of("rust", ""), of("rust", "c.test")}) == "rust@ ");
}
