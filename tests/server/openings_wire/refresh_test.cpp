// SPDX-License-Identifier: AGPL-3.0-or-later
// At the moment of a click a remote opening's home is asked again.
#include "app/openings/refresh_opening.hpp"
#include "wire_world.hpp"

using namespace federwerk;
using tests::wire_world;

namespace {

struct clicked : wire_world {
    clicked()
    {
        alice_follows(bo);
        take(bo.post(create("1", offer("1"))));
        REQUIRE(openings() == 1);
        age();
    }
    void age() { sql("UPDATE opening SET fetched_at = now() - interval '6 minutes'"); }
    std::optional<domain::opening> click()
    {
        auto const id = core::snowflake::parse(text("SELECT id FROM opening")).value();
        return run(app::refresh_opening(in, id)).value();
    }
    std::size_t asked() const { return world.count("https://b.test/p/1"); }

    outbox::post_office post{settings, uris, keys, base.pool(), workers, world};
    app::instance in{settings, uris, secrets, base.pool(), workers, keys, remote, post};
};

} // namespace

TEST_CASE("a click on what was heard of long ago asks its home; soon after, it does not",
          "[openings][refresh]")
{
    clicked w;
    w.world.serve("https://b.test/p/1", w.offer("1", R"(,"location":{"type":"Place","name":"Bern"})"));
    auto const now = w.click();
    REQUIRE(now.has_value());
    CHECK(now->where->name == "Bern");
    CHECK(w.asked() == 1);
    w.click();
    CHECK(w.asked() == 1);
}

TEST_CASE("what is gone at home is gone here", "[openings][refresh]")
{
    clicked w;
    auto const how = GENERATE(0, 1, 2);
    if (how == 0)
        w.world.status("https://b.test/p/1", 410);
    if (how == 1)
        w.world.status("https://b.test/p/1", 404);
    if (how == 2)
        w.world.serve("https://b.test/p/1", R"({"id":"https://b.test/p/1","type":"Tombstone"})");
    CHECK_FALSE(w.click().has_value());
    CHECK(w.openings() == 0);
}

TEST_CASE("a home that does not answer, or nonsense, changes nothing", "[openings][refresh]")
{
    clicked w;
    auto const how = GENERATE(0, 1, 2);
    if (how == 0)
        w.world.status("https://b.test/p/1", 503);
    if (how == 1)
        w.world.serve("https://b.test/p/1", "{");
    if (how == 2) { // Somebody else's words under its address
        tests::remote_person const cy("cy", "b.test");
        cy.live_in(w.world);
        w.world.serve("https://b.test/p/1", w.proposal(cy, "https://b.test/p/1", w.everybody()));
    }
    auto const still = w.click();
    REQUIRE(still.has_value());
    CHECK(still->html == "<p>Code review</p>");
    CHECK(w.openings() == 1);
}

TEST_CASE("of what is not public its home says 404 to us: that is no word about it", "[openings][refresh]")
{
    clicked w;
    w.sql("UPDATE opening SET audience = 'instance'");
    w.world.status("https://b.test/p/1", 404);
    CHECK(w.click().has_value());
}
