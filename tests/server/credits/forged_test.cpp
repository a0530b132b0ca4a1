// SPDX-License-Identifier: AGPL-3.0-or-later
// Consents that somebody made up, borrowed or changed, on the author's server.
#include "credit_world.hpp"
#include "domain/credit.hpp"

using namespace federwerk;
using tests::credit_world;

namespace {

// bo was asked, and what bo would agree to.
struct asking_world : credit_world {
    asking_world()
    {
        publish(R"("bo@b.test")", R"(,"roles":{"bo@b.test":"Design"})");
        good = bo_agrees();
    }
    void names_nobody()
    {
        CHECK(state() == "requested");
        CHECK(count("collaborator WHERE confirmed_at IS NOT NULL") == 0);
        CHECK(last_body("Update").empty());
    }
    tests::consent good;
};

} // namespace

TEST_CASE("Forged consents name nobody", "[credit][author][forged]")
{
    asking_world w;
    auto& good = w.good;
    SECTION("T-04: hosted elsewhere than the collaborator lives")
    {
        good.id = "https://evil.test/ap/credits/1";
        w.hosts(w.bo, good);
        w.accept(w.bo, good.id);
    }
    SECTION("T-01: another id at that address")
    {
        auto other = good;
        other.id = "https://b.test/ap/credits/2";
        w.world.serve(good.id, w.bo.signs(other.document()));
        w.accept(w.bo, good.id);
    }
    SECTION("T-17: for another highlight")
    {
        good.highlight = "https://a.test/ap/highlights/1";
        w.hosts(w.bo, good);
        w.accept(w.bo, good.id);
    }
    SECTION("T-17: for another author")
    {
        good.author = w.cy.uri;
        w.hosts(w.bo, good);
        w.accept(w.bo, good.id);
    }
    SECTION("of another text")
    {
        good.digest = domain::credit_digest("Shipped", "I built it.");
        w.hosts(w.bo, good);
        w.accept(w.bo, good.id);
    }
    SECTION("T-17: for another part in it than they were asked about")
    {
        good.role = GENERATE("Founder", "");
        w.hosts(w.bo, good);
        w.accept(w.bo, good.id);
    }
    SECTION("T-06: proven with the key of somebody else")
    {
        w.hosts(w.cy, good);
        w.accept(w.bo, good.id);
    }
    SECTION("without a proof")
    {
        w.world.serve(good.id, good.document());
        w.accept(w.bo, good.id);
    }
    SECTION("changed after it was proven")
    {
        auto text = w.bo.signs(good.document());
        text.replace(text.find("Design"), 6, "Design and all");
        w.world.serve(good.id, text);
        w.accept(w.bo, good.id);
    }
    SECTION("T-02: where a redirect of the collaborator's server leads")
    {
        w.world.redirect(good.id, "https://evil.test/ap/credits/1");
        w.world.serve("https://evil.test/ap/credits/1", w.bo.signs(good.document()));
        w.accept(w.bo, good.id);
    }
    SECTION("T-03: a file of somebody on the collaborator's server")
    {
        w.world.serve(good.id, w.bo.signs(good.document()), GENERATE("text/plain", "application/json"));
        w.accept(w.bo, good.id);
    }
    SECTION("T-05: of another type than a consent")
    {
        auto text = good.document();
        text.replace(text.find("CreditAuthorization"), 19, "Note");
        w.world.serve(good.id, w.bo.signs(text));
        w.accept(w.bo, good.id);
    }
    w.names_nobody();
}

TEST_CASE("Consents in the name of somebody else name nobody", "[credit][author][forged]")
{
    asking_world w;
    auto& good = w.good;
    SECTION("T-12: embedded instead of hosted")
    {
        CHECK(
            w.says(w.bo, "Accept", '"' + w.request_uri() + '"', ",\"result\":" + w.bo.signs(good.document()))
                .starts_with("refused"));
    }
    SECTION("T-15: accepted by somebody else, with the true authorization")
    {
        w.hosts(w.bo, good);
        CHECK(w.accept(w.cy, good.id).starts_with("refused"));
    }
    SECTION("T-15: accepted by somebody else for themselves")
    {
        good.collaborator = w.cy.uri;
        w.hosts(w.cy, good);
        CHECK(w.accept(w.cy, good.id).starts_with("refused"));
    }
    SECTION("T-05: signed by somebody else")
    {
        w.hosts(w.bo, good);
        auto const accept = w.bo.says("https://b.test/x/1", "Accept", '"' + w.request_uri() + '"',
                                      R"(,"result":")" + good.id + '"');
        CHECK(w.receive(w.cy.post(accept)) == 403);
    }
    SECTION("for a credit that nobody asked for")
    {
        w.hosts(w.bo, good);
        CHECK(w.says(w.bo, "Accept", R"("https://a.test/ap/activities/1")", R"(,"result":")" + good.id + '"')
                  .starts_with("ignored"));
    }
    SECTION("T-11: handed on by somebody else")
    {
        w.hosts(w.bo, good);
        auto accept = w.bo.says("https://b.test/x/1", "Accept", '"' + w.request_uri() + '"',
                                R"(,"result":")" + good.id + R"(","signature":{"type":"RsaSignature2017"})");
        CHECK(w.receive(w.cy.post(accept)) == 403);
    }
    w.names_nobody();
}

TEST_CASE("T-14: a consent ends by a Delete that somebody hands on only where its home says so too",
          "[credit][author][forged]")
{
    asking_world w;
    w.hosts(w.bo, w.good);
    REQUIRE(w.accept(w.bo, w.good.id) == "done");
    auto const gone = w.bo.says("https://b.test/x/99", "Delete", '"' + w.good.id + '"');
    bool const at_home = GENERATE(true, false);
    if (!at_home)
        w.world.status(w.good.id, 410);
    auto const done = w.take(w.cy.post(gone));
    CHECK((done == "done") == !at_home);
    CHECK(w.state() == (at_home ? "confirmed" : "revoked"));
}
