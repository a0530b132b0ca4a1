// SPDX-License-Identifier: AGPL-3.0-or-later
// A Federwerk and a server made with Fedify: both directions, both signature schemes, proofs.
#include "support/eventually.hpp"
#include "support/fedify_peer.hpp"
#include "support/program_under_test.hpp"

#include <catch2/catch.hpp>

namespace federwerk::tests {
namespace {

using Catch::Contains;

std::string const cavage = "draft-cavage-http-signatures-12", rfc_9421 = "rfc9421";

struct federwerk_and_fedify {
    explicit federwerk_and_fedify(std::string const& first_knock) : fedify(around, first_knock) {}

    neighbourhood around;
    program_under_test a{around, "a.test"};
    member alice{around, a, "alice"};
    fedify_peer fedify;

    std::string logs() const { return "a.test:\n" + a.log() + "\nfedify.test:\n" + fedify.log(); }
    std::string target() const { return R"({"target":")" + alice.uri() + R"("})"; }
    bool is_followed_by_bo()
    {
        return around.get(alice.uri() + "/followers")["totalItems"].integer().value_or(0) == 1;
    }
};

} // namespace

TEST_CASE("a follower on a Fedify server receives a highlight, its edit and its deletion",
          "[federation][fedify]")
{
    std::string const demanded = GENERATE(as<std::string>{}, "null", "\"rfc9421\"");
    CAPTURE(demanded);
    federwerk_and_fedify world(rfc_9421);
    auto& fedify = world.fedify;
    fedify.act("demand", R"({"scheme":)" + demanded + "}"); // Any, or no other than RFC 9421
    auto const signed_by_alice = [&](std::string const& activity) {
        CHECK_THAT(activity, Contains(R"("scheme":")" + (demanded == "null" ? cavage : rfc_9421) + "\""));
        CHECK_THAT(activity, Contains(R"("key":")" + world.alice.uri() + "#main-key\""));
    };

    fedify.act("follow", world.target());
    EVENTUALLY(!fedify.received("Accept").empty());
    signed_by_alice(fedify.received("Accept"));
    CHECK(world.is_followed_by_bo());

    auto const made = world.alice.publish("Shipped it", R"("badges":["founder","public-speaker"])");
    auto const uri = made.text("uri");
    EVENTUALLY(!fedify.received("Create", uri).empty());
    signed_by_alice(fedify.received("Create", uri));
    CHECK_THAT(fedify.received("Create", uri), Contains("happened") && Contains(R"("proven":true)"));

    world.alice.patch("/highlights/" + made.text("id"), R"({"headline":"Shipped it twice"})");
    EVENTUALLY(!fedify.received("Update", uri).empty());
    CHECK_THAT(fedify.received("Update", uri), Contains("twice") && Contains(R"("proven":true)"));

    world.alice.remove("/highlights/" + made.text("id"));
    EVENTUALLY(!fedify.received("Delete", uri).empty());
    signed_by_alice(fedify.received("Delete", uri));

    fedify.act("unfollow", world.target());
    EVENTUALLY(!world.is_followed_by_bo());
    CHECK_THAT(fedify.ask("received").body, Contains(R"("refused":[])"));
}

TEST_CASE("a member follows somebody on a Fedify server and sees posts, edits and deletions",
          "[federation][fedify]")
{
    std::string const scheme = GENERATE(cavage, rfc_9421);
    CAPTURE(scheme);
    federwerk_and_fedify world(scheme);
    auto& fedify = world.fedify;
    auto const follow = world.alice.follow("bo@" + fedify.authority());
    EVENTUALLY(world.alice.is_following(follow));
    CHECK_THAT(fedify.received("Follow", fedify.uri()), Contains(world.alice.uri()));

    auto const posted = fedify.act("post", R"({"content":"<p>Hello from Fedify</p>"})");
    EVENTUALLY(world.alice.sees(posted.text("uri")));
    CHECK_THAT(world.alice.find(posted.text("uri")), Contains("Hello from Fedify"));

    fedify.act("edit", R"({"content":"<p>Hello again</p>","id":")" + posted.text("id") + R"("})");
    EVENTUALLY(world.alice.find(posted.text("uri")).find("Hello again") != std::string::npos);

    fedify.act("remove", R"({"id":")" + posted.text("id") + R"("})");
    EVENTUALLY(!world.alice.sees(posted.text("uri")));

    world.alice.remove("/follows/" + follow);
    EVENTUALLY(!fedify.received("Undo").empty());
    CHECK_THAT(fedify.ask("followers").body, Contains(R"("items":[])"));

    auto const sent = fedify.ask("sent"); // The first knock was right, each time
    CHECK(sent["items"].size() >= 4);
    for (auto const& one : sent["items"].items())
        CHECK_THAT(one.write(), Contains("\"scheme\":\"" + scheme + "\",\"status\":202"));
}

TEST_CASE("a follower of a badge on a Fedify server receives its announce", "[federation][fedify]")
{
    federwerk_and_fedify world(rfc_9421);
    auto& fedify = world.fedify;
    auto const badge = world.alice.get("/badges/founder").text("uri");
    fedify.act("follow", R"({"target":")" + badge + R"("})");
    EVENTUALLY(!fedify.received("Accept").empty());

    auto const uri = world.alice.publish("Founded it", R"("badges":["founder"])").text("uri");
    EVENTUALLY(!fedify.received("Announce", uri).empty());
    CHECK_THAT(fedify.received("Announce", uri), Contains(R"("actor":")" + badge + '"'));
    CHECK_THAT(fedify.ask("received").body, Contains(R"("refused":[])"));
}

TEST_CASE("what Fedify proves is believed, whoever carries it", "[federation][fedify]")
{
    federwerk_and_fedify world(rfc_9421);
    auto& fedify = world.fedify;
    auto const follow = world.alice.follow(fedify.uri());
    EVENTUALLY(world.alice.is_following(follow));

    auto const relay = [&](std::string const& proof) {
        auto const carried = fedify.act("relay", R"({"content":"<p>Carried</p>","proof":)" + proof +
                                                     R"(,"inbox":")" + world.a.url("/ap/inbox") + R"("})");
        return carried.text("uri");
    };
    auto const unproven = relay("false");
    auto const proven = relay("true");
    EVENTUALLY(world.alice.sees(proven));
    auto const later = fedify.act("post", R"({"content":"<p>Later</p>"})").text("uri");
    EVENTUALLY(world.alice.sees(later));
    CHECK_FALSE(world.alice.sees(unproven));
}

} // namespace federwerk::tests
