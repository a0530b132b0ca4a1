// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/inbox_items.hpp"
#include "support/test_database.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

namespace {

// The cluster of the tests waits for no disk.
void begin_as_the_program_does(db::transaction& tx)
{
    tx.exec("SET LOCAL synchronous_commit = on");
}

std::string waits_for_the_disk(db::transaction& tx)
{
    return tx.exec1("SHOW synchronous_commit")[0].as<std::string>();
}

db::inbox_item some_item()
{
    db::inbox_item item;
    item.activity_uri = "https://b.test/activities/1";
    item.actor_uri = "https://b.test/u/bo";
    item.sender_host = "b.test";
    item.type = "Create";
    item.body = "{}";
    item.trusted = true;
    return item;
}

} // namespace

TEST_CASE("what is acknowledged waits for the disk", "[db][inbox]")
{
    tests::test_database base;
    base.in_transaction([](db::transaction& tx) {
        begin_as_the_program_does(tx);
        REQUIRE(db::insert_inbox_items(tx, {some_item()}));
        CHECK(waits_for_the_disk(tx) == "on");
    });
}

TEST_CASE("what would be done again after a crash does not wait for the disk", "[db][inbox]")
{
    tests::test_database base;
    base.commit([](db::transaction& tx) { REQUIRE(db::insert_inbox_items(tx, {some_item()})); });
    core::snowflake id;
    base.commit([&](db::transaction& tx) {
        begin_as_the_program_does(tx);
        id = db::claim_inbox_items(tx, 1, std::chrono::seconds(90)).value().at(0).id;
        CHECK(waits_for_the_disk(tx) == "off");
    });
    base.commit([&](db::transaction& tx) {
        begin_as_the_program_does(tx);
        REQUIRE(db::finish_inbox_item(tx, id, "done"));
        CHECK(waits_for_the_disk(tx) == "off");
    });
}
