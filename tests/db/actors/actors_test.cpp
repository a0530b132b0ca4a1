// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/actors.hpp"
#include "db/domain_blocks.hpp"
#include "db/follows.hpp"
#include "db/tombstones.hpp"
#include "support/people.hpp"
#include "support/purge.hpp"
#include "support/test_database.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

namespace {

tests::test_database& base()
{
    static tests::test_database shared;
    return shared;
}

domain::actor document_of(std::string const& uri)
{
    domain::actor a;
    a.uri = uri;
    a.username = "bo";
    a.host = "b.test";
    a.name = "Bo \"Quote\" {Brace}";
    a.inbox = uri + "/inbox";
    a.followers = uri + "/followers";
    a.also_known_as = {"https://c.test/old", "a,b"};
    a.fields = {{"Web, site", "<a href=\"https://b.test\">b</a>"}, {"Empty", ""}};
    a.fetched_at = core::now();
    return a;
}

} // namespace

TEST_CASE("A remote actor is stored as its document says, and once more keeps its id and state",
          "[db][actors]")
{
    base().in_transaction([](db::transaction& tx) {
        auto doc = document_of("https://b.test/u/bo");
        auto const id = db::upsert_remote_actor(
            tx, doc, {{"https://b.test/u/bo#k", {}, domain::key_algorithm::rsa, "der"}});
        REQUIRE(id);
        REQUIRE(db::update_actor_state(tx, *id, domain::actor_state::silenced));
        doc.name = "Bo";
        doc.fields.pop_back();
        CHECK(*db::upsert_remote_actor(
                  tx, doc, {{"https://b.test/u/bo#k2", {}, domain::key_algorithm::ed25519, "der"}}) == *id);
        auto const found = *db::find_actor_by_uri(tx, doc.uri);
        REQUIRE(found);
        CHECK(found->name == "Bo");
        CHECK(found->also_known_as == doc.also_known_as);
        REQUIRE(found->fields.size() == 1);
        CHECK(found->fields[0].name == "Web, site");
        CHECK(found->state == domain::actor_state::silenced);
        CHECK_FALSE(*db::find_public_key(tx, "https://b.test/u/bo#k"));
        CHECK((*db::find_public_key(tx, "https://b.test/u/bo#k2"))->spki == "der");
    });
}

TEST_CASE("A document from elsewhere never replaces an actor of ours, nor takes over another's key",
          "[db][actors]")
{
    base().in_transaction([](db::transaction& tx) {
        auto const alice = tests::add_member(tx, "alice");
        CHECK(db::upsert_remote_actor(tx, document_of(alice.uri), {}).error().code == errc::forbidden);
        auto const victim =
            db::upsert_remote_actor(tx, document_of("https://b.test/u/victim"),
                                    {{"https://b.test/key", {}, domain::key_algorithm::rsa, "theirs"}});
        REQUIRE(victim);
        REQUIRE(db::upsert_remote_actor(tx, document_of("https://b.test/u/evil"),
                                        {{"https://b.test/key", {}, domain::key_algorithm::rsa, "evil"}}));
        CHECK((*db::find_public_key(tx, "https://b.test/key"))->spki == "theirs");
    });
}

TEST_CASE("A handle is given out once, whatever its case", "[db][actors]")
{
    base().in_transaction([](db::transaction& tx) {
        tests::add_member(tx, "alice");
        auto second = document_of("https://a.test/ap/actors/1");
        second.local = true;
        second.username = "Alice";
        CHECK(db::insert_actor(tx, second).error().code == errc::conflict);
        CHECK((*db::find_local_actor(tx, "ALICE"))->username == "alice");
    });
}

TEST_CASE("One follow per pair: a second Follow takes over the URI and never lowers what was accepted",
          "[db][follows]")
{
    base().in_transaction([](db::transaction& tx) {
        auto const alice = tests::add_member(tx, "alice");
        auto const bo = tests::add_remote_actor(tx, "https://b.test/u/bo");
        db::follow f{.id = {}, .follower_id = bo.id, .followed_id = alice.id, .uri = "https://b.test/f/1"};
        auto const first = *db::upsert_follow(tx, f);
        CHECK(*db::accept_follow(tx, first.id, core::now()));
        CHECK_FALSE(*db::accept_follow(tx, first.id, core::now()));
        f.uri = "https://b.test/f/2";
        auto const second = *db::upsert_follow(tx, f);
        CHECK(second.id == first.id);
        CHECK(second.uri == "https://b.test/f/2");
        CHECK(second.state == db::follow_state::accepted);
        CHECK(*db::count_followers(tx, alice.id) == 1);
        CHECK(db::followers_of(tx, alice.id, {}, 10)->at(0).other.uri == bo.uri);
        CHECK(*db::follower_uris_at(tx, alice.id, "https://b.test") == std::vector<std::string>{bo.uri});
        CHECK(db::follower_uris_at(tx, alice.id, "https://b.tes")->empty());
        CHECK(*db::delete_follow(tx, bo.id, alice.id));
        CHECK_FALSE(*db::delete_follow(tx, bo.id, alice.id));
    });
}

TEST_CASE("The most specific rule for a domain wins, and sub-domains are under it", "[db][domain_blocks]")
{
    base().in_transaction([](db::transaction& tx) {
        using enum db::block_severity;
        REQUIRE(db::set_domain_block(tx, {"evil.test", suspend, ""}));
        REQUIRE(db::set_domain_block(tx, {"good.evil.test", allow, ""}));
        REQUIRE(db::set_domain_block(tx, {"loud.test", silence, ""}));
        auto const all = *db::list_domain_blocks(tx);
        auto const [host, expected] = GENERATE(table<std::string, db::block_severity>({
            {"evil.test", suspend},
            {"a.b.evil.test", suspend},
            {"evil.test:8443", suspend},
            {"good.evil.test", allow},
            {"x.good.evil.test", allow},
            {"notevil.test", allow},
            {"loud.test", silence},
            {"test", allow},
        }));
        INFO(host);
        CHECK(db::severity_among(all, host) == expected);
    });
}

TEST_CASE("What nobody here refers to goes after its time, and nothing else", "[db][purge]")
{
    base().in_transaction([](db::transaction& tx) {
        auto const alice = tests::add_member(tx, "alice");
        auto const kept = tests::add_remote_actor(tx, "https://b.test/u/kept");
        auto const lost = tests::add_remote_actor(tx, "https://b.test/u/lost");
        REQUIRE(db::upsert_follow(
            tx, {.id = {}, .follower_id = alice.id, .followed_id = kept.id, .uri = "https://a.test/f"}));
        REQUIRE(db::insert_tombstone(
            tx, {"https://b.test/n/1", false, "Note", core::now() - std::chrono::days(100)}));
        REQUIRE(db::insert_tombstone(
            tx, {"https://a.test/n/1", true, "Note", core::now() - std::chrono::days(100)}));
        tx.exec("UPDATE actor SET fetched_at = now() - interval '91 days' WHERE NOT local");
        CHECK(tests::purge(tx) == 2);
        CHECK(*db::find_actor(tx, kept.id));
        CHECK_FALSE(*db::find_actor(tx, lost.id));
        CHECK(*db::find_actor(tx, alice.id));
        CHECK_FALSE(*db::find_tombstone(tx, "https://b.test/n/1"));
        CHECK(*db::find_tombstone(tx, "https://a.test/n/1"));
    });
}

TEST_CASE("A move is believed once in 30 days", "[db][actors]")
{
    base().in_transaction([](db::transaction& tx) {
        auto const bo = tests::add_remote_actor(tx, "https://b.test/u/bo");
        CHECK(*db::record_move(tx, bo.id, "https://c.test/u/bo", core::now()));
        CHECK_FALSE(*db::record_move(tx, bo.id, "https://d.test/u/bo", core::now()));
        CHECK(*db::record_move(tx, bo.id, "https://d.test/u/bo", core::now() + std::chrono::days(31)));
    });
}
