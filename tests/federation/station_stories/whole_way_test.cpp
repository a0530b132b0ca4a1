// SPDX-License-Identifier: AGPL-3.0-or-later
// The whole way over three Federwerks and a server of others: cleo finds through a pact what alice is open
// to, and in the end bo on a third Federwerk and somebody on a Fedify server read one highlight that names
// both.
#include "federation/station_stories/three_federwerks.hpp"
#include "support/fedify_peer.hpp"

namespace federwerk::tests {
namespace {

using Catch::Contains;

std::string first_id(answer const& list)
{
    return std::string(list["items"].at(0)["id"].text().value_or(""));
}

struct whole_way : three_federwerks {
    fedify_peer fedify{around, "rfc9421"};
    whole_way& world = *this; // For EVENTUALLY

    std::string logs() const { return three_federwerks::logs() + "\nfedify.test:\n" + fedify.log(); }

    void gather_readers()
    {
        fedify.act("follow", R"({"target":")" + alice.uri() + R"("})");
        EVENTUALLY(!fedify.received("Accept").empty());
        follow(bo, alice);
    }
    void find()
    {
        make_pact(a, c);
        offer(alice, "Distributed systems");
        EVENTUALLY(!found(cleo, "Distributed systems").empty());
        of_cleo = ask(cleo, found(cleo, "Distributed systems"));
        EVENTUALLY(!first_id(alice.get("/requests?box=received")).empty());
        of_alice = first_id(alice.get("/requests?box=received"));
    }
    void work()
    {
        alice.act("/requests/" + of_alice + "/interest");
        EVENTUALLY(state(cleo, of_cleo) == "interested");
        alice.act("/requests/" + of_alice + "/agree");
        EVENTUALLY(state(cleo, of_cleo) == "agreed");
        cleo.act("/requests/" + of_cleo + "/done");
        alice.act("/requests/" + of_alice + "/done");
        EVENTUALLY(state(cleo, of_cleo) == "done" && state(alice, of_alice) == "done");
    }
    void credit()
    {
        auto const draft = alice.get("/requests/" + of_alice + "/highlight_draft");
        highlight = alice.post("/highlights", draft.body).text("uri");
        EVENTUALLY(!fedify.received("Create", highlight).empty());
        CHECK_THAT(fedify.received("Create", highlight),
                   Contains(R"("proven":true)") && !Contains(cleo.address())); // Who has not been asked yet
        EVENTUALLY(!first_id(cleo.get("/credits?box=asked")).empty());
        cleo.act("/credits/" + first_id(cleo.get("/credits?box=asked")) + "/confirm");
        EVENTUALLY(state(cleo, of_cleo) == "credited" && state(alice, of_alice) == "credited");
    }

    std::string of_cleo, of_alice, highlight;
};

} // namespace

TEST_CASE("what begins in a pact ends in a highlight that names both, on every server that reads it",
          "[federation][station][loop]")
{
    whole_way world;
    world.gather_readers();
    world.find();
    world.work();
    world.credit();
    auto const names_cleo = R"("with":[{"handle":")" + world.cleo.address();
    EVENTUALLY(world.bo.find(world.highlight).find(names_cleo) != std::string::npos);
    EVENTUALLY(!world.fedify.received("Update", world.highlight).empty());
    CHECK_THAT(world.fedify.received("Update", world.highlight),
               Contains(world.alice.uri()) && Contains("acct:" + world.cleo.address()) &&
                   Contains(world.cleo.uri()));
    CHECK_THAT(world.fedify.ask("received").body, Contains(R"("refused":[])"));
}

} // namespace federwerk::tests
