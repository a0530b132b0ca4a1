// SPDX-License-Identifier: AGPL-3.0-or-later
// Two Federwerks, a highlight by one of them, and somebody on the other who worked on it.
#include "federation/federwerks/two_federwerks.hpp"

#include <fstream>

namespace federwerk::tests {
namespace {

using Catch::Contains;

struct story : two_federwerks {
    std::string first_id(member& who, std::string const& box)
    {
        auto const list = who.get("/credits?box=" + box);
        return std::string(list["items"].at(0)["id"].text().value_or(""));
    }
    bool names(std::string const& highlight, std::string const& part)
    {
        return alice.get("/highlights/" + highlight).body.find("\"with\":[" + part) != std::string::npos;
    }
    bool shows(std::string const& whose)
    {
        return bo.get("/highlights?member=" + whose).body.find("Shipped v2") != std::string::npos;
    }
};

} // namespace

TEST_CASE("a credit from the question to the sealed copy, asked anew after an edit, and taken back",
          "[federation][credit]")
{
    story world;
    auto& alice = world.alice;
    auto& bo = world.bo;
    auto const name = '"' + bo.address() + '"';
    auto const made = alice.publish("Shipped v2", R"("links":["https://x.test/"],"collaborators":[)" + name +
                                                      R"(],"roles":{)" + name + R"(:"Design"})");
    auto const id = made.text("id");
    EVENTUALLY(!world.first_id(bo, "asked").empty());
    CHECK_THAT(bo.get("/credits").body, Contains("\"role\":\"Design\""));
    CHECK(world.names(id, "]"));
    auto const confirm = [&] {
        return bo.act("/credits/" + world.first_id(bo, "asked") + "/confirm").status;
    };
    REQUIRE(confirm() == 200);
    EVENTUALLY(world.names(id, R"({"handle":)" + name));
    EVENTUALLY(world.shows("bo")); // At home, where nobody follows the author

    auto const file = world.around.folder() / "credits.json";
    std::ofstream(file) << alice.get("/credits/export").body;
    CHECK_THAT(world.b.command({"credit", "verify", file.string(), "--key", world.a.seal_key()}),
               Contains("1 of 1 credits of " + alice.address()));

    REQUIRE(alice.patch("/highlights/" + id, R"({"markdown":"I did it."})").status == 200);
    CHECK(world.names(id, "]"));
    EVENTUALLY(!world.first_id(bo, "asked").empty());
    REQUIRE(confirm() == 200);
    EVENTUALLY(world.names(id, "{"));
    REQUIRE(bo.remove("/credits/" + world.first_id(bo, "given")).status == 204);
    EVENTUALLY(world.names(id, "]"));
    CHECK_FALSE(world.shows("bo"));
    CHECK(world.shows(alice.address()));
}

} // namespace federwerk::tests
