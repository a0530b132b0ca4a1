// SPDX-License-Identifier: AGPL-3.0-or-later
// What is believed of the world outside.
#include "support/inbox_world.hpp"

using namespace federwerk;
using tests::inbox_world;

namespace {

struct asking : inbox_world {
    result<domain::actor> actor(std::string uri)
    {
        remote::budget spend;
        return run(remote.actor(std::move(uri), spend));
    }
    result<std::string> object(std::string uri) // Its bytes
    {
        auto ask = [&]() -> boost::asio::awaitable<result<std::string>> {
            remote::budget spend;
            auto got = co_await remote.object(uri, spend);
            co_return got ? result<std::string>(got->bytes) : result<std::string>(got.error());
        };
        return run(ask());
    }
    result<domain::actor> find(std::string what)
    {
        remote::budget spend;
        return run(remote.find(std::move(what), spend));
    }
};

} // namespace

TEST_CASE("An actor is fetched once, signed by the instance, and stored clean", "[remote][resolver]")
{
    asking w;
    w.bo.live_in(w.world);
    auto const bo = w.actor(w.bo.uri);
    REQUIRE(bo);
    CHECK(bo->handle() == "bo@b.test");
    CHECK(bo->summary == "<p>Hello</p>");
    CHECK(w.actor(w.bo.uri)->id == bo->id);
    CHECK(w.world.count(w.bo.uri) == 1);
    auto const sent = w.world.sent().at(0);
    CHECK(sent.headers.get("Signature")->find("https://a.test/ap/actor#main-key") != std::string_view::npos);
    CHECK(sent.headers.get("Accept")->starts_with("application/ld+json; profile="));
}

TEST_CASE("T-03: a document under another content type is not one", "[remote][resolver]")
{
    asking w;
    w.bo.live_in(w.world);
    auto const type = GENERATE("application/json", "text/plain", "application/ld+json", "image/png");
    w.world.serve(w.bo.uri, w.bo.document(), type);
    CHECK(w.actor(w.bo.uri).error().code == errc::unsupported);
    CHECK(w.count("actor WHERE NOT local") == 0);
}

TEST_CASE("T-01 and T-02: the id has authority only where it is the address that answered",
          "[remote][resolver]")
{
    asking w;
    w.bo.live_in(w.world);
    w.world.serve("https://evil.test/x", w.bo.document());
    CHECK(w.actor("https://evil.test/x").error().code == errc::forbidden);
    w.world.redirect("https://b.test/media", "https://evil.test/y");
    w.world.serve("https://evil.test/y",
                  R"({"id":"https://b.test/media","type":"Note","attributedTo":"https://b.test/u/bo"})");
    CHECK_FALSE(w.object("https://b.test/media"));
    CHECK(w.count("actor WHERE NOT local") == 0);
}

TEST_CASE("Quirk 18: another id of the same origin is asked once", "[remote][resolver]")
{
    asking w;
    w.bo.live_in(w.world);
    w.world.serve("https://b.test/@bo", w.bo.document());
    auto const found = w.find("https://b.test/@bo");
    REQUIRE(found);
    CHECK(found->uri == w.bo.uri);
}

TEST_CASE("Redirects are followed three times, each hop signed anew, and never to a suspended domain",
          "[remote][resolver]")
{
    asking w;
    w.bo.live_in(w.world);
    w.world.redirect("https://b.test/1", "https://b.test/2");
    w.world.redirect("https://b.test/2", "/3");
    w.world.redirect("https://b.test/3", w.bo.uri);
    CHECK(w.object("https://b.test/1"));
    CHECK(w.world.sent().at(0).headers.get("Signature") != w.world.sent().at(1).headers.get("Signature"));
    w.world.redirect("https://b.test/0", "https://b.test/1");
    CHECK_FALSE(w.object("https://b.test/0"));
    w.sql("INSERT INTO domain_block (domain, severity) VALUES ('evil.test', 'suspend')");
    asking fresh;
    fresh.sql("INSERT INTO domain_block (domain, severity) VALUES ('evil.test', 'suspend')");
    fresh.world.redirect("https://b.test/5", "https://x.evil.test/5");
    CHECK(fresh.object("https://b.test/5").error().code == errc::forbidden);
    CHECK(fresh.world.count("evil.test") == 0);
}

TEST_CASE(
    "T-18: a handle must lead back to the actor; it may be on another host only where that host says so",
    "[remote][handles]")
{
    asking w;
    tests::remote_person eve("eve", "evil.test");
    eve.more = R"(,"webfinger":"bob@victim.test")";
    eve.live_in(w.world);
    auto const found = w.actor(eve.uri);
    REQUIRE(found);
    CHECK(found->handle() == "eve@evil.test");

    tests::remote_person split("sue", "web.test");
    split.more = R"(,"webfinger":"sue@short.test")";
    split.live_in(w.world);
    w.world.serve(
        "https://short.test/.well-known/webfinger?resource=acct%3Asue%40short.test",
        R"({"subject":"acct:sue@short.test","links":[{"rel":"self","type":"application/activity+json","href":"https://web.test/u/sue"}]})",
        "application/jrd+json");
    CHECK(w.actor(split.uri)->handle() == "sue@short.test");

    tests::remote_person const mute("mute", "m.test");
    w.world.serve(mute.uri, mute.document());
    CHECK_FALSE(w.actor(mute.uri));
}

TEST_CASE("A handle is found by WebFinger, and a member here without any fetch", "[remote][handles]")
{
    asking w;
    w.bo.live_in(w.world);
    CHECK(w.find("@bo@b.test")->uri == w.bo.uri);
    auto const asked = w.world.sent().size();
    CHECK(w.find("alice@a.test")->id == w.alice.id);
    CHECK(w.find("https://a.test/@alice")->id == w.alice.id);
    CHECK(w.find(w.alice.uri)->id == w.alice.id);
    CHECK(w.find("nobody@a.test").error().code == errc::not_found);
    CHECK(w.world.sent().size() == asked);
    CHECK_FALSE(w.find("nobody@b.test"));
    CHECK_FALSE(w.find("no handle"));
}

TEST_CASE("A budget ends, and says nothing bad about whoever was not asked", "[remote][resolver]")
{
    asking w;
    w.bo.live_in(w.world);
    remote::budget none{.fetches = 0};
    CHECK(w.run(w.remote.actor(w.bo.uri, none)).error().code == errc::unavailable);
    CHECK(w.world.sent().empty());
    CHECK(w.actor(w.bo.uri));
}

TEST_CASE("T-31: what failed is not asked again at once, what is gone not for a day", "[remote][resolver]")
{
    asking w;
    w.world.status(w.bo.uri, 410);
    for (int i = 0; i < 10; ++i)
        CHECK(w.actor(w.bo.uri).error().code == errc::gone);
    CHECK(w.world.sent().size() == 1);
}

TEST_CASE("The second knock is RFC 9421, after a 401", "[remote][resolver]")
{
    asking w;
    w.bo.live_in(w.world);
    auto const document = w.bo.document();
    w.world.on(w.bo.uri, [document](http::outgoing const& r) -> result<http::response> {
        if (!r.headers.get("Signature-Input"))
            return http::response{.status = 401};
        return http::response{
            .status = 200, .headers = {{"Content-Type", "application/activity+json"}}, .body = document};
    });
    CHECK(w.actor(w.bo.uri));
}

TEST_CASE("Quirk 9: a keyId that leads to a stub leads to its whole actor", "[remote][keys]")
{
    asking w;
    w.bo.key_uri = w.bo.uri + "/main-key";
    w.bo.live_in(w.world);
    w.world.serve(w.bo.key_uri, w.bo.document());
    remote::budget spend;
    auto const key = w.run(w.remote.key(w.bo.key_uri, spend));
    REQUIRE(key);
    CHECK(key->owner.uri == w.bo.uri);
}

TEST_CASE("T-18: who signs from a host without WebFinger has a name at that host alone", "[remote][keys]")
{
    asking w;
    tests::remote_person eve("eve", "evil.test");
    eve.more = R"(,"webfinger":"bob@victim.test")";
    w.world.serve(eve.uri, eve.document());
    remote::budget spend;
    auto const key = w.run(w.remote.key(eve.key_uri, spend));
    REQUIRE(key);
    CHECK(key->owner.handle() == "eve@evil.test");
    // The first one keeps the name.
    tests::remote_person other("eve", "evil.test");
    other.uri = "https://evil.test/u/other";
    other.key_uri = other.uri + "#main-key";
    w.world.serve(other.uri, other.document());
    CHECK_FALSE(w.run(w.remote.key(other.key_uri, spend)));
}

TEST_CASE("T-18: a signature gives nobody the name that WebFinger gives to another one", "[remote][keys]")
{
    asking w;
    w.bo.live_in(w.world);
    tests::remote_person mallory("bo", "b.test");
    mallory.uri = "https://b.test/u/mallory";
    mallory.key_uri = mallory.uri + "#main-key";
    w.world.serve(mallory.uri, mallory.document());
    remote::budget spend;
    CHECK_FALSE(w.run(w.remote.key(mallory.key_uri, spend)));
    CHECK(w.count("actor WHERE NOT local") == 0);

    auto const answer = GENERATE(500, 503, 410, 401);
    tests::remote_person const ill("ill", "ill.test");
    w.world.serve(ill.uri, ill.document());
    w.world.status("https://ill.test/.well-known/webfinger?resource=acct%3Aill%40ill.test",
                   static_cast<unsigned>(answer));
    CHECK_FALSE(w.run(w.remote.key(ill.key_uri, spend)));
}
