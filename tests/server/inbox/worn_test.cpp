// SPDX-License-Identifier: AGPL-3.0-or-later
// The badges that people elsewhere wear.
#include "support/inbox_world.hpp"

using namespace federwerk;

TEST_CASE("What a member of another Federwerk wears is known here: by our badge's id, and by its name",
          "[remote][badges]")
{
    tests::inbox_world w;
    REQUIRE(app::adopt_badges(w.base.pool(), w.uris));
    remote::budget spend;
    auto const rust =
        w.text("SELECT a.uri FROM badge b JOIN actor a ON a.id = b.actor_id WHERE b.slug = 'rust'");
    auto const worn = [&](std::string const& property) {
        w.bo.more = property +
                    R"(,"tag":[{"type":"Hashtag","name":"#OpenSource"},{"type":"Hashtag","name":"#nobody"},)"
                    R"({"type":"Link","rel":"https://w3id.org/federwerk/ns#badge","href":")" +
                    rust + "\"}]";
        w.bo.live_in(w.world);
        REQUIRE(w.run(w.remote.actor(w.bo.uri, spend)));
        return w.count("worn_badge WHERE actor_id = (SELECT id FROM actor WHERE uri = '" + w.bo.uri + "')");
    };
    SECTION("a member of a Federwerk")
    {
        CHECK(worn(R"(,"wornBadges":"https://b.test/u/bo/badges")") == 2);
    }
    SECTION("hashtags in somebody's biography are no badges")
    {
        CHECK(worn("") == 0);
    }
}
