// SPDX-License-Identifier: AGPL-3.0-or-later
// Whom an opening is not for does not learn that it is there: by search, feed, collection, delivery or its
// address.
#include "federation/station_stories/three_federwerks.hpp"

namespace federwerk::tests {
namespace {

using Catch::Contains;

void stay_ignorant(three_federwerks& world, member& who, std::string const& words, std::string const& uri)
{
    CHECK(world.found(who, words).empty());
    CHECK_THAT(who.get("/multiverse?limit=40").body, !Contains(words));
    CHECK_THAT(who.get("/openings?member=" + world.alice.address()).body, !Contains(words));
    CHECK_THAT(who.get("/notifications").body, !Contains(uri));
}

// Whatever came to this server about it, read or not, and what was made of it.
std::string traces(program_under_test& where, std::string const& uri)
{
    return where.from_database(
        "SELECT (SELECT count(*) FROM inbox_item WHERE position('" + uri +
        "' IN body || activity_uri) > 0) + (SELECT count(*) FROM opening WHERE uri = '" + uri + "')");
}

} // namespace

TEST_CASE("who is left out learns of an opening nowhere, on three instances that have pacts",
          "[federation][station][exclusions]")
{
    three_federwerks world;
    auto [alice, bo, cleo] = std::tie(world.alice, world.bo, world.cleo);
    member dora(world.around, world.b, "dora");
    world.make_pact(world.a, world.b);
    world.make_pact(world.a, world.c);
    for (auto* const each : {&bo, &cleo, &dora})
        world.follow(*each, alice);

    auto const made = world.offer(alice, "Secret", R"(,"exclusions":[")" + bo.address() + R"("])");
    auto const later = world.offer(alice, "For everybody");
    EVENTUALLY(!world.found(dora, "Secret").empty() && !world.found(cleo, "Secret").empty());
    EVENTUALLY(!world.found(bo, "For everybody").empty());
    stay_ignorant(world, bo, "Secret", made.text("uri"));
    auto const absent = world.around.get(world.a.url("/ap/openings/1"));
    auto const hidden = world.around.get(made.text("uri"));
    CHECK(hidden.status == absent.status);
    CHECK(hidden.body == absent.body);
    auto const collection = world.around.get(world.a.url("/ap/station/openings?page=true"));
    CHECK_THAT(collection.body, !Contains(made.text("uri")));

    auto const domain =
        world.offer(alice, "Secret of a domain", R"(,"exclusions":[")" + world.b.authority() + R"("])");
    world.offer(alice, "Again for everybody");
    EVENTUALLY(!world.found(cleo, "Secret of a domain").empty());
    EVENTUALLY(!world.found(dora, "Again for everybody").empty());
    EVENTUALLY(!world.found(bo, "Again for everybody").empty());
    for (auto* const each : {&bo, &dora})
        stay_ignorant(world, *each, "Secret of a domain", domain.text("uri"));
    CHECK(traces(world.c, domain.text("uri")) != "0");
    CHECK(traces(world.b, domain.text("uri")) == "0"); // Nothing of it reached their server
}

TEST_CASE("who is left out later loses what they had, and their neighbour keeps it",
          "[federation][station][exclusions]")
{
    three_federwerks world;
    auto [alice, bo, cleo] = std::tie(world.alice, world.bo, world.cleo);
    member dora(world.around, world.b, "dora");
    world.make_pact(world.a, world.b);
    world.make_pact(world.a, world.c);
    for (auto* const each : {&bo, &dora})
        world.follow(*each, alice);
    auto const made = world.offer(alice, "Among us", R"(,"exclusions":["nobody.example"])");
    EVENTUALLY(!world.found(bo, "Among us").empty() && !world.found(cleo, "Among us").empty());
    alice.patch("/openings/" + made.text("id"),
                R"({"note":"In other words","exclusions":["nobody.example",")" + bo.address() + R"("]})");
    EVENTUALLY(!world.found(dora, "In other words").empty() && !world.found(cleo, "In other words").empty());
    EVENTUALLY(world.found(bo, "Among us").empty());
    CHECK(world.found(bo, "In other words").empty());

    alice.patch("/openings/" + made.text("id"), R"({"exclusions":[")" + world.b.authority() + R"("]})");
    EVENTUALLY(world.found(dora, "In other words").empty());
    CHECK(world.b.from_database("SELECT count(*) FROM opening") == "0");
    CHECK_FALSE(world.found(cleo, "In other words").empty());
}

} // namespace federwerk::tests
