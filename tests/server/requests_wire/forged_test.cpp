// SPDX-License-Identifier: AGPL-3.0-or-later
// Agreements that somebody made up, borrowed or handed on.
#include "support/signed_requests.hpp"
#include "wire_world.hpp"
#include "json/writer.hpp"

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

TEST_CASE("T-11, T-14: what others hand on neither agrees nor ends anything, though its home has it so",
          "[requests][forged]")
{
    forged_world w;
    REQUIRE(w.says(w.bo, "Accept", in_quotes(w.asked), agreed("https://b.test/g/1")) == "done");
    auto const type = GENERATE("Delete", "Update", "Create");
    auto const object = type == std::string("Delete")
                            ? in_quotes("https://b.test/g/1")
                            : R"({"id":"https://b.test/g/1","type":"Document","context":")" + w.asked + "\"}";
    auto const said =
        w.bo.says("https://b.test/x/1", type, object, R"(,"signature":{"type":"RsaSignature2017"})");
    bool const home_confirms = GENERATE(false, true);
    if (home_confirms) {
        w.world.serve("https://b.test/x/1", said);
        w.world.status("https://b.test/g/1", 410);
    }
    CHECK(w.receive(w.cy.post(said)) == 202); // Handed on: its home is asked
    w.work();
    CHECK(w.world.count(type == std::string("Delete") ? "https://b.test/g/1" : "https://b.test/x/1") > 0);
    auto const after = w.request(w.asked);
    CHECK(after.state == request_state::agreed);
    CHECK(after.agreement_uri == "https://b.test/g/1");
    CHECK_FALSE(after.receiver_done_at);
}

TEST_CASE("T-04: a stranger's agreement does not become the owner's by saying whose it is",
          "[requests][forged]")
{
    forged_world w;
    auto const claim = GENERATE(R"("attributedTo":"https://b.test/u/bo")",
                                R"("attributedTo":"https://b.test/u/bo","url":"https://b.test/g/1")",
                                R"("actor":"https://b.test/u/bo")");
    auto const result =
        R"(,"result":{"type":"Agreement","id":"https://c.test/g/1",)" + std::string(claim) + "}";
    auto const offer = R"({"id":")" + w.asked + R"(","type":"Offer","actor":")" + w.alice.uri + "\"}";
    CHECK(w.says(w.cy, "Accept", in_quotes(w.asked), result).starts_with("refused"));
    CHECK(w.says(w.cy, "Accept", offer, result).starts_with("refused"));
    w.nothing_changed();
}

TEST_CASE("T-06: nobody agrees with a key that is not theirs", "[requests][forged]")
{
    forged_world w;
    auto thief = w.bo;
    bool const elsewhere = GENERATE(true, false);
    if (elsewhere) { // Its document says that bo owns it
        thief.key_uri = "https://c.test/k";
        json::writer key;
        key.object([&] {
            key.field("id", thief.key_uri).field("owner", w.bo.uri);
            key.field("publicKeyPem", thief.key.public_half().pem());
        });
        w.world.serve(thief.key_uri, key.take());
    } else {
        thief.key = another_rsa_key();
    }
    auto const said =
        thief.says("https://b.test/x/1", "Accept", in_quotes(w.asked), agreed("https://b.test/g/1"));
    CHECK(w.receive(thief.post(said)) == 401);
    w.work();
    w.nothing_changed();
}

TEST_CASE("T-10: an agreement that is over does not begin again by an Accept", "[requests][forged]")
{
    forged_world w;
    auto const accept =
        w.bo.says("https://b.test/x/1", "Accept", in_quotes(w.asked), agreed("https://b.test/g/1"));
    REQUIRE(w.take(w.bo.post(accept)) == "done");
    REQUIRE(w.says(w.bo, "Undo", R"({"type":"Accept","object":")" + w.asked + "\"}") == "done");
    w.receive(w.bo.post(accept)); // The same one
    w.work();
    w.says(w.bo, "Accept", in_quotes(w.asked), agreed("https://b.test/g/1"));
    w.says(w.bo, "Accept", in_quotes(w.asked), agreed("https://b.test/g/2"));
    w.says(w.bo, "TentativeAccept", in_quotes(w.asked));
    CHECK(w.request(w.asked).state == request_state::ended);
    CHECK(w.request(w.asked).agreement_uri == "https://b.test/g/1");
    CHECK(w.count("notification WHERE kind = 'request_agreed'") == 1);
}

TEST_CASE("T-16: what bo said to alice alone does not reach more people by who repeats it",
          "[requests][forged]")
{
    forged_world w;
    auto const type = GENERATE("Create", "Update", "Announce");
    auto const agreement =
        R"({"id":"https://b.test/g/1","type":"Agreement","attributedTo":")" + w.bo.uri + "\"}";
    auto const note = R"({"id":"https://b.test/n/1","type":"Note","content":"Secret","attributedTo":")" +
                      w.bo.uri + R"(","inReplyTo":")" + w.asked + R"(","to":[")" + w.alice.uri + "\"]}";
    auto const object = GENERATE(true, false) ? agreement : note;
    auto const said = w.cy.says("https://c.test/x/1", type, object, R"(,"to":[")" + w.alice.uri + "\"]");
    w.receive(w.cy.post(said));
    w.work();
    w.nothing_changed();
    CHECK(w.count("thread_message") == 0);
    CHECK(w.count("highlight") == 0);
    CHECK(w.count("opening WHERE NOT local") == 1); // bo's, which alice asked for
}
