// SPDX-License-Identifier: AGPL-3.0-or-later
// Whoever is left out cannot tell it from what does not exist: answers are alike to the byte, and nothing is
// delivered.
#include "scene.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

// Each shuts bo out of an openness of alice.
std::string shutting_out()
{
    return GENERATE(as<std::string>(), R"(,"exclusions":["bo@a.test"])", R"(,"exclusions":["@BO@A.test"])",
                    R"(,"exclusions":["firm@a.test"])", R"(,"exclusions":["x.org"])",
                    R"(,"exclusions":["example.test"])", R"(,"audience":"two_credits")");
}

struct shut_out : scene {
    shut_out() { organisation("firm", bo, "scout"); }
    void check_alike(http::response const& hidden, http::response const& absent)
    {
        CHECK(hidden.status == absent.status);
        CHECK(hidden.body == absent.body);
        CHECK(hidden.headers.get("Cache-Control") == absent.headers.get("Cache-Control"));
    }
};

} // namespace

TEST_CASE("hidden and absent openings are answered alike at every door", "[server][openings][exclusions]")
{
    shut_out s;
    auto const id = s.made_id("/openings", s.openness(shutting_out()));
    auto const there = site::api + "/openings/" + id, nowhere = site::api + "/openings/4711";
    for (auto const& token : {s.bo.token, std::string()}) {
        auto const hidden = s.get(there, token);
        CHECK(hidden.status == 404);
        s.check_alike(hidden, s.get(nowhere, token));
        s.check_alike(s.get(site::api + "/openings?member=alice", token),
                      s.get(site::api + "/openings?member=firm", token));
    }
    auto const patch = R"({"note":"x"})";
    s.check_alike(s.send(http::method::patch, there, s.bo.token, patch),
                  s.send(http::method::patch, nowhere, s.bo.token, patch));
    s.check_alike(s.send(http::method::delete_, there, s.bo.token),
                  s.send(http::method::delete_, nowhere, s.bo.token));
    s.check_alike(s.post("/openings/" + id + "/close", "", s.bo), s.post("/openings/4711/close", "", s.bo));
    CHECK(s.get(there, s.alice.token).status == 200);
}

TEST_CASE("nobody but the owner is shown that there are exclusions", "[server][openings][exclusions]")
{
    scene s;
    auto const cy = s.member("cy");
    auto const id = s.made_id("/openings", s.openness(R"(,"exclusions":["bo@a.test","evil.test"])"));
    auto const seen = s.get(site::api + "/openings/" + id, cy.token);
    CHECK(s.fits(seen, "opening"));
    for (auto const* word : {"exclusion", "audience", "evil.test", "bo@a.test"})
        CHECK(seen.body.find(word) == std::string::npos);
    auto const own = json::document::parse(s.get(site::api + "/openings/" + id, s.alice.token).body).value();
    CHECK(own.root()["exclusions"].write() == R"(["bo@a.test","evil.test"])");
}

TEST_CASE("exclusions of a limited openness are changed silently, those of a public one never come",
          "[server][openings][exclusions]")
{
    scene s;
    auto const limited = s.made_id("/openings", s.openness(R"(,"audience":"instance")"));
    auto const open = s.made_id("/openings", s.openness());
    auto const shut = [&](std::string const& id) {
        return s.send(http::method::patch, site::api + "/openings/" + id, s.alice.token,
                      R"({"exclusions":["bo@a.test"]})");
    };
    CHECK(s.get(site::api + "/openings/" + limited, s.bo.token).status == 200);
    CHECK(shut(limited).status == 200);
    CHECK(s.get(site::api + "/openings/" + limited, s.bo.token).status == 404);
    CHECK(refuses(shut(open), "exclusions"));
}

TEST_CASE("a public opening goes to shared inboxes of followers", "[server][openings][letters]")
{
    scene s;
    s.follow(s.remote_actor("https://b.test/u/one").id, s.alice.actor.id);
    s.follow(s.remote_actor("https://b.test/u/two").id, s.alice.actor.id);
    s.remote_actor("https://c.test/u/stranger");
    auto const id = s.made_id("/openings", s.openness());
    CHECK(s.deliveries() == "Create https://b.test/inbox");
    s.forget_deliveries();
    s.send(http::method::patch, site::api + "/openings/" + id, s.alice.token, R"({"note":"x"})");
    CHECK(s.deliveries() == "Update https://b.test/inbox");
    s.forget_deliveries();
    s.post("/openings/" + id + "/close", "", s.alice);
    s.post("/openings/" + id + "/close", "", s.alice);
    s.send(http::method::delete_, site::api + "/openings/" + id, s.alice.token);
    CHECK(s.deliveries() == "Delete https://b.test/inbox"); // Said once
}

TEST_CASE("with exclusions an openness goes to the inboxes of followers one by one, and not to the excluded",
          "[server][openings][letters]")
{
    scene s;
    for (auto const* uri : {"https://b.test/u/one", "https://b.test/u/two", "https://evil.test/u/x",
                            "https://sub.evil.test/u/y"})
        s.follow(s.remote_actor(uri).id, s.alice.actor.id);
    auto const id = s.made_id("/openings", s.openness(R"(,"exclusions":["two@b.test","evil.test"])"));
    CHECK(s.deliveries() == "Create https://b.test/u/one/inbox");
    auto const body = s.text("SELECT body FROM activity WHERE type = 'Create'");
    for (auto const* word : {"evil.test", "b.test", "/followers"})
        CHECK(body.find(word) == std::string::npos);
    auto const said = json::document::parse(body).value();
    for (auto const what : {said.root(), said.root()["object"]}) {
        CHECK(what["to"].write() == "[\"https://a.test/ap/openings/" + id + "/audience\"]");
        CHECK(what["cc"].as_list().empty());
    }

    // From who is shut out later it is taken back, once: what they have is not theirs to keep.
    s.forget_deliveries();
    auto const path = site::api + "/openings/" + id;
    s.send(http::method::patch, path, s.alice.token, R"({"exclusions":["one@b.test"]})");
    CHECK(s.deliveries() == "Delete https://b.test/u/one/inbox\nUpdate https://b.test/u/two/inbox\n"
                            "Update https://evil.test/u/x/inbox\nUpdate https://sub.evil.test/u/y/inbox");
    s.forget_deliveries();
    s.send(http::method::delete_, path, s.alice.token);
    CHECK(s.deliveries() == "Delete https://b.test/u/two/inbox\nDelete https://evil.test/u/x/inbox\n"
                            "Delete https://sub.evil.test/u/y/inbox");
}

TEST_CASE("a limited audience is reached at personal inboxes of exactly those who may see it",
          "[server][openings][letters]")
{
    struct row {
        std::string audience, deliveries;
    };
    auto const r = GENERATE(values<row>({
        {"instance", ""},
        {"pacts", ""},
        {"verified_organisations", "Create https://d.test/u/firm/inbox"},
        {"two_credits", "Create https://b.test/u/one/inbox\nCreate https://c.test/u/two/inbox"},
    }));
    scene s;
    auto const follower = s.remote_actor("https://b.test/u/follower"),
               one = s.remote_actor("https://b.test/u/one"), two = s.remote_actor("https://c.test/u/two"),
               three = s.remote_actor("https://c.test/u/three"),
               firm = s.remote_actor("https://d.test/u/firm");
    s.follow(follower.id, s.alice.actor.id);
    s.credit(s.alice.actor, one);
    s.credit(two, one);
    s.credit(two, three);
    s.base.commit([&](db::transaction& tx) {
        tx.exec_params("INSERT INTO organisation (actor_id, domain, state) VALUES ($1, 'd.test', 'verified')",
                       firm.id.value);
    });
    s.made("/openings", s.openness(R"(,"audience":")" + r.audience + "\""));
    CAPTURE(r.audience);
    CHECK(s.deliveries() == r.deliveries);
}

TEST_CASE("renewing takes the old call back and says the new one", "[server][openings][letters]")
{
    scene s;
    s.follow(s.remote_actor("https://b.test/u/one").id, s.alice.actor.id);
    auto const id = s.made_id("/calls", s.call());
    s.forget_deliveries();
    CHECK(s.post("/calls/" + id + "/renew", "", s.alice).status == 201);
    CHECK(s.deliveries() == "Create https://b.test/inbox\nDelete https://b.test/inbox");
}
