// SPDX-License-Identifier: AGPL-3.0-or-later
// Badges that organisations elsewhere issue: by another Federwerk, and as BadgeFed sends them.
#include "federation/federwerks/two_federwerks.hpp"
#include "support/fedify_peer.hpp"

namespace federwerk::tests {
namespace {

using Catch::Contains;

// alice speaks for an organisation on a.test that has proven its domain.
struct issuing : two_federwerks {
    issuing()
    {
        alice.post("/organisations", R"({"handle":"guild","name":"The guild","domain":"guild.example"})");
        a.in_database("UPDATE organisation SET state = 'verified', verified_at = now(), checked_at = now()");
        a.in_database("UPDATE actor SET state = 'active' WHERE kind = 'Organization'");
    }
    // Issued to bo, who is told; its id at home.
    std::string issue()
    {
        auto const made =
            alice.post("/organisations/guild/awards", R"({"badge":"rust","recipient":")" + bo.address() +
                                                          R"(","criteria":"Taught it for a year."})");
        uri = made.text("uri");
        return made.text("id");
    }
    // Of the one award of bo, at bo's home.
    std::string id() { return mine("id"); }
    std::string mine(std::string const& field)
    {
        return std::string(bo.get("/awards")["items"].at(0)[field].text().value_or(""));
    }
    bool others_see() { return bo.get("/awards?member=bo").body.find(uri) != std::string::npos; }
    std::string state_at_home()
    {
        auto const list = alice.get("/organisations/guild/awards");
        return std::string(list["items"].at(0)["state"].text().value_or(""));
    }

    std::string uri;
};

std::string badgefed_note(fedify_peer const& fedify, std::string const& whom)
{
    auto const note = "https://" + fedify.authority() + "/grant/1";
    return R"({"id":")" + note + R"(","type":"Note","attributedTo":")" + fedify.uri() +
           R"(","content":"<h1>Rust</h1>","to":["https://www.w3.org/ns/activitystreams#Public",")" + whom +
           R"("],"cc":[")" + whom + R"("],"tag":[{"type":"Mention","href":")" + whom +
           R"(","name":"@alice"}],"attachment":[{"@context":"https://w3id.org/openbadges/v2",)" +
           R"("type":"Assertion","id":")" + note + R"(/assertion","recipient":{"type":"url","identity":")" +
           whom + R"("},"badge":{"type":"BadgeClass","id":")" + note +
           R"(/badgeclass","name":"Rust","description":"Writes Rust.","criteria":{"narrative":"Built it."},)" +
           R"("issuer":{"type":"Profile","id":")" + note + R"(/issuer","url":")" + fedify.uri() +
           R"("}},"verification":{"type":"HostedBadge"},"issuedOn":"2026-03-01T12:00:00.5864904Z"}]})";
}

struct badgefed {
    neighbourhood around;
    program_under_test a{around, "a.test"};
    member alice{around, a, "alice"};
    fedify_peer fedify{around, "rfc9421"};

    std::string logs() const { return "a.test:\n" + a.log() + "\nfedify.test:\n" + fedify.log(); }
};

} // namespace

TEST_CASE("a badge issued on one Federwerk is offered on another, accepted, shown, and taken back",
          "[federation][award]")
{
    issuing world;
    auto const issued = world.issue();
    EVENTUALLY(world.mine("state") == "offered");
    CHECK_THAT(world.bo.get("/notifications").body, Contains("badge_offered"));
    CHECK_FALSE(world.others_see());
    CHECK(world.around.get(world.uri, "application/vc").status == 404); // Not everybody's yet

    world.bo.act("/awards/" + world.id() + "/accept");
    CHECK(world.others_see());
    EVENTUALLY(world.state_at_home() == "accepted");
    CHECK(world.around.get(world.uri, "application/vc").status == 200);
    CHECK_THAT(world.alice.get("/notifications").body, Contains("badge_accepted"));

    world.alice.remove("/organisations/guild/awards/" + issued);
    EVENTUALLY(!world.others_see());
    CHECK(world.mine("state") == "revoked");
    CHECK(world.around.get(world.uri, "application/vc").status == 410);
    CHECK_THAT(world.bo.get("/notifications").body, Contains("badge_revoked"));
}

TEST_CASE("a badge issued on one Federwerk is declined on another, and is gone", "[federation][award]")
{
    issuing world;
    world.issue();
    EVENTUALLY(world.mine("state") == "offered");
    world.bo.act("/awards/" + world.id() + "/decline");
    EVENTUALLY(world.state_at_home() == "declined");
    CHECK(world.around.get(world.uri, "application/vc").status == 410);
}

TEST_CASE("an assertion as BadgeFed sends it is offered, accepted, and gone with its Note",
          "[federation][award][fedify]")
{
    badgefed world;
    auto& a = world.a;
    auto& alice = world.alice;
    auto& fedify = world.fedify;
    auto const note = badgefed_note(fedify, alice.uri());
    auto const tell = [&](std::string const& type, std::string const& object) {
        auto const activity = R"({"@context":"https://www.w3.org/ns/activitystreams","id":"https://)" +
                              fedify.authority() + "/grant/1/" + type + R"(","type":")" + type +
                              R"(","actor":")" + fedify.uri() + R"(","object":)" + object + "}";
        return fedify
            .act("say", R"({"as":"bo","inbox":")" + a.url("/ap/inbox") + R"(","activity":)" + activity + "}")
            .body;
    };
    auto const state = [&] {
        return std::string(alice.get("/awards")["items"].at(0)["state"].text().value_or(""));
    };
    CHECK_THAT(tell("Create", note), Contains("202"));
    EVENTUALLY(state() == "offered");
    CHECK_THAT(alice.get("/awards").body, Contains("badgefed") && Contains("Built it."));
    alice.act("/awards/" + std::string(alice.get("/awards")["items"].at(0)["id"].text().value()) + "/accept");
    CHECK_THAT(alice.get("/awards?member=alice").body, Contains("/grant/1/assertion"));
    CHECK_THAT(tell("Delete", "\"https://" + fedify.authority() + "/grant/1\""), Contains("202"));
    EVENTUALLY(state() == "revoked");
    CHECK(alice.get("/awards?member=alice").body.find("assertion") == std::string::npos);
}

} // namespace federwerk::tests
