// SPDX-License-Identifier: AGPL-3.0-or-later
// How awards are written: as Open Badges 3.0, as letters, and on profiles.
#include "federation/signatures/object_proof.hpp"
#include "people.hpp"
#include "support/results.hpp"
#include "translate/award_fields.hpp"
#include "translate/outgoing_award.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::translate;
using namespace federwerk::tests;

namespace {

json::document parsed(std::string const& text)
{
    return json::document::parse(text).value();
}

domain::actor acme()
{
    domain::actor a;
    a.id = {3};
    a.kind = domain::actor_kind::organization;
    a.uri = uris.actor(a.id);
    a.username = "acme";
    a.host = "a.test";
    a.name = "Acme <&> Sons";
    a.url = "https://a.test/@acme";
    a.verified = "x.org";
    return a;
}

domain::actor bo()
{
    domain::actor a;
    a.id = {2};
    a.uri = "https://b.test/u/bo";
    a.username = "bo";
    a.host = "b.test";
    return a;
}

domain::award award()
{
    domain::award a;
    a.id = {9};
    a.uri = uris.credential(a.id);
    a.offer_uri = uris.message(a.id);
    a.name = "Rust";
    a.description = "A language";
    a.criteria = "Taught <it> for a year.";
    a.issued_at = a.offered_at = noon;
    return a;
}

std::string const activity = "https://a.test/ap/activities/5";

} // namespace

TEST_CASE("a credential is Open Badges 3.0, and its proof verifies", "[translate][award]")
{
    auto a = award();
    auto const issuer = acme(), recipient = bo();
    if (GENERATE(false, true)) {
        a.expires_at = noon + std::chrono::hours(24);
        a.evidence_uri = "https://a.test/ap/highlights/7";
    }
    auto const plain = credential_document(uris, a, badge("rust", 20), {issuer, recipient});
    auto const key = signatures::private_key::generate(signatures::algorithm::ed25519).value();
    auto const signed_ = signatures::attach_proof(plain, uris.ed25519_key(issuer.uri), key, noon).value();
    CHECK(why(signed_, "credential.json").empty());
    auto const document = parsed(signed_);
    auto const root = document.root();
    CHECK(root["issuer"]["url"].text() == "https://x.org");
    CHECK(root["validUntil"].present() == a.expires_at.has_value());
    CHECK(root["evidence"].present() == a.evidence_uri.has_value());
    auto const achievement = root["credentialSubject"]["achievement"];
    CHECK(achievement["id"].text() == "https://a.test/badges/rust/achievement.json");
    CHECK(achievement["related"].at(0)["id"].text() == badge("rust", 20).uri);
    auto const claim = signatures::read_proof(root, noon).value();
    REQUIRE(claim);
    CHECK(signatures::verify(*claim, key.public_half()));
    auto forged = signed_;
    forged.replace(forged.find("for a year"), 10, "for 9 years");
    auto const other = parsed(forged);
    CHECK_FALSE(signatures::verify(*signatures::read_proof(other.root(), noon).value(), key.public_half()));
}

TEST_CASE("a badge is an Achievement, with or without an actor of its own", "[translate][award]")
{
    auto b = badge("rust", 20);
    CHECK(why(achievement_document(uris, b), "achievement.json").empty());
    b.uri.clear();
    b.description = "A language";
    auto const text = achievement_document(uris, b);
    CHECK(why(text, "achievement.json").empty());
    CHECK(parsed(text).root()["description"].text() == "A language");
}

TEST_CASE("an award is offered by a direct Note with a link to the credential", "[translate][award]")
{
    auto const issuer = acme(), recipient = bo();
    bool const german = GENERATE(false, true);
    auto const text = offer_award(activity, award(), {issuer, recipient}, german ? "de-AT" : "fr");
    CHECK(why(text, "create.json").empty());
    auto const document = parsed(text);
    auto const note = document.root()["object"];
    CHECK(note["id"].text() == "https://a.test/ap/messages/9");
    CHECK(note["to"].write() == R"(["https://b.test/u/bo"])");
    CHECK(note["tag"].at(1)["href"].text() == "https://a.test/ap/credentials/9");
    auto const content = std::string(note["content"].text().value());
    CHECK(content.find("Acme &lt;&amp;&gt; Sons") != std::string::npos);
    CHECK(content.find("Taught &lt;it&gt;") != std::string::npos);
    CHECK(content.find(german ? "verleiht dir" : "issues you") != std::string::npos);
    CHECK(content.find("x.org") != std::string::npos);
}

TEST_CASE("answers and revocations name the credential", "[translate][award]")
{
    auto const issuer = acme(), recipient = bo();
    auto const yes = accept_award(activity, award(), {issuer, recipient});
    auto const no = reject_award(activity, award(), {issuer, recipient});
    auto const gone = delete_credential(activity, award(), {issuer, recipient});
    CHECK(why(yes, "accept.json").empty());
    CHECK(why(no, "reject.json").empty());
    CHECK(why(gone, "delete.json").empty());
    CHECK(parsed(yes).root()["actor"].text() == recipient.uri);
    CHECK(parsed(no).root()["to"].write() == R"(["https://a.test/ap/actors/3"])");
    CHECK(parsed(yes).root()["object"].text() == "https://a.test/ap/credentials/9");
    CHECK(parsed(gone).root()["actor"].text() == issuer.uri);
}

TEST_CASE("a profile names awards in fields, eight at most, whoever issued them", "[translate][award]")
{
    domain::shown_award const one{award(), "A<b", "https://a.test/ap/actors/3", {}, {}};
    domain::shown_award proven = one;
    proven.verified = "x.org";
    std::vector<domain::shown_award> shown(9, one);
    shown.front() = proven;
    auto const named = with_awards(alice(), shown);
    REQUIRE(named.fields.size() == alice().fields.size() + 8);
    CHECK(named.fields[1].name == "Rust");
    CHECK(
        named.fields[1].value ==
        R"(<a href="https://a.test/ap/credentials/9" rel="nofollow noopener">A&lt;b, verified via x.org</a>)");
    CHECK(named.fields[2].value.find("issued by A&lt;b<") != std::string::npos);
    CHECK(why(member_document(uris, named, {}, keys), "person.json").empty());
}
