// SPDX-License-Identifier: AGPL-3.0-or-later
// The collection of what somebody is open to.
#include "db/openings.hpp"
#include "reading_room.hpp"
#include "support/results.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::tests;

namespace {

struct window : reading_room {
    domain::actor const alice = member("alice"), bo = member("bo");

    std::string open(domain::audience whom = domain::audience::everyone,
                     std::vector<domain::exclusion> without = {})
    {
        domain::opening o;
        base.commit([&](db::transaction& tx) {
            o.id = db::next_id(tx).value();
            o.actor_id = alice.id;
            o.uri = uris.opening(o.id);
            o.html = o.plain = "Open to it";
            o.terms = {domain::term::unpaid};
            o.audience = whom;
            o.exclusions = std::move(without);
            o.published = core::now();
            o.ends_at = o.published + std::chrono::days(30);
            o.seats = {{.position = 0, .uri = o.uri + "#primary", .kind = "code-review", .badges = {}}};
            REQUIRE(db::insert_opening(tx, o));
        });
        return o.uri;
    }
};

} // namespace

TEST_CASE("an actor names the list of what they are open to, which is read page by page",
          "[server][activitypub]")
{
    window w;
    std::vector<std::string> open, seen;
    for (int i = 0; i < 25; ++i)
        open.insert(open.begin(), w.open());
    auto const actor = w.at(w.alice.uri);
    CHECK(why_not(actor, "person.json") == "");
    auto const list = std::string(parsed(actor).root()["openTo"].text().value_or(""));
    CHECK(list == w.alice.uri + "/openings");
    auto const collection = w.at(list);
    CHECK(why_not(collection, "ordered_collection.json") == "");
    for (auto at = std::string(parsed(collection).root()["first"].text().value()); !at.empty();) {
        auto const page = w.at(at);
        CHECK(why_not(page, "station_openings_page.json") == "");
        auto const read = parsed(page);
        for (auto const each : read.root()["orderedItems"].items())
            seen.emplace_back(each["id"].text().value());
        at = read.root()["next"].text().value_or("");
    }
    CHECK(seen == open);
}

TEST_CASE("the list of what somebody is open to has what is public and open alone, whoever asks",
          "[server][activitypub][exclusions]")
{
    window w;
    auto const shown = w.open();
    w.open(domain::audience::instance);
    w.open(domain::audience::everyone, {{w.bo.id, std::nullopt}});
    auto const closed = w.open(), full = w.open();
    w.execute("UPDATE opening SET closed_at = now() WHERE uri = '" + closed + "'");
    w.execute("UPDATE opening SET full_until = now() + interval '1 day' WHERE uri = '" + full + "'");
    for (auto const& signer : {std::string{}, w.bo.uri, w.alice.uri}) {
        auto const read = parsed(w.at(w.alice.uri + "/openings?page=true", signer));
        REQUIRE(read.root()["orderedItems"].size() == 1);
        CHECK(read.root()["orderedItems"].at(0)["id"].text() == shown);
    }
}
