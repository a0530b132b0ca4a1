// SPDX-License-Identifier: AGPL-3.0-or-later
// The door: who is let in, who is told what, and what is in the database when the answer is 202.
#include "support/inbox_world.hpp"

using namespace federwerk;
using tests::inbox_world;

namespace {

std::string like_note(std::string const& id = "https://b.test/a/1") // A Create that would be kept
{
    tests::remote_person const bo("bo", "b.test");
    return bo.says(id, "Create", bo.note("https://b.test/n/" + id.substr(17), "Hello"));
}

} // namespace

TEST_CASE("A 202 means that the activity is committed, by either signature scheme", "[inbox][receive]")
{
    auto const how = GENERATE(signatures::scheme::cavage_12, signatures::scheme::rfc9421);
    inbox_world w;
    w.bo.live_in(w.world);
    CHECK(w.receive(w.bo.post(like_note(), "/ap/inbox", how)) == 202);
    CHECK(w.count("inbox_item WHERE trusted AND sender_host = 'b.test'") == 1);
}

TEST_CASE("Quirk 15: the same activity a hundred times is one effect and 202 each time", "[inbox][receive]")
{
    inbox_world w;
    w.bo.live_in(w.world);
    for (int i = 0; i < 100; ++i)
        REQUIRE(w.receive(w.bo.post(like_note())) == 202);
    CHECK(w.count("inbox_item") == 1);
    CHECK(w.world.count("https://b.test/u/bo") == 1);
}

TEST_CASE("A peer that was given up is tried again once it speaks to us, and a healthy one left alone",
          "[inbox][receive]")
{
    inbox_world w;
    w.bo.live_in(w.world);
    w.sql("INSERT INTO peer (origin, state, failures, next_attempt_at) VALUES "
          "('https://b.test', 'gone', 9, now() + interval '6 hours'), "
          "('https://c.test', 'gone', 9, now() + interval '6 hours')");
    w.sql("INSERT INTO peer_inbox (peer_id, uri, gone_at) SELECT id, origin || '/inbox', now() FROM peer");
    auto const follow = w.bo.says("https://b.test/a/1", "Follow", '"' + w.alice.uri + '"');
    CHECK(w.receive(w.bo.post(follow)) == 202);
    CHECK(w.text("SELECT state FROM peer WHERE origin = 'https://b.test' AND next_attempt_at <= now()") ==
          "open");
    CHECK(w.text("SELECT state FROM peer WHERE origin = 'https://c.test'") == "gone");
    CHECK(w.text("SELECT uri FROM peer_inbox WHERE gone_at IS NULL") == "https://b.test/inbox");
}

TEST_CASE("T-05: whoever signs for somebody else is refused and leaves nothing", "[inbox][receive]")
{
    inbox_world w;
    w.bo.live_in(w.world);
    tests::remote_person evil("eve", "evil.test");
    evil.key = tests::another_rsa_key();
    evil.live_in(w.world);
    auto const type =
        GENERATE("Follow", "Like", "Announce", "Undo", "Move", "Block", "Flag", "Accept", "Add");
    auto const body = w.bo.says("https://b.test/a/9", type, '"' + w.alice.uri + '"');
    CHECK(w.receive(evil.post(body)) == 403);
    CHECK(w.count("inbox_item") == 0);
}

TEST_CASE("T-06: a key that lives elsewhere than its owner, or that its owner does not list, opens nothing",
          "[inbox][receive]")
{
    inbox_world w;
    w.bo.live_in(w.world);
    tests::remote_person forged = w.bo;
    forged.key = tests::another_rsa_key();
    forged.key_uri = "https://evil.test/k";
    w.world.serve(
        "https://evil.test/k",
        R"({"id":"https://evil.test/k","type":"CryptographicKey","owner":"https://b.test/u/bo","publicKeyPem":")" +
            std::string("x") + R"("})");
    CHECK(w.receive(forged.post(like_note())) == 401);
    CHECK(w.count("inbox_item") == 0);
    CHECK(w.count("public_key WHERE uri LIKE 'https://evil.test%'") == 0);
}

TEST_CASE("T-07: a changed body, another path and a missing signature are 401", "[inbox][receive]")
{
    inbox_world w;
    w.bo.live_in(w.world);
    auto changed = w.bo.post(like_note());
    changed.body = like_note("https://b.test/a/2");
    CHECK(w.receive(changed) == 401);
    auto elsewhere = w.bo.post(like_note());
    elsewhere.target = elsewhere.path = "/ap/actor/inbox";
    CHECK(w.receive(elsewhere) == 401);
    auto unsigned_ = w.bo.post(like_note());
    unsigned_.headers.remove("Signature");
    CHECK(w.receive(unsigned_) == 401);
    CHECK(w.count("inbox_item") == 0);
}

TEST_CASE("Quirk 8: a key that was rotated is asked for once more, and not again and again",
          "[inbox][receive]")
{
    inbox_world w;
    w.bo.live_in(w.world);
    REQUIRE(w.receive(w.bo.post(like_note())) == 202);
    w.bo.key = tests::another_rsa_key();
    w.bo.live_in(w.world);
    CHECK(w.receive(w.bo.post(like_note("https://b.test/a/2"))) == 202);
    CHECK(w.world.count("https://b.test/u/bo") == 2);
    w.bo.key = tests::remote_person("x", "x.test").key;
    for (int i = 0; i < 5; ++i)
        CHECK(w.receive(w.bo.post(like_note("https://b.test/a/3"))) == 401);
    CHECK(w.world.count("https://b.test/u/bo") == 2);
}

TEST_CASE("T-31: an unreachable key is asked for once", "[inbox][receive]")
{
    inbox_world w;
    w.world.on(w.bo.uri, [](auto const&) -> result<http::response> {
        return failure{errc::unavailable, "down", {}};
    });
    for (int i = 0; i < 20; ++i)
        CHECK(w.receive(w.bo.post(like_note())) == 503);
    CHECK(w.world.count("b.test") == 1);
}

TEST_CASE("Quirk 11: deletions and updates of strangers are 202 without any fetch", "[inbox][receive]")
{
    auto const type = GENERATE("Delete", "Update");
    inbox_world w;
    CHECK(w.receive(w.bo.post(w.bo.says("https://b.test/a/1", type, '"' + w.bo.uri + '"'))) == 202);
    CHECK(w.world.sent().empty());
    CHECK(w.count("inbox_item") == 0);
}

TEST_CASE("T-80: from a suspended domain and all below it nothing is fetched or stored", "[inbox][receive]")
{
    inbox_world w;
    auto const host = GENERATE("evil.test", "a.b.evil.test");
    w.sql("INSERT INTO domain_block (domain, severity) VALUES ('evil.test', 'suspend')");
    tests::remote_person const eve("eve", host);
    eve.live_in(w.world);
    CHECK(w.receive(eve.post(eve.says("https://" + eve.host + "/a/1", "Follow", '"' + w.alice.uri + '"'))) ==
          202);
    CHECK(w.world.sent().empty());
    CHECK(w.count("inbox_item") == 0);
}

TEST_CASE("Likes, reactions, replies and votes are 202 and not kept", "[inbox][receive]")
{
    inbox_world w;
    w.bo.live_in(w.world);
    auto const body = GENERATE_REF(
        w.bo.says("https://b.test/a/1", "Like", "\"https://a.test/ap/highlights/1\""),
        w.bo.says("https://b.test/a/2", "EmojiReact", "\"https://a.test/ap/highlights/1\"",
                  R"(,"content":"x")"),
        w.bo.says("https://b.test/a/3", "Dislike", "\"https://a.test/ap/highlights/1\""),
        w.bo.says(
            "https://b.test/a/4", "Create",
            w.bo.note("https://b.test/n/4", "Nice", R"(,"inReplyTo":"https://a.test/ap/highlights/1")")),
        w.bo.says("https://b.test/a/5", "Create",
                  "[" +
                      w.bo.note("https://b.test/n/5", "", R"(,"name":"Yes","inReplyTo":"https://a.test/q")") +
                      "]"));
    CHECK(w.receive(w.bo.post(body)) == 202);
    CHECK(w.count("inbox_item") == 0);
}

TEST_CASE("What cannot be an activity is refused before any signature is looked at", "[inbox][receive]")
{
    inbox_world w;
    auto const [body, status] = GENERATE(table<std::string, unsigned>({
        {"", 400u},
        {"[]", 400u},
        {"{}", 400u},
        {R"({"id":"https://b.test/a","type":"Follow"})", 400u},
        {R"({"type":"Follow","actor":"https://b.test/u/bo"})", 400u},
        {R"({"id":"x","type":"Follow","actor":"https://b.test/u/bo"})", 400u},
        {std::string(100'000, '['), 400u},
        {R"({"id":"https://b.test/a","type":"Follow","actor":"https://b.test/u/bo","id":"x"})", 400u},
    }));
    INFO(body.substr(0, 100));
    CHECK(w.receive(w.bo.post(body)) == status);
    CHECK(w.world.sent().empty());
}

TEST_CASE("Another content type is 415, an inbox of nobody 404, one of somebody gone 410", "[inbox][receive]")
{
    inbox_world w;
    w.bo.live_in(w.world);
    auto plain = w.bo.post(like_note());
    plain.headers.set("Content-Type", "application/json");
    CHECK(w.receive(plain) == 415);
    auto ld = w.bo.post(like_note());
    ld.headers.set("Content-Type", R"(application/ld+json; profile="https://www.w3.org/ns/activitystreams")");
    CHECK(w.receive(ld) != 415);
    CHECK(w.receive(w.bo.post(like_note()), "https://a.test/ap/actors/7") == 404);
    CHECK(w.receive(w.bo.post(like_note()), w.alice.uri) == 202);
    w.sql("UPDATE actor SET state = 'gone' WHERE local AND username = 'alice'");
    inbox::receiver fresh(w.uris, w.base.pool(), w.remote, w.verify, [] {});
    CHECK(w.run(fresh.receive(w.bo.post(like_note()), w.alice.uri)).status == 410);
}

TEST_CASE("T-45: a host with too many open activities is told to come back later", "[inbox][receive]")
{
    inbox_world w;
    w.bo.live_in(w.world);
    w.sql(R"(INSERT INTO inbox_item (activity_uri, actor_uri, sender_host, type, body, trusted, lane)
             SELECT 'https://b.test/x/' || n, 'https://b.test/u/bo', 'b.test', 'Create', '{}', true, 'x'
               FROM generate_series(1, 5000) AS n)");
    auto const answer = w.run(w.receiver.receive(w.bo.post(like_note()), {}));
    CHECK(answer.status == 429);
    CHECK(answer.headers.get("Retry-After"));
    tests::remote_person const cy("cy", "c.test");
    cy.live_in(w.world);
    CHECK(w.receive(cy.post(cy.says("https://c.test/a/1", "Follow", '"' + w.alice.uri + '"'))) == 202);
}

TEST_CASE("Many at once share few commits, and each waits for its own", "[inbox][receive]")
{
    inbox_world w;
    w.bo.live_in(w.world);
    REQUIRE(w.receive(w.bo.post(like_note())) == 202);
    inbox::batch_writer writer(w.base.pool());
    int stored = 0;
    auto one = [&](int n) -> boost::asio::awaitable<void> {
        db::inbox_item item;
        item.activity_uri = "https://b.test/b/" + std::to_string(n);
        item.actor_uri = w.bo.uri;
        item.sender_host = "b.test";
        item.type = "Create";
        item.body = "{}";
        item.trusted = true;
        auto const done = co_await writer.write(std::move(item), "https://b.test");
        CHECK(done);
        stored += done ? 1 : 0;
    };
    for (int n = 0; n < 300; ++n)
        boost::asio::co_spawn(w.loop, one(n), boost::asio::detached);
    w.loop.restart();
    w.loop.run();
    CHECK(stored == 300);
    CHECK(w.count("inbox_item WHERE activity_uri LIKE 'https://b.test/b/%'") == 300);
    CHECK(writer.commits() < 20);
}
