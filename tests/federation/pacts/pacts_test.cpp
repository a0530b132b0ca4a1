// SPDX-License-Identifier: AGPL-3.0-or-later
// Two Federwerks make a pact, and exchange what their members are open to.
#include "federation/federwerks/two_federwerks.hpp"

#include <array>

namespace federwerk::tests {
namespace {

using Catch::Contains;

struct partners : two_federwerks {
    void agree(std::vector<std::string> filters = {})
    {
        auto const& world = *this; // For EVENTUALLY
        CHECK_THAT(a.command({"pact", "make", b.authority()}), Contains("proposed"));
        EVENTUALLY(b.command({"pact", "list"}).find("asked") != std::string::npos);
        filters.insert(filters.begin(), {"pact", "make", a.authority()});
        b.command(filters);
        EVENTUALLY(holds(a) && holds(b));
    }
    static bool holds(program_under_test& which)
    {
        return which.command({"pact", "list"}).find("\tholds\t") != std::string::npos;
    }
    static std::string open_to(member& who, std::string const& text, std::string const& further = {},
                               std::string const& kind = "podcast-guest")
    {
        auto const made =
            who.post("/openings", R"({"kind":")" + kind + R"(","direction":"offering","terms":)" +
                                      R"(["unpaid"],"note":")" + text + "\"" + further + "}");
        INFO(made.body);
        REQUIRE(made.status == 201);
        return made.text("uri");
    }
    static bool finds(member& who, std::string const& uri)
    {
        return who.get("/space_station?limit=100").body.find(uri) != std::string::npos;
    }
};

} // namespace

TEST_CASE("what was there before the pact, what comes later, and the end of it all", "[federation][pacts]")
{
    partners world;
    auto& [around, a, b, alice, bo] = static_cast<two_federwerks&>(world);
    auto const before = partners::open_to(alice, "Before the pact");
    CHECK_FALSE(partners::finds(bo, before));
    world.agree();
    EVENTUALLY(partners::finds(bo, before)); // Read out of the collection

    auto const among_us = partners::open_to(alice, "Among us", R"(,"audience":"pacts")");
    auto const back = partners::open_to(bo, "From the other side");
    EVENTUALLY(partners::finds(bo, among_us) && partners::finds(alice, back));
    CHECK(around.get(among_us).status == 404);
    CHECK_THAT(around.get(a.url("/ap/station/openings?page=true")).body,
               Contains(before) && !Contains(among_us));
    CHECK_THAT(around.get(a.url("/nodeinfo/2.1"), "*/*").body, Contains("station@" + a.authority()));

    b.kill();
    auto const missed = partners::open_to(alice, "While they were away", R"(,"audience":"pacts")");
    b.start();
    EVENTUALLY(partners::finds(bo, missed));

    b.command({"pact", "end", a.authority()});
    CHECK_FALSE(partners::finds(bo, before));
    CHECK_FALSE(partners::finds(bo, among_us));
    EVENTUALLY(!partners::finds(alice, back));
    CHECK_THAT(a.command({"pact", "list"}), Contains("\tended\t"));
    auto const ended = std::array{a.stop(), b.stop()}; // Not 0 where a sanitizer found something
    INFO(world.logs());
    CHECK(ended == std::array{0, 0});
}

TEST_CASE("whoever is left out, and their whole instance, hears nothing by the pact", "[federation][pacts]")
{
    partners world;
    auto& [around, a, b, alice, bo] = static_cast<two_federwerks&>(world);
    auto const host = b.authority().substr(0, b.authority().find(':'));
    auto const not_bo = partners::open_to(alice, "Not for bo", R"(,"exclusions":[")" + bo.address() + "\"]");
    auto const not_b = partners::open_to(alice, "Not for b.test", R"(,"exclusions":[")" + host + "\"]");
    world.agree();
    auto const later =
        partners::open_to(alice, "Not for bo either", R"(,"exclusions":[")" + bo.address() + "\"]");
    auto const marker = partners::open_to(alice, "For all");
    EVENTUALLY(partners::finds(bo, marker));
    EVENTUALLY(b.log().find("pact.pulled") != std::string::npos);
    member dora{around, b, "dora"};
    for (auto* const who : {&bo, &dora})
        for (auto const& uri : {not_bo, not_b, later})
            CHECK_FALSE(partners::finds(*who, uri));
}

TEST_CASE("filters say what is exchanged", "[federation][pacts]")
{
    partners world;
    auto& [around, a, b, alice, bo] = static_cast<two_federwerks&>(world);
    world.agree({"--kinds", "podcast-guest"});
    auto const other = partners::open_to(alice, "Another kind", {}, "mentoring");
    auto const wanted = partners::open_to(alice, "The kind");
    EVENTUALLY(partners::finds(bo, wanted));
    CHECK_FALSE(partners::finds(bo, other));
}

} // namespace federwerk::tests
