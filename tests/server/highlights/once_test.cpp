// SPDX-License-Identifier: AGPL-3.0-or-later
// Idempotency-Key: the thing and the key's answer are both there or both absent, whatever dies in between.
#include "site.hpp"

#include <thread>

using namespace federwerk;
using namespace federwerk::tests;

namespace {

struct creation {
    std::string path, body, other_body, things;
};

creation any_creation()
{
    return GENERATE(values<creation>({
        {"/highlights", R"({"headline":"x","badges":["rust"]})", R"({"headline":"y"})", "highlight"},
        {"/badges", R"({"name":"Beekeeping"})", R"({"name":"Weaving"})", "badge WHERE slug = 'beekeeping'"},
        {"/follows", R"({"target":"bo@b.test"})", R"({"target":"cy@b.test"})",
         "activity WHERE type = 'Follow'"},
    }));
}

http::response create(site& s, site::person const& who, creation const& what, std::string const& body)
{
    return s.send(http::method::post, site::api + what.path, who.token, body, {{"Idempotency-Key", "k"}});
}

struct scene : site {
    person alice = member("alice");
    domain::actor bo = remote_actor("https://b.test/u/bo"), cy = remote_actor("https://b.test/u/cy");
    scene() { follow(bo.id, alice.actor.id); }

    // As long as it is cursed, every connection dies where the answer is kept: after all that the act wrote,
    // before the commit.
    void curse()
    {
        base.commit([&](db::transaction& tx) {
            tx.exec("CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                    "PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$; "
                    "CREATE TRIGGER die AFTER INSERT ON idempotency FOR EACH ROW EXECUTE FUNCTION die()");
        });
    }
    void lift_the_curse()
    {
        base.commit([](db::transaction& tx) { tx.exec("DROP TRIGGER die ON idempotency"); });
    }
};

} // namespace

TEST_CASE("a creation that dies before its commit leaves no key, and is done when it is sent again",
          "[server][idempotency]")
{
    scene s;
    auto const what = any_creation();
    CAPTURE(what.path);
    s.curse();
    auto const died = create(s, s.alice, what, what.body);
    CHECK(died.status == 503);
    CHECK(s.count(what.things) == 0);
    CHECK(s.count("delivery") == 0);
    CHECK(s.count("idempotency") == 0);
    s.lift_the_curse();
    auto const again = create(s, s.alice, what, what.body);
    CHECK(again.status == 201);
    CHECK_FALSE(again.headers.get("Idempotent-Replayed"));
    CHECK(s.count(what.things) == 1);
    auto const replayed = create(s, s.alice, what, what.body);
    CHECK(replayed.body == again.body);
    CHECK(replayed.headers.get("Idempotent-Replayed") == "true");
}

TEST_CASE("twins at the same time make one thing and answer alike", "[server][idempotency]")
{
    scene s;
    auto const what = any_creation();
    std::vector<http::response> answers(6);
    {
        std::vector<std::jthread> twins;
        for (auto& answer : answers)
            twins.emplace_back([&] { answer = create(s, s.alice, what, what.body); });
    }
    for (auto const& answer : answers) {
        CAPTURE(what.path, answer.body);
        CHECK(answer.status == 201);
        CHECK(answer.body == answers.front().body);
    }
    CHECK(s.count(what.things) == 1);
    CHECK(s.count("idempotency") == 1);
}

TEST_CASE("a key belongs to one account and one request", "[server][idempotency]")
{
    scene s;
    auto const what = any_creation();
    auto const di = s.member("di");
    REQUIRE(create(s, s.alice, what, what.body).status == 201);
    auto const other = create(s, s.alice, what, what.other_body);
    CHECK(other.status == 422);
    CHECK(s.fits(other, "error"));
    auto const elsewhere = s.send(http::method::post, site::api + "/badges?x=1", s.alice.token,
                                  R"({"name":"Felting"})", {{"Idempotency-Key", "k"}});
    CHECK(elsewhere.status == 422);
    auto const dis = create(s, di, what, what.other_body);
    CHECK(dis.status == 201);
    CHECK_FALSE(dis.headers.get("Idempotent-Replayed"));
}

TEST_CASE("a follow request that is accepted twice with one key is accepted once, and answered alike",
          "[server][idempotency]")
{
    scene s;
    s.base.commit([](db::transaction& tx) { tx.exec("UPDATE follow SET state = 'requested'"); });
    auto const path = site::api + "/follow_requests/" + s.text("SELECT id FROM follow") + "/accept";
    for (bool const again : {false, true}) {
        auto const answer = s.send(http::method::post, path, s.alice.token, {}, {{"Idempotency-Key", "k"}});
        CHECK(answer.status == 204);
        CHECK(answer.body.empty());
        CHECK(answer.headers.get("Idempotent-Replayed").has_value() == again);
    }
    CHECK(s.count("activity WHERE type = 'Accept'") == 1);
}
