// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/peers.hpp"

#include "db/deliveries.hpp"
#include "support/test_database.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

namespace {

constexpr auto* one = "00000000-0000-4000-8000-000000000001";
constexpr auto* two = "00000000-0000-4000-8000-000000000002";

std::int64_t add_peer(db::transaction& tx, std::string const& origin, bool has_work = true)
{
    return tx
        .exec_params("INSERT INTO peer (origin, has_work) VALUES ($1, $2) RETURNING id", origin,
                     has_work)[0][0]
        .as<std::int64_t>();
}

void add_delivery(db::transaction& tx, std::int64_t peer, std::int64_t activity)
{
    tx.exec_params("INSERT INTO delivery (peer_id, activity_id, inbox_id, lane, expires_at) VALUES ($1, $2, "
                   "1, 0, now() + interval '1 day')",
                   peer, activity);
}

std::string column(db::transaction& tx, std::string const& name)
{
    return tx.exec1("SELECT " + name + "::text FROM peer ORDER BY id LIMIT 1")[0].c_str();
}

} // namespace

TEST_CASE("a peer is leased by one process at a time", "[db][peers]")
{
    tests::test_database base;
    base.in_transaction([](db::transaction& tx) {
        add_peer(tx, "https://b.test");
        add_peer(tx, "https://idle.test", false);
        CHECK(db::claim_peers(tx, {one}, 10, false)->size() == 1);
        CHECK(db::claim_peers(tx, {two}, 10, false)->empty());
        CHECK(db::claim_peers(tx, {one}, 10, false)->empty());
        tx.exec("UPDATE peer SET lease_until = now() - interval '1 second'");
        CHECK(db::claim_peers(tx, {two}, 10, false)->size() == 1);
    });
}

TEST_CASE("a lease that ran out, or is another's, is not renewed", "[db][peers]")
{
    tests::test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const id = add_peer(tx, "https://b.test");
        REQUIRE(db::claim_peers(tx, {one}, 10, false));
        CHECK(db::renew_leases(tx, {one}, {id})->size() == 1);
        CHECK(db::renew_leases(tx, {two}, {id})->empty());
        tx.exec("UPDATE peer SET lease_until = now() - interval '1 second'");
        CHECK(db::renew_leases(tx, {one}, {id})->empty());
    });
}

TEST_CASE("whoever lost the lease changes nothing about the peer", "[db][peers]")
{
    tests::test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const id = add_peer(tx, "https://b.test");
        add_delivery(tx, id, 7);
        REQUIRE(db::claim_peers(tx, {two}, 10, false));
        db::delivery_books books;
        books.peers.push_back({id, "open", 4, core::now() + std::chrono::hours(1)});
        REQUIRE(db::settle(tx, one, books));
        CHECK(column(tx, "failures") == "0");
        CHECK(column(tx, "lease_owner") == two);
        REQUIRE(db::settle(tx, two, books));
        CHECK(column(tx, "failures") == "4");
        CHECK(column(tx, "lease_owner").empty());
        CHECK(column(tx, "has_work") == "true");
        CHECK_FALSE(column(tx, "failing_since").empty());
    });
}

TEST_CASE("a peer goes idle with its last delivery", "[db][peers]")
{
    tests::test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const id = add_peer(tx, "https://b.test");
        add_delivery(tx, id, 7);
        REQUIRE(db::claim_peers(tx, {one}, 10, false));
        db::delivery_books books;
        books.finished.push_back({id, {7}, 1});
        books.peers.push_back({id, "closed", 0, core::now(), true, "rfc9421"});
        REQUIRE(db::settle(tx, one, books));
        CHECK(column(tx, "has_work") == "false");
        CHECK(column(tx, "signature_scheme") == "rfc9421");
        CHECK_FALSE(column(tx, "last_success_at").empty());
    });
}

TEST_CASE("a peer that is enqueued to at the same time stays awake", "[db][peers]")
{
    tests::test_database base;
    std::int64_t id = 0;
    base.commit([&](db::transaction& tx) {
        id = add_peer(tx, "https://b.test");
        REQUIRE(db::claim_peers(tx, {one}, 10, false));
    });
    base.commit([&](db::transaction& enqueuer) {
        enqueuer.exec_params("SELECT id FROM peer WHERE id = $1 FOR KEY SHARE", id);
        add_delivery(enqueuer, id, 7);
        base.commit([&](db::transaction& worker) {
            db::delivery_books books;
            books.peers.push_back({id, "closed", 0, core::now()});
            REQUIRE(db::settle(worker, one, books));
            CHECK(column(worker, "has_work") == "true");
        });
        db::wake_peers(enqueuer, {{id}});
    });
    base.in_transaction(
        [](db::transaction& tx) { CHECK(db::claim_peers(tx, {two}, 10, false)->size() == 1); });
}

TEST_CASE("peers that failed are claimed apart, and not before their time", "[db][peers]")
{
    tests::test_database base;
    base.in_transaction([](db::transaction& tx) {
        add_peer(tx, "https://b.test");
        tx.exec(
            "UPDATE peer SET failures = 3, state = 'open', next_attempt_at = now() + interval '1 minute'");
        CHECK(db::claim_peers(tx, {one}, 10, true)->empty());
        tx.exec("UPDATE peer SET next_attempt_at = now()");
        CHECK(db::claim_peers(tx, {one}, 10, false)->empty());
        CHECK(db::claim_peers(tx, {one}, 10, true)->size() == 1);
        CHECK(column(tx, "state") == "half_open");
    });
}

TEST_CASE("a peer that was given up is tried again when it speaks to us", "[db][peers]")
{
    tests::test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const id = add_peer(tx, "https://b.test");
        add_delivery(tx, id, 7);
        tx.exec("UPDATE peer SET failures = 30, state = 'gone'");
        CHECK(db::claim_peers(tx, {one}, 10, true)->empty());
        CHECK(*db::delete_deliveries_of_gone_peers(tx) == 1);
        REQUIRE(db::hear_from_peers(tx, {"https://b.test", "https://elsewhere.test"}));
        CHECK(db::claim_peers(tx, {one}, 10, true)->size() == 1);
    });
}

TEST_CASE("rows come in the order of their activities, behind a cursor, so many a peer", "[db][deliveries]")
{
    tests::test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const a = add_peer(tx, "https://b.test"), b = add_peer(tx, "https://c.test");
        for (std::int64_t const activity : {9, 3, 5})
            for (auto const peer : {a, b})
                add_delivery(tx, peer, activity);
        auto const rows = *db::next_deliveries(tx, {a, b}, {}, 2);
        REQUIRE(rows.size() == 4);
        CHECK(rows[0].activity_id.value == 3);
        CHECK(rows[1].activity_id.value == 5);
        CHECK(rows[2].peer_id == b);
        auto const rest = *db::next_deliveries(tx, {a}, {{5}, 1}, 2);
        REQUIRE(rest.size() == 1);
        CHECK(rest[0].activity_id.value == 9);
        auto const depth = *db::delivery_depth(tx);
        REQUIRE(depth.size() == 1);
        CHECK(depth[0].deliveries == 6);
        CHECK(depth[0].peers == 2);
    });
}

TEST_CASE("a peer that nobody woke is found again", "[db][peers]")
{
    tests::test_database base;
    base.in_transaction([](db::transaction& tx) {
        add_delivery(tx, add_peer(tx, "https://b.test", false), 7);
        CHECK(*db::notice_forgotten_peers(tx) == 1);
        CHECK(*db::notice_forgotten_peers(tx) == 0);
    });
}
