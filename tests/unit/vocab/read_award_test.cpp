// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/vocab/incoming_award.hpp"
#include "unit/vocab/letters.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::vocab;
using tests::letter;
using tests::parsed;

namespace {

std::string const the_link = R"({"type":"Link","mediaType":"application/vc+ld+json","rel":")" +
                             std::string(open_badge_rel) + R"(","href":"https://b.test/ap/credentials/1"})";
std::string const assertion =
    R"({"type":"Assertion","id":"https://b.test/g/1","recipient":{"identity":"https://a.test/u"},)"
    R"("badge":"https://b.test/c/1","issuedOn":"2026-03-01T10:00:00Z"})";

incoming_awards awards_in(std::string const& members)
{
    auto const document = parsed("{" + members + "}");
    return read_awards(document.root());
}

std::string replaced(std::string text, std::string const& what, std::string const& by)
{
    auto const at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

std::string fixture(std::string const& name)
{
    return tests::read_file(tests::source_tree() / "tests" / "fixtures" / (name + ".json"));
}

} // namespace

TEST_CASE("BadgeFed's Note brings an assertion to whom it mentions", "[vocab][award]")
{
    auto const document = letter("badgefed/create_note");
    auto const brought = read_awards(document.root()["object"]);
    CHECK(brought.credentials.empty());
    CHECK(brought.mentioned == std::vector<std::string>{"https://a.test/ap/actors/1"});
    REQUIRE(brought.assertions.size() == 1);
    auto const& one = brought.assertions[0];
    CHECK(one.id == "https://badgefed.example/badges/issuer/grant/1");
    CHECK(one.recipient == "https://a.test/ap/actors/1");
    CHECK(one.badge == "https://badgefed.example/badges/issuer/1");
    CHECK_FALSE(one.hashed);
    CHECK_FALSE(one.achievement);
    CHECK(one.issued_on);
    CHECK(one.document.find("\"Assertion\"") != std::string::npos);
}

TEST_CASE("A Note of a Federwerk brings the address of a credential", "[vocab][award]")
{
    auto const brought =
        awards_in(R"("tag":[{"type":"Mention","href":"https://a.test/u"},)" + the_link + "," + the_link +
                  R"(,{"type":"Link","rel":"x","href":"https://b.test/x"}])");
    CHECK(brought.credentials == std::vector<std::string>{"https://b.test/ap/credentials/1"});
    CHECK(brought.mentioned.size() == 1);
    CHECK(awards_in(R"("tag":)" + the_link).credentials.size() == 1); // A lone tag is a list of one
    CHECK(awards_in(R"("tag":{"type":"Link","rel":["x",")" + std::string(open_badge_rel) +
                    R"("],"href":"https://b.test/1"})")
              .credentials.size() == 1);
}

TEST_CASE("The property of the assertion says no more than the attachment, and alone as much",
          "[vocab][award]")
{
    CHECK(awards_in(R"("attachment":[)" + assertion + R"(],"openbadges:assertion":)" + assertion)
              .assertions.size() == 1);
    CHECK(awards_in(R"("openbadges:assertion":)" + assertion).assertions.size() == 1);
}

TEST_CASE("No Note brings more than a few awards", "[vocab][award]")
{
    std::string tags, attached;
    for (int i = 0; i < 50; ++i) {
        auto const n = std::to_string(i);
        tags += (i > 0 ? "," : "") + replaced(the_link, "credentials/1", "credentials/" + n);
        attached += (i > 0 ? "," : "") + replaced(assertion, "g/1", "g/" + n);
    }
    auto const brought = awards_in(R"("tag":[)" + tags + R"(],"attachment":[)" + attached + "]");
    CHECK(brought.credentials.size() == 4);
    CHECK(brought.assertions.size() == 4);
}

TEST_CASE("What is no assertion is left out", "[vocab][award]")
{
    auto const [what, by] = GENERATE(table<std::string, std::string>({
        {"\"Assertion\"", "\"Document\""},
        {R"("identity":"https://a.test/u")", R"("identity":7)"},
        {R"("2026-03-01T10:00:00Z")", R"("yesterday")"},
        {R"("badge":"https://b.test/c/1",)", R"("expires":"never","badge":"https://b.test/c/1",)"},
        {R"("badge":"https://b.test/c/1",)", R"("badge":{"type":"BadgeClass"},)"},
        {R"("type":"Assertion",)", R"("type":"Assertion","@graph":[],)"},
    }));
    CHECK(awards_in(R"("attachment":)" + replaced(assertion, what, by)).assertions.empty());
}

TEST_CASE("An assertion whose recipient is a digest says so", "[vocab][award]")
{
    auto const by = GENERATE(as<std::string>{}, R"("hashed":true,"identity")", R"("salt":"x","identity")");
    auto const brought = awards_in(R"("attachment":)" + replaced(assertion, "\"identity\"", by));
    CHECK(brought.assertions.at(0).hashed);
}

TEST_CASE("A BadgeClass names its issuer by id, or embeds the profile", "[vocab][award]")
{
    auto const of = [](std::string const& issuer) {
        auto const document = parsed(
            R"({"type":"BadgeClass","id":"https://b.test/c/1","name":"Rust","issuer":)" + issuer + "}");
        return read_badge_class(document.root()).value();
    };
    CHECK(of(R"("https://b.test/i")").issuer_id == "https://b.test/i");
    CHECK(of(R"("https://b.test/i")").issuer_url.empty());
    CHECK(of(R"({"id":"https://b.test/i","url":"https://b.test/u"})").issuer_url == "https://b.test/u");
}

TEST_CASE("A credential of Open Badges 3.0 is read", "[vocab][award]")
{
    auto const document = letter("open_badges/credential");
    auto const read = read_credential(document.root()).value();
    CHECK(read.issuer == "https://b.test/u/school");
    CHECK(read.subject == "https://a.test/ap/actors/1");
    CHECK(read.achievement.name == "Rust");
    CHECK(read.achievement.criteria == "Built a server.");
    CHECK(read.achievement.image == "https://b.test/rust.png");
    CHECK(read.achievement.related == std::vector<std::string>{"https://b.test/ap/badges/2"});
    CHECK(read.evidence == "https://a.test/ap/highlights/3");
    CHECK(read.valid_until);
}

TEST_CASE("What is no credential of one achievement of one person is refused", "[vocab][award]")
{
    auto const [what, by] = GENERATE(table<std::string, std::string>({
        {"\"OpenBadgeCredential\"", "\"Diploma\""},
        {"\"VerifiableCredential\"", "\"Diploma\""},
        {R"("id": "https://b.test/ap/credentials/1",)", ""},
        {R"("validFrom": "2026-03-01T00:00:00Z")", R"("validFrom": "long ago")"},
        {R"("validUntil": "2126-03-01T00:00:00Z")", R"("validUntil": "some day")"},
        {R"("credentialSubject": {)", R"("credentialSubject": [{"id":"x"},{"id":"y"}], "other": {)"},
        {R"("id": "https://a.test/ap/actors/1",)", ""},
        {R"("@context": [)", R"("@included": [], "@context": [)"},
    }));
    CAPTURE(what);
    auto const document = parsed(replaced(fixture("open_badges/credential"), what, by));
    CHECK_FALSE(read_credential(document.root()).has_value());
}
