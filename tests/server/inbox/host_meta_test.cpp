// SPDX-License-Identifier: AGPL-3.0-or-later
// Handles on one host, actors on another one, and host-meta between them (RFC 6415).
#include "support/inbox_world.hpp"

using namespace federwerk;
using tests::inbox_world;

namespace {

// sue@short.test is https://web.test/u/sue; short.test itself has no WebFinger.
struct split_domain : inbox_world {
    split_domain()
    {
        sue.more = R"(,"webfinger":"sue@short.test")";
        sue.live_in(world);
        world.serve(at_web("acct%3Asue%40web.test"), jrd("sue@short.test", sue.uri), "application/jrd+json");
        world.serve(at_web("acct%3Asue%40short.test"), jrd("sue@short.test", sue.uri),
                    "application/jrd+json");
        host_meta(xrd("https://web.test/.well-known/webfinger?resource={uri}"));
    }
    static std::string at_web(std::string const& resource)
    {
        return "https://web.test/.well-known/webfinger?resource=" + resource;
    }
    static std::string xrd(std::string const& lrdd)
    {
        return R"(<?xml version="1.0"?><XRD><Link rel="lrdd" template=")" + lrdd + R"("/></XRD>)";
    }
    static std::string jrd(std::string const& handle, std::string const& uri)
    {
        return R"({"subject":"acct:)" + handle +
               R"(","links":[{"rel":"self","type":"application/activity+json","href":")" + uri + R"("}]})";
    }
    void host_meta(std::string const& body, std::string const& type = "application/xrd+xml")
    {
        world.serve("https://short.test/.well-known/host-meta", body, type);
    }
    result<domain::actor> find(std::string what)
    {
        remote::budget spend;
        return run(remote.find(std::move(what), spend));
    }
    tests::remote_person sue{"sue", "web.test"};
};

} // namespace

TEST_CASE("A handle whose host has no WebFinger is found where its host-meta says", "[remote][host_meta]")
{
    split_domain w;
    SECTION("as XRD") {}
    SECTION("as JSON")
    {
        w.host_meta(
            R"({"links":[{"rel":"lrdd","template":"https://web.test/.well-known/webfinger?resource={uri}"}]})",
            "application/json");
    }
    SECTION("behind a redirect")
    {
        w.world.redirect("https://short.test/.well-known/host-meta",
                         "https://web.test/.well-known/host-meta");
        w.world.serve("https://web.test/.well-known/host-meta",
                      w.xrd("https://web.test/.well-known/webfinger?resource={uri}"), "application/xrd+xml");
    }
    auto const found = w.find("@sue@short.test");
    REQUIRE(found);
    CHECK(found->uri == w.sue.uri);
    CHECK(found->handle() == "sue@short.test");
}

TEST_CASE("An actor wears the handle of another host that host-meta confirms", "[remote][host_meta]")
{
    split_domain w;
    CHECK(w.find(w.sue.uri)->handle() == "sue@short.test");
}

TEST_CASE("host-meta is asked after a 404 alone", "[remote][host_meta]")
{
    split_domain w;
    auto const status = GENERATE(401U, 410U, 500U, 503U);
    w.world.status("https://short.test/.well-known/webfinger?resource=acct%3Asue%40short.test", status);
    CHECK_FALSE(w.find("sue@short.test"));
    CHECK(w.world.count("host-meta") == 0);
}

TEST_CASE("A host-meta that is hostile leads nowhere", "[remote][host_meta]")
{
    split_domain w;
    SECTION("without TLS")
    {
        w.host_meta(w.xrd("http://web.test/.well-known/webfinger?resource={uri}"));
    }
    SECTION("to another scheme")
    {
        w.host_meta(w.xrd("file:///etc/passwd?{uri}"));
    }
    SECTION("to ourselves")
    {
        w.host_meta(w.xrd("https://a.test/.well-known/webfinger?resource={uri}"));
    }
    SECTION("with entities")
    {
        w.host_meta("<!DOCTYPE x [<!ENTITY a \"&a;&a;\">]>" +
                    w.xrd("https://web.test/.well-known/webfinger?resource={uri}"));
    }
    SECTION("of another type")
    {
        w.host_meta(w.xrd("https://web.test/.well-known/webfinger?resource={uri}"), "text/html");
    }
    SECTION("without a place for the account")
    {
        w.host_meta(w.xrd("https://web.test/.well-known/webfinger"));
    }
    SECTION("back to itself")
    {
        w.host_meta(w.xrd("https://short.test/.well-known/webfinger?resource={uri}"));
    }
    SECTION("to a suspended domain")
    {
        w.sql("INSERT INTO domain_block (domain, severity) VALUES ('web.test', 'suspend')");
    }
    CHECK_FALSE(w.find("sue@short.test"));
    CHECK(w.count("actor WHERE NOT local") == 0);
    CHECK(w.world.count("a.test") == 0);
    CHECK(w.world.count("http://") == 0);
}

TEST_CASE("A host that answers for others neither renames their accounts nor speaks of its own",
          "[remote][host_meta]")
{
    split_domain w;
    tests::remote_person eve("eve", "evil.test");
    eve.live_in(w.world);
    w.host_meta(w.xrd("https://evil.test/w?r={uri}"));
    w.world.serve("https://evil.test/w?r=acct%3Asue%40short.test", w.jrd("eve@evil.test", eve.uri),
                  "application/jrd+json");
    CHECK(w.find("sue@short.test").error().code == errc::forbidden);
    // It may name an actor of its own, whose home then has the last word about its handle.
    w.world.serve("https://evil.test/w?r=acct%3Abob%40short.test", w.jrd("bob@short.test", eve.uri),
                  "application/jrd+json");
    auto const bob = w.find("bob@short.test");
    REQUIRE(bob);
    CHECK(bob->handle() == "eve@evil.test");
}

TEST_CASE("T-18: a name that host-meta leads to somebody is not free for who only signs",
          "[remote][host_meta]")
{
    split_domain w;
    tests::remote_person mallory("sue", "short.test");
    w.world.serve(mallory.uri, mallory.document());
    remote::budget spend;
    CHECK_FALSE(w.run(w.remote.key(mallory.key_uri, spend)));
    CHECK(w.count("actor WHERE host = 'short.test'") == 0);
}

TEST_CASE("A host without WebFinger and host-meta is asked for each once", "[remote][host_meta]")
{
    inbox_world w;
    for (int i = 0; i < 3; ++i) {
        remote::budget spend;
        CHECK(w.run(w.remote.find("bo@b.test", spend)).error().code == errc::not_found);
    }
    CHECK(w.world.sent().size() == 2);
}
