// SPDX-License-Identifier: AGPL-3.0-or-later
// alice@a.test asks bo@b.test, who has worked with her and with cleo@c.test, to pass her request on to cleo.
#include "federation/station_stories/three_federwerks.hpp"

namespace federwerk::tests {
namespace {

struct introductions : three_federwerks {
    introductions()
    {
        follow(alice, bo); // So that she learns with whom bo has worked
        follow(alice, cleo);
        credit(alice, "A compiler");
        credit(cleo, "A parser");
        world_knows();
    }
    // Bo publishes, and they confirm that they worked on it.
    void credit(member& who, std::string const& headline)
    {
        auto const made = bo.publish(headline, R"("collaborators":[")" + who.address() + R"("])");
        EVENTUALLY(who.get("/credits?box=asked")["items"].size() == 1);
        auto const id = first_id(who, "/credits?box=asked");
        who.act("/credits/" + id + "/confirm");
        EVENTUALLY(bo.get("/highlights/" + made.text("id")).body.find("\"with\":[{") != std::string::npos);
    }
    void world_knows() { EVENTUALLY(alice.find("A parser").find("\"with\":[{") != std::string::npos); }
    // What cleo is open to, as alice's instance knows it.
    std::string offered(std::string const& words)
    {
        offer(cleo, words);
        EVENTUALLY(!found(alice, words).empty());
        return found(alice, words);
    }
    std::string ask_over_bo(std::string const& opening)
    {
        return alice
            .post("/introductions", R"({"opening":")" + opening +
                                        R"(","message":"I can help","introducer":")" + bo.address() + "\"}")
            .text("id");
    }
    static std::string first_id(member& who, std::string const& list)
    {
        return std::string(who.get(list)["items"].at(0)["id"].text().value_or(""));
    }
    static std::string first_state(member& who, std::string const& box)
    {
        auto const list = who.get("/introductions?box=" + box);
        return std::string(list["items"].at(0)["state"].text().value_or(""));
    }
    // The newest one that bo was asked for; gives the status.
    unsigned pass_on(std::string const& sentence)
    {
        auto const id = first_id(bo, "/introductions?box=received");
        http::outgoing out{
            http::method::post,
            core::url::parse(b.url("/api/federwerk/v1/introductions/" + id + "/pass_on")).value(),
            {},
            R"({"sentence":")" + sentence + "\"}"};
        out.headers.set("Authorization", "Bearer " + token_of_bo);
        out.headers.set("Content-Type", "application/json");
        return around.send(std::move(out)).status;
    }
    void wait_for_bo(std::size_t how_many)
    {
        EVENTUALLY(bo.get("/introductions?box=received")["items"].size() == how_many);
    }

    std::string token_of_bo = b.command({"token", "create", "bo", "--scopes", "read write"});
};

} // namespace

TEST_CASE(
    "a request goes over a common collaborator from one instance to a third, or lapses, or is taken back",
    "[federation][introductions]")
{
    introductions world;
    auto &alice = world.alice, &bo = world.bo, &cleo = world.cleo;
    std::string const sentence = "We built a compiler together.";

    world.ask_over_bo(world.offered("Reviewing parsers"));
    world.wait_for_bo(1);
    CHECK(cleo.get("/requests?box=received")["items"].size() == 0);
    CHECK(world.pass_on(sentence) == 200);
    EVENTUALLY(cleo.get("/requests?box=received")["items"].size() == 1);
    auto const received = cleo.get("/requests?box=received");
    CHECK(received["items"].at(0)["introduction"].text() == sentence);
    CHECK(received["items"].at(0)["introducer"]["handle"].text() == bo.address());
    CHECK(received["items"].at(0)["sender"]["handle"].text() == alice.address());
    EVENTUALLY(alice.get("/requests?box=sent")["items"].size() == 1);
    CHECK(alice.get("/requests?box=sent").body.find(sentence) == std::string::npos);
    CHECK(world.first_state(alice, "sent") == "passed_on");
    cleo.act("/requests/" + world.first_id(cleo, "/requests?box=received") + "/interest");
    auto const sent = world.first_id(alice, "/requests?box=sent");
    EVENTUALLY(world.state(alice, sent) == "interested");

    world.ask_over_bo(world.offered("Reviewing linkers"));
    world.wait_for_bo(2);
    bo.act("/introductions/" + world.first_id(bo, "/introductions?box=received") + "/decline");
    CHECK(world.first_state(bo, "received") == "lapsed");
    CHECK(world.first_state(alice, "sent") == "asked"); // She does not learn of it

    auto const third = world.ask_over_bo(world.offered("Reviewing loaders"));
    world.wait_for_bo(3);
    alice.act("/introductions/" + third + "/withdraw");
    EVENTUALLY(world.first_state(bo, "received") == "withdrawn");
    CHECK(world.pass_on(sentence) == 409);
    CHECK(cleo.get("/requests?box=received")["items"].size() == 1);
}

} // namespace federwerk::tests
