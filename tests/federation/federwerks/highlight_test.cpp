// SPDX-License-Identifier: AGPL-3.0-or-later
// What a member of one Federwerk publishes, as a member of another one sees it.
#include "core/text.hpp"
#include "federation/federwerks/two_federwerks.hpp"

#include <array>
#include <fstream>

namespace federwerk::tests {
namespace {

using Catch::Contains;

std::filesystem::path green_dot(neighbourhood const& around)
{
    auto const file = around.folder() / "picture.png";
    std::ofstream(file, std::ios::binary)
        << core::from_base64(
               "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ"
               "RU5ErkJggg==")
               .value();
    return file;
}

} // namespace

TEST_CASE("a highlight reaches a follower on another Federwerk, with badges and picture, edits and its end",
          "[federation][federwerks]")
{
    two_federwerks world;
    auto& [around, a, b, alice, bo] = world;
    auto const follow = bo.follow(alice.address());
    EVENTUALLY(bo.is_following(follow));

    auto const picture = alice.upload(green_dot(around), "A green dot");
    auto const made = alice.publish("Shipped it", R"("badges":["founder","public-speaking"],"media":[")" +
                                                      picture + R"("])");
    REQUIRE(made["badges"].size() == 2);
    EVENTUALLY(bo.sees("Shipped it"));
    auto const item = bo.find(made.text("uri"));
    CHECK_THAT(item, Contains("What <strong>happened</strong>."));
    CHECK_THAT(item, Contains("A green dot"));
    CHECK_THAT(item, Contains(R"("kind":"follow")"));
    // One badge for each slug, and ours before theirs.
    CHECK_THAT(item, Contains("badge.founder@" + b.authority()));
    CHECK_THAT(item, !Contains("badge.founder@" + a.authority()));

    alice.patch("/highlights/" + made.text("id"), R"({"headline":"Shipped it twice"})");
    EVENTUALLY(bo.sees("Shipped it twice"));
    CHECK_FALSE(bo.sees("Shipped it"));

    alice.remove("/highlights/" + made.text("id"));
    EVENTUALLY(!bo.sees(made.text("uri")));
    CHECK(around.get(made.text("uri")).status == 410);

    auto const ended = std::array{a.stop(), b.stop()}; // Not 0 where a sanitizer found something
    INFO(world.logs());
    CHECK(ended == std::array{0, 0});
}

TEST_CASE("who follows a badge on another Federwerk receives what wears it, whoever wrote it",
          "[federation][federwerks]")
{
    two_federwerks world;
    auto& [around, a, b, alice, bo] = world;
    auto const follow = bo.follow("badge.founder@" + a.authority());
    EVENTUALLY(bo.is_following(follow));

    auto const worn = alice.publish("Founded it", R"("badges":["founder"])");
    auto const bare = alice.publish("Slept well");
    EVENTUALLY(bo.sees(worn.text("uri")));
    CHECK_THAT(bo.find(worn.text("uri")), Contains("Founded it") && !Contains(R"("kind":"follow")"));

    // bo's own highlight wears the badge of a.test: it announces it to those who follow it there.
    member carla{around, a, "carla"};
    carla.follow("badge.founder@" + a.authority());
    auto const abroad =
        bo.publish("Founded another", R"("badges":["badge.founder@)" + a.authority() + R"("])");
    EVENTUALLY(carla.sees(abroad.text("uri")));
    CHECK_FALSE(bo.sees(bare.text("uri")));
}

TEST_CASE("what is for followers reaches followers elsewhere, and nobody else", "[federation][federwerks]")
{
    two_federwerks world;
    auto& [around, a, b, alice, bo] = world;
    member dora{around, b, "dora"};
    auto const follow = bo.follow(alice.address());
    auto const badge = dora.follow("badge.founder@" + a.authority());
    EVENTUALLY(bo.is_following(follow) && dora.is_following(badge));

    auto const secret = alice.publish("Among us", R"("badges":["founder"],"visibility":"followers")");
    auto const open = alice.publish("For all", R"("badges":["founder"])");
    EVENTUALLY(bo.sees(secret.text("uri")) && dora.sees(open.text("uri")));
    CHECK_FALSE(dora.sees(secret.text("uri")));
    CHECK(around.get(secret.text("uri")).status == 404);
    CHECK(around.get(secret.text("url"), "text/html").status == 404);
    auto const listed = around.get(b.url("/api/federwerk/v1/highlights?author=" + alice.uri()), "*/*");
    CHECK_THAT(listed.body, !Contains("Among us"));
}

TEST_CASE("what was published before the follow stands in its old place, and badges do not announce it",
          "[federation][federwerks]")
{
    two_federwerks world;
    auto& [around, a, b, alice, bo] = world;
    auto const first = alice.publish("First");
    auto const second = alice.publish("Second", R"("badges":["founder"])");
    auto const third = alice.publish("Third");
    member carla{around, b, "carla"};
    auto const news = carla.publish("Newer than all"); // bo follows her at once
    bo.follow(carla.uri());
    REQUIRE(bo.sees(news.text("uri")));

    auto const follow = bo.follow(alice.address());
    EVENTUALLY(bo.is_following(follow));
    EVENTUALLY(bo.sees(first.text("uri")) && bo.sees(second.text("uri")) && bo.sees(third.text("uri")));
    auto const list = bo.get("/multiverse").body;
    auto const place = [&](answer const& of) { return list.find(of.text("uri")); };
    CHECK(place(news) < place(third));
    CHECK(place(third) < place(second));
    CHECK(place(second) < place(first));

    auto const fresh = alice.publish("Fresh");
    EVENTUALLY(bo.sees(fresh.text("uri")));
    auto const later = bo.get("/multiverse").body;
    CHECK(later.find(fresh.text("uri")) < later.find(news.text("uri")));
}

TEST_CASE("who no longer follows receives nothing more", "[federation][federwerks]")
{
    two_federwerks world;
    auto& [around, a, b, alice, bo] = world;
    member dora{around, b, "dora"};
    auto const follow = bo.follow(alice.address());
    auto const stays = dora.follow(alice.uri()); // By URL
    EVENTUALLY(bo.is_following(follow) && dora.is_following(stays));
    auto const before = alice.publish("Before");
    EVENTUALLY(bo.sees(before.text("uri")));

    bo.remove("/follows/" + follow);
    EVENTUALLY(!bo.sees(before.text("uri")));
    EVENTUALLY([&] { // a.test has heard it as well
        auto const shown = around.get(alice.uri() + "/followers");
        return shown["totalItems"].integer().value_or(1) == 1;
    }());
    auto const after = alice.publish("After");
    EVENTUALLY(dora.sees(after.text("uri")));
    CHECK_FALSE(bo.sees(after.text("uri")));
}

} // namespace federwerk::tests
