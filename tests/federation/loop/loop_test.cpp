// SPDX-License-Identifier: AGPL-3.0-or-later
// The whole way of two people on two instances, with nothing but the calls that curl would make: from "I am
// open to it" to one highlight that names both.
#include "federation/federwerks/two_federwerks.hpp"

#include <array>
#include <fstream>

namespace federwerk::tests {
namespace {

using Catch::Contains;

std::string first(answer const& list, std::string_view part)
{
    return std::string(list["items"].at(0)[part].text().value_or(""));
}

struct whole_loop : two_federwerks {
    whole_loop& world = *this; // For EVENTUALLY

    // bo finds what alice offers by a search, and it says where it lives and why it stands there.
    void find()
    {
        auto const follow = bo.follow(alice.address());
        EVENTUALLY(bo.is_following(follow));
        alice.put("/profile/badges", R"({"badges":["public-speaking"]})");
        alice.post("/openings", R"({"kind":"podcast-guest","direction":"offering","terms":["unpaid"],)"
                                R"("badges":["public-speaking"],"languages":["de","en"],"capacity":1,)"
                                R"("note":"Distributed systems","questions":["Which podcast?"]})");
        EVENTUALLY(search()["items"].size() == 1);
        auto const page = search();
        auto const hit = page["items"].at(0);
        CHECK(hit["home"].text() == a.authority());
        CHECK(hit["because"].size() >= 1);
        opening = std::string(hit["opening"]["id"].text().value_or(""));
        CHECK_THAT(bo.get("/openings/" + opening).body, Contains(alice.address()));
    }
    answer search() { return bo.get("/space_station?kind=podcast-guest&direction=offering"); }

    void ask()
    {
        of_bo = bo.post("/requests",
                        R"({"opening":")" + opening + R"(","message":"Come on air","answers":["The Lab"]})")
                    .text("id");
        EVENTUALLY(alice.get("/requests?box=received")["items"].size() == 1);
        of_alice = first(alice.get("/requests?box=received"), "id");
        CHECK_THAT(alice.get("/requests/" + of_alice).body, Contains(R"("answers":["The Lab"])"));
    }

    void talk()
    {
        alice.act("/requests/" + of_alice + "/interest");
        EVENTUALLY(is(bo, of_bo, "interested"));
        bo.post("/threads/" + of_bo + "/messages", R"({"text":"Thursday at ten?"})");
        EVENTUALLY(says(alice, of_alice, "Thursday at ten?"));
        alice.post("/threads/" + of_alice + "/messages", R"({"text":"Thursday it is"})");
        EVENTUALLY(says(bo, of_bo, "Thursday it is"));
    }

    void work()
    {
        alice.act("/requests/" + of_alice + "/agree");
        EVENTUALLY(is(bo, of_bo, "agreed"));
        EVENTUALLY(search()["items"].size() == 0); // One a month, and that one is agreed
        bo.act("/requests/" + of_bo + "/done");
        alice.act("/requests/" + of_alice + "/done");
        EVENTUALLY(is(bo, of_bo, "done") && is(alice, of_alice, "done"));
    }

    // Written by alice, out of what both already said.
    void credit()
    {
        auto const draft = alice.get("/requests/" + of_alice + "/highlight_draft");
        CHECK(draft["collaborators"].at(0).text() == bo.address());
        highlight = alice.post("/highlights", draft.body);
        CHECK_THAT(alice.get("/highlights/" + highlight.text("id")).body, Contains("\"with\":[]"));
        EVENTUALLY(bo.get("/credits?box=asked")["items"].size() == 1);
        bo.act("/credits/" + first(bo.get("/credits?box=asked"), "id") + "/confirm");
        EVENTUALLY(names(alice.get("/highlights/" + highlight.text("id")).body));
        EVENTUALLY(names(bo.find(highlight.text("uri"))));
        EVENTUALLY(is(bo, of_bo, "credited") && is(alice, of_alice, "credited"));
        CHECK(bo.get("/requests/" + of_bo).text("highlight") == highlight.text("uri"));
    }
    bool names(std::string const& shown) const
    {
        return shown.find(R"("with":[{"handle":")" + bo.address()) != std::string::npos;
    }

    static bool is(member& who, std::string const& id, std::string_view state)
    {
        return who.get("/requests/" + id).text("state") == state;
    }
    static bool says(member& who, std::string const& id, std::string const& words)
    {
        return who.get("/threads/" + id + "/messages").body.find(words) != std::string::npos;
    }

    std::string opening, of_bo, of_alice;
    answer highlight;
};

} // namespace

TEST_CASE("two people on two instances go the whole way, from an openness to a highlight that names both",
          "[federation][loop]")
{
    whole_loop way;
    way.find();
    way.ask();
    way.talk();
    way.work();
    way.credit();
    CHECK_THAT(way.alice.get("/profile").body, Contains(R"("standing":"confirmed")"));

    auto const file = way.around.folder() / "credits.json";
    std::ofstream(file) << way.bo.get("/credits/export").body;
    auto const key = way.b.seal_key();
    way.a.stop(); // It holds without the servers that made it
    CHECK_THAT(way.b.command({"credit", "verify", file.string(), "--key", key}),
               Contains("1 of 1 credits of " + way.bo.address()));
    auto const ended = way.b.stop();
    INFO(way.logs());
    CHECK(ended == 0);
}

} // namespace federwerk::tests
