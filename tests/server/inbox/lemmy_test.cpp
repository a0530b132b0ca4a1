// SPDX-License-Identifier: AGPL-3.0-or-later
// What a community of Lemmy hands on, as Lemmy sends it.
#include "support/inbox_world.hpp"
#include "support/source_tree.hpp"

using namespace federwerk;
using tests::inbox_world;

namespace {

struct lemmy : inbox_world {
    lemmy()
    {
        sam.live_in(world);
        community.live_in(world);
        alice_follows(community);
        auto const page = json::document::parse(announce()).value();
        world.serve("https://lemmy.example/post/1", page.root()["object"]["object"].write());
    }
    std::string announce() const
    {
        auto text = tests::read_file(tests::source_tree() / "tests/fixtures/lemmy/announce_page.json");
        std::string const named = "https://lemmy.example/c/rust";
        for (auto at = text.find(named); at != std::string::npos; at = text.find(named, at))
            text.replace(at, named.size(), community.uri);
        return text;
    }

    tests::remote_person const sam{"sam", "lemmy.example"}, community{"rust", "lemmy.example", "Group"};
};

} // namespace

TEST_CASE("A post of a followed community comes in as its author's, from its home", "[inbox][lemmy]")
{
    lemmy w;
    CHECK(w.take(w.community.post(w.announce())) == "done");
    CHECK(w.text("SELECT h.uri || ' ' || a.uri FROM highlight h JOIN actor a ON a.id = h.actor_id") ==
          "https://lemmy.example/post/1 " + w.sam.uri);
    CHECK(w.text("SELECT headline FROM highlight") == "A title");
    CHECK(w.count("multiverse_item WHERE NOT by_follow AND cardinality(announced_by) = 1") == 1);
    CHECK(w.world.count("https://lemmy.example/post/1") == 1); // The embedded Create is not believed
}

TEST_CASE("Votes that a community hands on are dropped", "[inbox][lemmy]")
{
    lemmy w;
    auto const vote = w.sam.says("https://lemmy.example/activities/like/1", GENERATE("Like", "Dislike"),
                                 "\"https://lemmy.example/post/1\"");
    CHECK(w.take(w.community.post(
                     w.community.says("https://lemmy.example/activities/announce/like/1", "Announce", vote)))
              .starts_with("ignored"));
    CHECK(w.count("highlight") == 0);
    CHECK(w.world.count("https://lemmy.example/post/1") == 0);
}
