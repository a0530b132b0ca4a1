// SPDX-License-Identifier: AGPL-3.0-or-later
// T-80: a suspended domain and all below it, wherever it hides.
#include "support/inbox_world.hpp"

using namespace federwerk;

namespace {

struct suspending : tests::inbox_world {
    suspending()
    {
        // First: what the resolver has read of the rules may be a second old.
        sql("INSERT INTO domain_block (domain, severity) VALUES ('evil.test', 'suspend')");
        bo.live_in(world);
        alice_follows(bo);
        eve.live_in(world);
    }
    void nobody_was_asked()
    {
        CHECK(world.count("evil.test") == 0);
        CHECK(count("highlight") == 0);
        CHECK(count("actor WHERE uri LIKE '%evil.test%'") == 0);
    }

    tests::remote_person eve{"eve", "a.evil.test"};
};

} // namespace

TEST_CASE("T-80: nothing of a suspended domain is fetched because somebody else names it", "[inbox][T-80]")
{
    suspending w;
    w.world.serve("https://a.evil.test/n/1", w.eve.note("https://a.evil.test/n/1", "Hi"));
    SECTION("announced")
    {
        auto const announce = w.bo.says("https://b.test/x/1", "Announce", "\"https://a.evil.test/n/1\"");
        CHECK(w.take(w.bo.post(announce)).starts_with("refused"));
    }
    SECTION("written there and served here")
    {
        w.world.serve("https://b.test/n/1", w.eve.note("https://b.test/n/1", "Hi"));
        auto const announce = w.bo.says("https://b.test/x/1", "Announce", "\"https://b.test/n/1\"");
        CHECK(w.take(w.bo.post(announce)).starts_with("refused"));
    }
    SECTION("behind a redirect")
    {
        w.world.redirect("https://b.test/n/1", "https://a.evil.test/n/1");
        auto const announce = w.bo.says("https://b.test/x/1", "Announce", "\"https://b.test/n/1\"");
        CHECK(w.take(w.bo.post(announce)).starts_with("refused"));
    }
    SECTION("the target of a Move")
    {
        auto const move =
            w.bo.says("https://b.test/m/1", "Move", '"' + w.bo.uri + '"', ",\"target\":\"" + w.eve.uri + '"');
        CHECK(w.take(w.bo.post(move)).starts_with("refused"));
        CHECK(w.count("follow") == 1);
    }
    SECTION("a badge that a note wears")
    {
        auto const note =
            w.bo.note("https://b.test/n/1", "Hi",
                      R"(,"tag":[{"type":"Link","rel":"https://w3id.org/federwerk/ns#badge","href":")" +
                          w.eve.uri + "\"}]");
        CHECK(w.take(w.bo.post(w.bo.says("https://b.test/a/1", "Create", note))) == "done");
        CHECK(w.world.count("evil.test") == 0);
        return;
    }
    w.nobody_was_asked();
}

TEST_CASE("T-80: a key or an inbox on a suspended domain makes its owner unusable", "[inbox][T-80]")
{
    suspending w;
    tests::remote_person cy("cy", "c.test");
    SECTION("the key")
    {
        cy.key_uri = "https://a.evil.test/key";
        cy.live_in(w.world);
        CHECK(w.receive(cy.post(cy.says("https://c.test/a/1", "Follow", '"' + w.alice.uri + '"'))) == 202);
    }
    SECTION("the inbox")
    {
        auto document = cy.document();
        auto const own = "\"inbox\":\"" + cy.uri + "/inbox\"";
        document.replace(document.find(own), own.size(), R"("inbox":"https://a.evil.test/inbox")");
        cy.live_in(w.world);
        w.world.serve(cy.uri, document);
        CHECK(w.receive(cy.post(cy.says("https://c.test/a/1", "Follow", '"' + w.alice.uri + '"'))) == 403);
    }
    CHECK(w.count("inbox_item") == 0);
    CHECK(w.world.count("evil.test") == 0);
}
