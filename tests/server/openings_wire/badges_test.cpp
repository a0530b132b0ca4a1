// SPDX-License-Identifier: AGPL-3.0-or-later
// What carries another instance's badge and ours of the same slug.
#include "db/highlights.hpp"
#include "db/multiverse.hpp"
#include "db/openings.hpp"
#include "wire_world.hpp"

using namespace federwerk;
using tests::wire_world;

namespace {

// Ours stands there since the first migration; theirs is a Group on b.test, which alice follows beside bo.
struct two_badges : wire_world {
    two_badges()
    {
        theirs.live_in(world);
        alice_follows(bo);
        alice_follows(theirs);
    }
    std::string tags() const
    {
        return R"("tag":[{"type":"Link","rel":"https://w3id.org/federwerk/ns#badge","href":")" + theirs.uri +
               R"("},{"type":"Hashtag","name":"#openSource","href":"https://b.test/tags/os"}])";
    }
    db::multiverse_item only_item()
    {
        std::vector<db::multiverse_item> items;
        base.in_transaction([&](db::transaction& tx) {
            items = db::multiverse_of(tx, alice.id, std::nullopt, 5).value().items;
        });
        REQUIRE(items.size() == 1);
        return items.front();
    }

    tests::remote_person theirs{"badge.open-source", "b.test", "Group"};
};

void check_one_of_ours(std::vector<domain::badge> const& shown)
{
    REQUIRE(shown.size() == 1);
    CHECK(shown.front().slug == "open-source");
    CHECK(shown.front().host.empty());
}

} // namespace

TEST_CASE("of a highlight elsewhere readers see one badge of each slug, their own",
          "[openings][wire][badges]")
{
    two_badges w;
    auto const note = w.bo.note("https://b.test/n/1", "<p>Done</p>", "," + w.tags());
    REQUIRE(w.take(w.bo.post(w.bo.says("https://b.test/a/1", "Create", note, "," + w.everybody()))) ==
            "done");
    auto const item = w.only_item();
    check_one_of_ours(item.highlight.value().badges);
    CHECK(w.count("highlight_badge") == 2);
    CHECK(item.followed_badges.size() == 1); // Theirs: who follows it is reached by it
    // And it still announces: known already, it only is one more reason.
    w.world.serve("https://b.test/n/1", note);
    CHECK(w.take(w.theirs.post(w.theirs.says("https://b.test/x/1", "Announce", "\"https://b.test/n/1\""))) ==
          "done");
    CHECK(w.only_item().announced_by.size() == 1);
}

TEST_CASE("of an opening elsewhere readers see one badge of each slug, their own", "[openings][wire][badges]")
{
    two_badges w;
    REQUIRE(w.take(w.bo.post(w.create("1", w.offer("1", "," + w.tags())))) == "done");
    auto const item = w.only_item();
    check_one_of_ours(item.opening.value().seats.front().badges);
    CHECK(w.count("seat_badge") == 2);
    CHECK(item.followed_badges.size() == 1);
}
