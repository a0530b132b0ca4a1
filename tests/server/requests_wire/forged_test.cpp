// SPDX-License-Identifier: AGPL-3.0-or-later
// Agreements that somebody made up, borrowed or handed on.
#include "wire_world.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using domain::request_state;

namespace {

std::string in_quotes(std::string const& text)
{
    return '"' + text + '"';
}

std::string agreed(std::string const& id)
{
    return R"(,"result":{"type":"Agreement","id":")" + id + "\"}";
}

// alice asked bo for something, and bo asked alice.
struct forged_world : wire_world {
    forged_world()
    {
        rita.live_in(world);
        asked = asked_by_alice().uri;
        auto const o = opening_of_alice();
        REQUIRE(says(bo, "Offer", agreement(o.seats.front().uri)) == "done");
        received = "https://b.test/v/1";
    }
    void nothing_changed()
    {
        CHECK(request(asked).state == request_state::sent);
        CHECK(request(received).state == request_state::sent);
        CHECK(count("request WHERE agreement_uri IS NOT NULL") == 0);
        CHECK(count("notification WHERE kind <> 'request_received'") == 0);
    }
    remote_person rita{"rita", "b.test"}; // On bo's server, and no friend of his
    std::string asked, received;
};

} // namespace

TEST_CASE("T-05: nobody signs for one of the two", "[requests][forged]")
{
    forged_world w;
    auto const type = GENERATE("TentativeAccept", "Accept", "Reject", "Undo", "Offer", "Invite", "Remove");
    auto const said = w.bo.says("https://b.test/x/1", type, in_quotes(w.asked), agreed("https://b.test/g/1"));
    CHECK(w.receive(w.cy.post(said)) == 403);
    CHECK(w.receive(w.rita.post(said)) == 403);
    w.work();
    w.nothing_changed();
}

TEST_CASE("T-15, T-21: only the owner of the opening answers, though others live with them",
          "[requests][forged]")
{
    forged_world w;
    auto const type = GENERATE("TentativeAccept", "Accept", "Reject", "Undo");
    auto const& who = GENERATE(true, false) ? w.rita : w.cy;
    auto const host = "https://" + who.host;
    CHECK(w.says(who, type, in_quotes(w.asked), agreed(host + "/g/1")).starts_with("refused"));
    CHECK(w.says(who, type, in_quotes(w.received), agreed(host + "/g/1")).starts_with("refused"));
    w.nothing_changed();
}

TEST_CASE("T-15: who asked does not agree with themselves, and nobody with what was never asked",
          "[requests][forged]")
{
    forged_world w;
    for (auto const* const type : {"TentativeAccept", "Accept", "Reject"}) {
        CHECK(w.says(w.bo, type, in_quotes(w.received)).starts_with("refused"));
        CHECK(w.says(w.bo, type, R"("https://a.test/ap/requests/1")").starts_with("ignored"));
    }
    w.says(w.bo, "Undo", in_quotes(w.asked)); // Alice's Offer, and nothing was agreed that he could end
    w.nothing_changed();
}

TEST_CASE("T-12: an agreement that lives elsewhere than who agrees is not theirs to give",
          "[requests][forged]")
{
    forged_world w;
    CHECK(w.says(w.bo, "Accept", in_quotes(w.asked), agreed("https://c.test/g/1")) == "done");
    CHECK(w.request(w.asked).agreement_uri == "https://b.test/v/2"); // The Accept stands for it
}

TEST_CASE("T-17: one agreement is not for two requests", "[requests][forged]")
{
    forged_world w;
    REQUIRE(w.says(w.bo, "Accept", in_quotes(w.asked), agreed("https://b.test/g/1")) == "done");
    auto const second = w.asked_by_alice().uri;
    CHECK(w.says(w.bo, "Accept", in_quotes(second), agreed("https://b.test/g/1")).starts_with("refused"));
    CHECK(w.request(second).state == request_state::sent);

    auto const receipt = [](std::string const& context) {
        return R"({"id":"https://b.test/r/1","type":"Document","context":")" + context + "\"}";
    };
    CHECK(w.says(w.bo, "Create", receipt(second)) != "open"); // Nothing was agreed there
    CHECK_FALSE(w.request(second).receiver_done_at);
    CHECK_FALSE(w.request(w.asked).receiver_done_at);
}

TEST_CASE("T-11, T-14: what others hand on neither agrees nor ends anything", "[requests][forged]")
{
    forged_world w;
    REQUIRE(w.says(w.bo, "Accept", in_quotes(w.asked), agreed("https://b.test/g/1")) == "done");
    auto const type = GENERATE("Delete", "Update", "Create");
    auto const object = type == std::string("Delete")
                            ? in_quotes("https://b.test/g/1")
                            : R"({"id":"https://b.test/g/1","type":"Document","context":")" + w.asked + "\"}";
    auto const said =
        w.bo.says("https://b.test/x/1", type, object, R"(,"signature":{"type":"RsaSignature2017"})");
    w.receive(w.cy.post(said));
    w.work();
    auto const after = w.request(w.asked);
    CHECK(after.state == request_state::agreed);
    CHECK_FALSE(after.receiver_done_at);
}
