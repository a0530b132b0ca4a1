// SPDX-License-Identifier: AGPL-3.0-or-later
// What a credit stands on later: a reply where there is no authorization, and the authorization by its age.
#include "credit_world.hpp"

using namespace federwerk;
using Catch::Contains;
using tests::credit_world;

namespace {

std::string const bo_named = R"("bo@b.test")";

} // namespace

TEST_CASE("People on Mastodon answer the letter", "[credit][author][mastodon]")
{
    credit_world w;
    w.publish(bo_named);
    auto const question = "https://a.test/ap/messages" + w.request_uri().substr(w.request_uri().rfind('/'));
    auto const reply = [&](tests::signing_person const& who, std::string const& text, std::string const& to) {
        auto const id = "https://b.test/r/" + std::to_string(++w.said);
        auto const note = R"({"id":")" + id + R"(","type":"Note","attributedTo":")" + who.uri +
                          R"(","inReplyTo":")" + question + R"(","to":[)" + to + R"(],"cc":[],"content":")" +
                          text + R"(","tag":[{"type":"Mention","href":")" + w.alice.uri +
                          R"(","name":"@alice@a.test"}]})";
        auto const create = who.says(id + "/activity", "Create", note, R"(,"to":[)" + to + "],\"cc\":[]");
        return w.receive(who.post(create)) == 202 ? (w.work(), true) : false;
    };
    auto const direct = '"' + w.alice.uri + '"';
    CHECK(reply(w.bo, "<p>yes</p>", direct + R"(,"https://www.w3.org/ns/activitystreams#Public")"));
    CHECK(w.state() == "requested"); // A public reply is a comment
    CHECK(reply(w.cy, "<p>yes</p>", direct));
    CHECK(w.state() == "requested");
    CHECK(reply(w.bo, "<p>Who are you?</p>", direct));
    CHECK(w.state() == "requested");
    CHECK(reply(w.bo, R"(<p><span>@alice</span> Ja, gern!</p>)", direct));
    CHECK(w.state() == "confirmed");
    CHECK(w.text("SELECT evidence FROM credit") == "reply");
    auto const update = w.last_body("Update");
    CHECK_THAT(update, Contains(R"("with":[{"actor":")" + w.bo.uri + "\"}]"));
    CHECK(w.count("highlight WHERE NOT local") == 0); // Nothing of it is kept as a post
    CHECK(reply(w.bo, "<p>No, take it back</p>", direct));
    CHECK(w.state() == "revoked");
    CHECK(w.last_body("Update").find(w.bo.uri) == std::string::npos);
}

TEST_CASE("By its age a consent is looked at again, and dropped where its home dropped it",
          "[credit][author]")
{
    credit_world w;
    w.publish(bo_named);
    w.hosts(w.bo, w.bo_agrees());
    REQUIRE(w.accept(w.bo, "https://b.test/ap/credits/1") == "done");
    auto const tomorrow = core::now() + std::chrono::hours(25);
    CHECK(w.recheck(core::now()) == 0);
    CHECK(w.recheck(tomorrow) == 1);
    CHECK(w.state() == "confirmed");
    w.sql("UPDATE credit SET check_at = now()");
    w.world.status("https://b.test/ap/credits/1", 503);
    CHECK(w.recheck(core::now()) == 1);
    CHECK(w.state() == "confirmed"); // A server that is down revokes nothing
    w.sql("UPDATE credit SET check_at = now()");
    w.world.status("https://b.test/ap/credits/1", 410);
    CHECK(w.recheck(core::now()) == 1);
    CHECK(w.state() == "revoked");
    CHECK(w.last_body("Update").find("credits/1") == std::string::npos);
}

TEST_CASE("What its home forgets for a while is taken back by nobody; after a month of it, it is gone",
          "[credit][author]")
{
    credit_world w;
    w.publish(bo_named);
    w.hosts(w.bo, w.bo_agrees());
    std::string const uri = "https://b.test/ap/credits/1";
    REQUIRE(w.accept(w.bo, uri) == "done");
    auto const look = [&](std::chrono::days later) {
        w.sql("UPDATE credit SET check_at = now()");
        CHECK(w.recheck(core::now() + later) == 1);
        return w.state();
    };
    auto const status = GENERATE(404u, 401u, 403u, 200u);
    if (status == 200)
        w.world.serve(uri, "<html>Down for maintenance</html>", "text/html");
    else
        w.world.status(uri, status);
    CHECK(look(std::chrono::days(1)) == "confirmed");
    CHECK(look(std::chrono::days(29)) == "confirmed");
    CHECK(look(std::chrono::days(31)) == "revoked");
}

TEST_CASE("Whom this instance suspends for a while, or whose server is away for long, keeps their credits",
          "[credit][author]")
{
    credit_world w;
    w.publish(bo_named);
    w.hosts(w.bo, w.bo_agrees());
    REQUIRE(w.accept(w.bo, "https://b.test/ap/credits/1") == "done");
    bool const suspended = GENERATE(true, false);
    if (suspended)
        w.sql("INSERT INTO domain_block (domain, severity) VALUES ('b.test', 'suspend')");
    else
        w.world.status("https://b.test/ap/credits/1", 503);
    auto const asked = w.world.count("credits/1");
    auto const later = core::now() + std::chrono::days(60);
    CHECK(w.recheck(later) == 1);
    CHECK(w.state() == "confirmed");
    CHECK((w.world.count("credits/1") == asked) == suspended);
    CHECK(w.recheck(later + std::chrono::days(50)) == 0); // Less and less often
}

TEST_CASE("All that are due are looked at in one go, whatever one of them does", "[credit][author]")
{
    credit_world w;
    w.publish(bo_named);
    w.hosts(w.bo, w.bo_agrees());
    REQUIRE(w.accept(w.bo, "https://b.test/ap/credits/1") == "done");
    w.sql("UPDATE credit SET check_at = now()");
    w.sql("INSERT INTO credit (highlight_uri, uri, author_id, collaborator_id, digest, state, check_at) "
          "SELECT 'https://b.test/n/' || n, 'no url ' || n, author_id, collaborator_id, digest, state, "
          "check_at - interval '1 hour' FROM credit, generate_series(1, 30) AS n");
    w.world.status("https://b.test/ap/credits/1", 410);
    CHECK(w.recheck(core::now() + std::chrono::minutes(1)) == 31);
    CHECK(w.count("credit WHERE state = 'revoked'") == 1);
}
