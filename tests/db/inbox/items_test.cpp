// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/inbox_items.hpp"
#include "support/test_database.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <mutex>
#include <thread>

using namespace federwerk;
using namespace std::chrono_literals;

namespace {

db::inbox_item item(std::string const& id, std::string const& actor, bool trusted = true)
{
    db::inbox_item i;
    i.activity_uri = "https://b.test/a/" + id;
    i.actor_uri = "https://b.test/u/" + actor;
    i.sender_host = trusted ? "b.test" : "evil.test";
    i.type = "Create";
    i.body = R"({"text":"quote \" comma , brace } backslash \\"})";
    i.trusted = trusted;
    return i;
}

std::vector<std::string> ids(result<std::vector<db::inbox_item>> const& items)
{
    std::vector<std::string> out;
    for (auto const& i : *items)
        out.push_back(i.activity_uri.substr(17));
    return out;
}

using names = std::vector<std::string>;

} // namespace

TEST_CASE("The same activity is stored once, byte for byte", "[db][inbox]")
{
    tests::test_database base;
    base.in_transaction([](db::transaction& tx) {
        REQUIRE(db::insert_inbox_items(tx, {item("1", "bo"), item("1", "bo")}));
        REQUIRE(db::insert_inbox_items(tx, {item("1", "bo")}));
        auto const got = db::claim_inbox_items(tx, 10, 60s);
        REQUIRE(ids(got) == names{"1"});
        CHECK(got->at(0).body == item("1", "bo").body);
    });
}

TEST_CASE("What somebody forwards does not stand in the way of what the actor says", "[db][inbox]")
{
    tests::test_database base;
    base.in_transaction([](db::transaction& tx) {
        REQUIRE(db::insert_inbox_items(tx, {item("1", "bo", false), item("1", "bo"), item("2", "bo")}));
        auto const got = db::claim_inbox_items(tx, 10, 60s);
        REQUIRE(ids(got) == names{"1", "1"});
        CHECK(got->at(0).trusted != got->at(1).trusted);
    });
}

TEST_CASE("One actor's activities are in flight one at a time and in order; other actors are not held up",
          "[db][inbox]")
{
    tests::test_database base;
    base.in_transaction([](db::transaction& tx) {
        for (auto const* id : {"1", "2"})
            REQUIRE(db::insert_inbox_items(tx, {item(id, "bo")}));
        REQUIRE(db::insert_inbox_items(tx, {item("3", "cy")}));
        auto const first = db::claim_inbox_items(tx, 10, 60s);
        REQUIRE(ids(first) == names{"1", "3"});
        CHECK(db::claim_inbox_items(tx, 10, 60s)->empty());
        REQUIRE(db::finish_inbox_item(tx, first->at(0).id, "done"));
        auto const second = db::claim_inbox_items(tx, 10, 60s);
        REQUIRE(ids(second) == names{"2"});
        CHECK(db::finish_inbox_item(tx, first->at(0).id, "done").error().code == errc::conflict);
    });
}

TEST_CASE("A poisonous activity that waits for its next attempt blocks nobody", "[db][inbox]")
{
    tests::test_database base;
    base.in_transaction([](db::transaction& tx) {
        REQUIRE(db::insert_inbox_items(tx, {item("1", "bo")}));
        REQUIRE(db::insert_inbox_items(tx, {item("2", "bo")}));
        auto const first = db::claim_inbox_items(tx, 10, 60s);
        REQUIRE(db::postpone_inbox_item(tx, first->at(0).id, 300s));
        CHECK(ids(db::claim_inbox_items(tx, 10, 60s)) == names{"2"});
    });
}

TEST_CASE("A worker that died gives its items back when its lease runs out, and the attempt counts",
          "[db][inbox]")
{
    tests::test_database base;
    base.commit([](db::transaction& tx) { REQUIRE(db::insert_inbox_items(tx, {item("1", "bo")})); });
    base.commit([](db::transaction& tx) { CHECK(db::claim_inbox_items(tx, 10, 60s)->at(0).attempts == 1); });
    base.commit([](db::transaction& tx) { CHECK(db::claim_inbox_items(tx, 10, 60s)->empty()); });
    base.commit(
        [](db::transaction& tx) { tx.exec("UPDATE inbox_item SET lease_until = now() - interval '1 s'"); });
    base.commit([](db::transaction& tx) { CHECK(db::claim_inbox_items(tx, 10, 60s)->at(0).attempts == 2); });
}

TEST_CASE("Two workers never hold the same activity", "[db][inbox]")
{
    tests::test_database base;
    base.commit([](db::transaction& tx) {
        for (int i = 0; i < 40; ++i)
            REQUIRE(db::insert_inbox_items(tx, {item(std::to_string(i), "p" + std::to_string(i))}));
    });
    auto take = [](db::transaction& tx) { return db::claim_inbox_items(tx, 5, 60s); };
    std::vector<std::string> seen;
    std::mutex mutex;
    auto worker = [&] {
        for (int round = 0; round < 6; ++round) {
            auto const got = base.pool().run_now(take);
            std::lock_guard const lock(mutex);
            for (auto const& each : *got)
                seen.push_back(each.activity_uri);
        }
    };
    std::thread one(worker), two(worker);
    one.join();
    two.join();
    std::sort(seen.begin(), seen.end());
    CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
    CHECK(seen.size() == 40);
}

TEST_CASE("A lease is renewed while its work goes on, and no other", "[db][inbox][lease]")
{
    tests::test_database base;
    base.in_transaction([](db::transaction& tx) {
        REQUIRE(db::insert_inbox_items(tx, {item("1", "bo"), item("2", "cy"), item("3", "di")}));
        auto const got = db::claim_inbox_items(tx, 10, 60s);
        REQUIRE(got->size() == 3);
        REQUIRE(db::finish_inbox_item(tx, got->at(1).id, "done"));
        REQUIRE(db::postpone_inbox_item(tx, got->at(2).id, 300s));
        tx.exec(
            "UPDATE inbox_item SET lease_until = now() - interval '1 second' WHERE lease_until IS NOT NULL");
        REQUIRE(db::renew_inbox_items(tx, {got->at(0).id, got->at(1).id, got->at(2).id}, 60s));
        CHECK(db::claim_inbox_items(tx, 10, 60s)->empty());
        CHECK(tx.exec1("SELECT count(*) FROM inbox_item WHERE lease_until IS NOT NULL")[0].as<int>() == 1);
    });
}

TEST_CASE("Each further attempt's lease is twice as long, up to sixteen times", "[db][inbox][lease]")
{
    tests::test_database base;
    base.in_transaction([](db::transaction& tx) {
        REQUIRE(db::insert_inbox_items(tx, {item("1", "bo")}));
        auto const length = [&] {
            return tx.exec1("SELECT extract(epoch FROM lease_until - now())::int FROM inbox_item")[0]
                .as<int>();
        };
        for (int const seconds : {10, 20, 40, 80, 160, 160}) {
            auto const got = db::claim_inbox_items(tx, 10, 10s);
            REQUIRE(got->size() == 1);
            CHECK(length() == seconds);
            REQUIRE(db::renew_inbox_items(tx, {got->at(0).id}, 10s));
            CHECK(length() == seconds);
            tx.exec("UPDATE inbox_item SET lease_until = now() - interval '1 second'");
        }
    });
}
