// SPDX-License-Identifier: AGPL-3.0-or-later
#include "server/delivery/delivering.hpp"

using namespace federwerk;
using tests::eventually;

namespace {

http::response status(unsigned code)
{
    return {.status = code};
}

} // namespace

TEST_CASE("letters with one key arrive at every inbox, once and in their order", "[outbox][delivery]")
{
    tests::test_database base;
    tests::author alice(base);
    std::vector<std::unique_ptr<tests::sink>> sinks;
    for (int i = 0; i < 5; ++i) {
        sinks.push_back(std::make_unique<tests::sink>());
        alice.is_followed_from(sinks.back()->origin());
    }
    std::vector<std::string> expected;
    for (int i = 0; i < 30; ++i) {
        expected.push_back("{\"n\":" + std::to_string(i) + "}");
        alice.says(expected.back(), "one key");
    }
    tests::delivering_process process(base.dsn(), tests::quick());
    process.start();
    CHECK(eventually([&] { return alice.count("delivery") == 0; }));
    for (auto const& sink : sinks)
        CHECK(sink->bodies() == expected);
    CHECK(eventually([&] { return alice.count("peer WHERE has_work OR lease_owner IS NOT NULL") == 0; }));
    CHECK(process.office.counters().delivered == 150);
}

TEST_CASE("a request is signed, names its content and carries the followers' digest", "[outbox][delivery]")
{
    tests::test_database base;
    tests::author alice(base);
    tests::sink sink;
    alice.is_followed_from(sink.origin());
    alice.says("{}", "k");
    tests::delivering_process process(base.dsn(), tests::quick());
    process.start();
    REQUIRE(eventually([&] { return sink.count() == 1; }));
    auto const request = sink.received().at(0);
    CHECK(request.headers.get("Content-Type") == "application/activity+json");
    CHECK(request.headers.get("Signature").value_or("").find("keyId=\"" + alice.self.uri + "#main-key\"") !=
          std::string::npos);
    CHECK(request.headers.get("Digest"));
    CHECK(request.headers.get("Collection-Synchronization")
              .value_or("")
              .starts_with("collectionId=\"" + alice.self.uri + "/followers\""));
}

TEST_CASE("a peer that only understands RFC 9421 is knocked at twice, then remembered", "[outbox][delivery]")
{
    tests::test_database base;
    tests::author alice(base);
    tests::sink sink(
        [](http::request const& r) { return status(r.headers.get("Signature-Input") ? 202 : 401); });
    alice.is_followed_from(sink.origin());
    tests::delivering_process process(base.dsn(), tests::quick());
    process.start();
    alice.says("{}", "k");
    process.office.nudge();
    REQUIRE(eventually(
        [&] { return alice.count("peer WHERE signature_scheme = 'rfc9421' AND NOT has_work") == 1; }));
    CHECK(sink.count() == 2);
    alice.says("{}", "k");
    process.office.nudge();
    CHECK(eventually([&] { return sink.bodies().size() == 2; }));
    CHECK(sink.count() == 3);
}

TEST_CASE("a peer that fails rests as a whole and gets everything in order when it is back",
          "[outbox][delivery]")
{
    tests::test_database base;
    tests::author alice(base);
    std::atomic<bool> broken = true;
    tests::sink sink([&](http::request const&) { return status(broken ? 500 : 202); });
    alice.is_followed_from(sink.origin());
    std::vector<std::string> expected;
    for (int i = 0; i < 20; ++i) {
        expected.push_back("{\"n\":" + std::to_string(i) + "}");
        alice.says(expected.back(), "one key");
    }
    tests::delivering_process process(base.dsn(), tests::quick());
    process.start();
    REQUIRE(eventually([&] { return alice.count("peer WHERE failures >= 3") == 1; }));
    CHECK(sink.count() <= 5); // One probe at a time
    broken = false;
    CHECK(eventually([&] { return alice.count("delivery") == 0; }));
    CHECK(sink.bodies() == expected);
    CHECK(eventually([&] {
        return alice.count("peer WHERE failures = 0 AND state = 'closed' AND failing_since IS NULL") == 1;
    }));
}

TEST_CASE("a peer that asks for patience gets it", "[outbox][delivery]")
{
    tests::test_database base;
    tests::author alice(base);
    tests::sink sink([](http::request const&) {
        auto out = status(503);
        out.headers.add("Retry-After", "3600");
        return out;
    });
    alice.is_followed_from(sink.origin());
    alice.says("{}", "k");
    tests::delivering_process process(base.dsn(), tests::quick());
    process.start();
    CHECK(eventually([&] {
        return alice.count("peer WHERE next_attempt_at > now() + interval '59 minutes' AND state = 'open'") ==
               1;
    }));
    CHECK(sink.count() == 1);
}

TEST_CASE("an inbox that is gone loses its letters at once", "[outbox][delivery]")
{
    tests::test_database base;
    tests::author alice(base);
    tests::sink sink([](http::request const&) { return status(410); });
    alice.is_followed_from(sink.origin());
    for (int i = 0; i < 10; ++i)
        alice.says("{}", "k");
    tests::delivering_process process(base.dsn(), tests::quick());
    process.start();
    CHECK(eventually([&] {
        return alice.count("delivery") == 0 && alice.count("peer_inbox WHERE gone_at IS NOT NULL") == 1;
    }));
    CHECK(sink.count() == 1);
}

TEST_CASE("a letter that is refused three times is dropped and counted", "[outbox][delivery]")
{
    tests::test_database base;
    tests::author alice(base);
    tests::sink sink([](http::request const&) { return status(403); });
    alice.is_followed_from(sink.origin());
    alice.says("{}", "k");
    tests::delivering_process process(base.dsn(), tests::quick());
    process.start();
    CHECK(eventually([&] { return alice.count("delivery") == 0; }));
    CHECK(sink.count() == 3);
    CHECK(process.office.counters().refused == 1);
}

TEST_CASE("a letter that always fails does not hold up those of other lanes", "[outbox][delivery]")
{
    tests::test_database base;
    tests::author alice(base);
    tests::sink sink([](http::request const& r) { return status(r.body == "poison" ? 500 : 202); });
    alice.is_followed_from(sink.origin());
    alice.says("poison", "poison");
    for (int i = 0; i < 40; ++i)
        alice.says("{\"n\":" + std::to_string(i) + "}", "key " + std::to_string(i));
    // Those behind it in its lane wait: nobody can know that they may overtake it before others have got
    // through.
    auto const behind =
        alice.count("delivery WHERE lane = (SELECT lane FROM delivery ORDER BY activity_id LIMIT 1)");
    tests::delivering_process process(base.dsn(), tests::quick());
    process.start();
    CHECK(eventually([&] { return alice.count("delivery") == behind; }, std::chrono::seconds(60)));
    CHECK(sink.bodies().size() == static_cast<std::size_t>(41 - behind));
}

TEST_CASE("a dead peer costs one row, silent ones hold nobody up", "[outbox][delivery]")
{
    tests::test_database base;
    tests::author alice(base);
    tests::sink good;
    std::vector<std::unique_ptr<tests::sink>> silent;
    for (int i = 0; i < 8; ++i) {
        silent.push_back(std::make_unique<tests::sink>(tests::sink::judge{}, std::chrono::minutes(5)));
        alice.is_followed_from(silent.back()->origin());
    }
    alice.is_followed_from("http://127.0.0.1:1");
    alice.is_followed_from(good.origin());
    for (int i = 0; i < 20; ++i)
        alice.says("{}", "key " + std::to_string(i));
    auto how = tests::quick();
    how.time_scale = 1;
    tests::delivering_process process(base.dsn(), how);
    process.start();
    CHECK(eventually([&] { return good.bodies().size() == 20; }));
    CHECK(eventually([&] { return alice.count("peer WHERE state = 'open' AND failures = 1") == 9; }));
    CHECK(alice.count("delivery") == 9 * 20);
    CHECK(process.office.counters().retried == 9);
}

TEST_CASE("what expired is dropped without a request", "[outbox][delivery]")
{
    tests::test_database base;
    tests::author alice(base);
    tests::sink sink;
    alice.is_followed_from(sink.origin());
    alice.says("{}", "k");
    base.commit(
        [](db::transaction& tx) { tx.exec("UPDATE delivery SET expires_at = now() - interval '1 second'"); });
    tests::delivering_process process(base.dsn(), tests::quick());
    process.start();
    CHECK(eventually([&] { return alice.count("delivery") == 0; }));
    CHECK(sink.count() == 0);
    CHECK(process.office.counters().expired == 1);
}
