// SPDX-License-Identifier: AGPL-3.0-or-later
// A Federwerk and snac. It answers 202 before it looks, drops what RFC 9421 signs without a word, and its
// queue takes its time.
#include "support/eventually.hpp"
#include "support/program_under_test.hpp"
#include "support/snac_peer.hpp"

namespace federwerk::tests {
namespace {

struct federwerk_and_snac {
    neighbourhood around;
    program_under_test a{around, "a.test"};
    member alice{around, a, "alice"};
    snac_peer snac{around};

    std::string logs() const { return "a.test:\n" + a.log() + "\nsnac.test:\n" + snac.log(); }
    bool is_followed_by_sam()
    {
        return around.get(alice.uri() + "/followers")["totalItems"].integer().value_or(0) == 1;
    }
};

} // namespace

TEST_CASE("a follower on snac receives a highlight, its edit and its deletion", "[federation][snac]")
{
    federwerk_and_snac world;
    auto& [around, a, alice, snac] = world;
    snac.command("follow", alice.uri());
    EVENTUALLY(world.is_followed_by_sam());

    auto const made = alice.publish("Shipped it", R"("badges":["founder","public-speaker"])");
    EVENTUALLY(snac.shows(made.text("uri")));
    CHECK(snac.stores("Shipped it"));

    alice.patch("/highlights/" + made.text("id"), R"({"headline":"Shipped it twice"})");
    EVENTUALLY(snac.stores("Shipped it twice"));

    alice.remove("/highlights/" + made.text("id"));
    EVENTUALLY(!snac.stores("Shipped it"));

    snac.command("unfollow", alice.uri());
    EVENTUALLY(!world.is_followed_by_sam());
}

TEST_CASE("a member follows somebody on snac and sees posts", "[federation][snac]")
{
    federwerk_and_snac world;
    auto& [around, a, alice, snac] = world;
    auto const follow = alice.follow("sam@" + snac.authority());
    EVENTUALLY(alice.is_following(follow));
    EVENTUALLY(snac.followers() == 1);

    snac.command("note", "Hello from snac");
    EVENTUALLY([&] {
        auto const items = alice.get("/multiverse").body;
        return items.find("Hello from snac") != std::string::npos;
    }());

    alice.remove("/follows/" + follow);
    EVENTUALLY(snac.followers() == 0);
}

} // namespace federwerk::tests
