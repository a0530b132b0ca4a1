// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/discovery/webfinger.hpp"
#include "support/source_tree.hpp"
#include "json/schema.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::discovery;

namespace {

std::filesystem::path schema(std::string const& name)
{
    return tests::source_tree() / "schemas/activitypub" / name;
}

jrd alice()
{
    return {.subject = "acct:alice@a.test",
            .aliases = {"https://a.test/@alice", "https://a.test/ap/actors/1"},
            .links = {{"self", "application/activity+json", "https://a.test/ap/actors/1", {}},
                      {"http://webfinger.net/rel/profile-page", "text/html", "https://a.test/@alice", {}}}};
}

} // namespace

TEST_CASE("a handle is read with and without its decoration, its host normalised", "[discovery][webfinger]")
{
    auto const text = GENERATE(as<std::string>{}, "acct:Alice@A.test", "@Alice@a.test", "Alice@a.TEST",
                               "ACCT:@Alice@a.test");
    CAPTURE(text);
    auto const account = parse_account(text);
    REQUIRE(account.has_value());
    CHECK(account->username == "Alice");
    CHECK(account->host == "a.test");
}

TEST_CASE("a handle keeps the port of its host", "[discovery][webfinger]")
{
    CHECK(parse_account("bo@localhost:8081").value().handle() == "bo@localhost:8081");
}

TEST_CASE("what is no handle is refused", "[discovery][webfinger]")
{
    auto const text = GENERATE(as<std::string>{}, "", "alice", "@alice", "a b@a.test", "alice@", "@@a.test",
                               "a@b@c.test", "alice@a.test/x", "mailto:alice@a.test", "<i>@a.test");
    CAPTURE(text);
    CHECK_FALSE(parse_account(text).has_value());
}

TEST_CASE("a JRD is written for the rels that were asked for", "[discovery][webfinger]")
{
    auto const all = write_jrd(alice());
    CHECK(json::validate(all, schema("webfinger.json")).has_value());
    CHECK(all.find("profile-page") != std::string::npos);
    auto const some = write_jrd(alice(), {"self"});
    CHECK(some.find("profile-page") == std::string::npos);
    CHECK(some.find("\"self\"") != std::string::npos);
    CHECK(write_jrd(alice(), {"x"}).find("\"links\":[]") != std::string::npos);
}

TEST_CASE("the JRD of Mastodon leads to the actor and to the remote follow", "[discovery][webfinger]")
{
    auto const text = tests::read_file(tests::source_tree() / "tests/fixtures/mastodon/webfinger.json");
    auto const document = json::document::parse(text).value();
    auto const read = read_jrd(document.root()).value();
    CHECK(read.subject == "acct:bo@mastodon.example");
    CHECK(actor_link(read) == "https://mastodon.example/users/bo");
    CHECK(subscribe_template(read) == "https://mastodon.example/authorize_interaction?uri={uri}");
}

TEST_CASE("only a self link of an ActivityPub type leads to the actor", "[discovery][webfinger]")
{
    struct row {
        std::string rel, type;
        bool good;
    };
    auto const r = GENERATE(values<row>({
        {"self", "application/activity+json", true},
        {"self", "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"", true},
        {"self", "application/ld+json", false},
        {"self", "text/html", false},
        {"alternate", "application/activity+json", false},
    }));
    CAPTURE(r.rel, r.type);
    jrd const document{
        .subject = "acct:a@b.test", .aliases = {}, .links = {{r.rel, r.type, "https://b.test/1", {}}}};
    CHECK(actor_link(document).has_value() == r.good);
}

TEST_CASE("a JRD without subject is refused, odd members are left out", "[discovery][webfinger]")
{
    auto const none = json::document::parse(R"({"links":[]})").value();
    CHECK_FALSE(read_jrd(none.root()).has_value());
    auto const odd =
        json::document::parse(
            R"({"subject":"acct:a@b.test","aliases":"https://b.test/a","links":[7,null,{"rel":"self","href":{}}]})")
            .value();
    auto const read = read_jrd(odd.root()).value();
    CHECK(read.aliases.size() == 1);
    CHECK(read.links.size() == 1);
    CHECK_FALSE(actor_link(read));
}

TEST_CASE("the question for an account is escaped", "[discovery][webfinger]")
{
    CHECK(webfinger_target("acct:a@b.test") == "/.well-known/webfinger?resource=acct%3Aa%40b.test");
}

TEST_CASE("host-meta names the template, and its template is found again", "[discovery][host-meta]")
{
    CHECK(lrdd_template(host_meta("https://a.test")) ==
          "https://a.test/.well-known/webfinger?resource={uri}");
    CHECK(
        lrdd_template("<XRD><Link type='x' template='https://b.test/w?a=1&amp;r={uri}' rel='lrdd'/></XRD>") ==
        "https://b.test/w?a=1&r={uri}");
    CHECK_FALSE(lrdd_template("<XRD><Link rel=\"lrdd\" template=\"https://b.test/w\"/></XRD>"));
    CHECK_FALSE(lrdd_template("<Link rel=\"lrdd"));
    CHECK_FALSE(lrdd_template(""));
}

TEST_CASE("A hostile XRD is read as nothing, and quickly (T-48)", "[discovery][webfinger]")
{
    auto const link = std::string(R"(<Link rel="lrdd" template="https://b.test/w?r={uri}"/>)");
    CHECK(lrdd_template("<XRD>" + link + "</XRD>"));
    CHECK_FALSE(lrdd_template("<!DOCTYPE x [<!ENTITY a \"&b;&b;\">]><XRD>" + link + "</XRD>"));
    CHECK_FALSE(lrdd_template("<!ENTITY a 'b'>" + link));
    std::string heads, tags;
    for (int i = 0; i < 13'000; ++i)
        heads += "<Link";
    for (int i = 0; i < 60; ++i)
        tags += "<Link rel='self'/>";
    CHECK_FALSE(lrdd_template(heads));
    CHECK_FALSE(lrdd_template(tags + link)); // Beyond the bound
    CHECK_FALSE(lrdd_template("<Link " + std::string(5'000, ' ') + link.substr(6)));
}

TEST_CASE("host-meta may be JSON, and its template is filled once", "[discovery][webfinger]")
{
    auto const read = [](char const* text) {
        auto const document = json::document::parse(text);
        return lrdd_template(document->root());
    };
    CHECK(read(R"({"links":[{"rel":"x","template":"https://c.test/{uri}"},)"
               R"({"rel":"lrdd","template":"https://b.test/w?r={uri}"}]})") == "https://b.test/w?r={uri}");
    CHECK_FALSE(read(R"({"links":[{"rel":"lrdd","template":"https://b.test/w"}]})"));
    CHECK_FALSE(read(R"({"links":7})"));
    CHECK_FALSE(read("[]"));
    CHECK(discovery::fill_template("https://b.test/{uri}/{uri}", "acct:a@b") ==
          "https://b.test/acct%3Aa%40b/{uri}");
}
