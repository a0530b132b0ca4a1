// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/thread_messages.hpp"
#include "support/request_scene.hpp"
#include "support/test_database.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using std::chrono::days;

namespace {

std::vector<core::snowflake> ids_of(std::vector<domain::request> const& found)
{
    std::vector<core::snowflake> out;
    for (auto const& each : found)
        out.push_back(each.id);
    return out;
}

} // namespace

TEST_CASE("a request is read back as it was written, and by its ids", "[db][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), carol = add_member(tx, "carol");
        auto r = add_request(tx, alice, add_opening(tx, carol));
        auto const now = r.created_at + days(1);
        r.answers = {};
        r.state = domain::request_state::agreed;
        r.agreement_uri = "https://a.test/ap/agreements/1";
        r.interested_at = r.agreed_at = r.sender_done_at = now;
        r.thread_removed_at = now;
        r.highlight_uri = "https://a.test/ap/highlights/1";
        r.introduction = "They are good";
        r.introducer_id = carol.id;
        REQUIRE(db::update_request(tx, r));
        auto const found = db::lock_request(tx, r.id).value();
        REQUIRE(found);
        CHECK(found->uri == r.uri);
        CHECK((found->state == r.state));
        CHECK((found->agreed_at == now));
        CHECK((found->sender_done_at == now));
        CHECK_FALSE(found->receiver_done_at);
        CHECK((found->expires_at == r.expires_at));
        CHECK((found->thread_removed_at == now));
        CHECK(found->highlight_uri == r.highlight_uri);
        CHECK(found->introduction == r.introduction);
        CHECK((found->introducer_id == carol.id));
        CHECK(db::lock_request_by_uri(tx, r.uri).value());
        CHECK(db::find_request(tx, r.id).value());
        CHECK((db::find_request_of_agreement(tx, *r.agreement_uri).value()->id == r.id));
        CHECK_FALSE(db::lock_request_by_uri(tx, r.uri + "0").value());
    });
}

TEST_CASE("there is one open request per person and seat; what is over may be asked again", "[db][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), carol = add_member(tx, "carol"),
                   dan = add_member(tx, "dan");
        auto const o = add_opening(tx, carol, {.form = domain::opening_form::call});
        auto r = add_request(tx, alice, o);
        add_request(tx, alice, o, 1);
        add_request(tx, dan, o);
        auto again = r;
        again.id = db::next_id(tx).value();
        again.uri += "-again";
        for (auto const state : {"sent", "interested", "not_now", "agreed"}) {
            r.state = *domain::parse_request_state(state);
            REQUIRE(db::update_request(tx, r));
            CHECK((db::insert_request(tx, again).error().code == errc::conflict));
        }
        for (auto const state : {"withdrawn", "expired", "ended", "done", "credited"}) {
            r.state = *domain::parse_request_state(state);
            REQUIRE(db::update_request(tx, r));
            REQUIRE(db::insert_request(tx, again));
            tx.exec_params("DELETE FROM request WHERE id = $1", again.id.value);
        }
    });
}

TEST_CASE("each finds what they sent, and what they or their organisation received", "[db][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), carol = add_member(tx, "carol"),
                   dan = add_member(tx, "dan");
        auto const org = add_remote_actor(tx, "https://x.test/org", domain::actor_kind::organization);
        make_organisation(tx, org, dan);
        auto const one = add_request(tx, alice, add_opening(tx, carol));
        auto const two = add_request(tx, alice, add_opening(tx, org));
        using ids = std::vector<core::snowflake>;
        CHECK((ids_of(db::requests_sent(tx, alice.id, {}, 10).value()) == ids{two.id, one.id}));
        CHECK((ids_of(db::requests_sent(tx, alice.id, two.id, 10).value()) == ids{one.id}));
        CHECK((ids_of(db::requests_sent(tx, alice.id, {}, 1).value()) == ids{two.id}));
        CHECK((ids_of(db::requests_received(tx, carol.id, {}, 10).value()) == ids{one.id}));
        CHECK((ids_of(db::requests_received(tx, dan.id, {}, 10).value()) == ids{two.id}));
        CHECK(db::requests_received(tx, alice.id, {}, 10).value().empty());
        CHECK(db::requests_with_threads(tx, alice.id, {}, 10).value().empty());
        auto talked = one;
        talked.interested_at = core::now();
        REQUIRE(db::update_request(tx, talked));
        CHECK((ids_of(db::requests_with_threads(tx, alice.id, {}, 10).value()) == ids{one.id}));
        CHECK((ids_of(db::requests_with_threads(tx, carol.id, {}, 10).value()) == ids{one.id}));
        CHECK(db::requests_with_threads(tx, dan.id, {}, 10).value().empty());
        talked.thread_removed_at = core::now();
        REQUIRE(db::update_request(tx, talked));
        CHECK(db::requests_with_threads(tx, alice.id, {}, 10).value().empty());
    });
}

TEST_CASE("requests expire in the order of their ends, declined or not", "[db][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), carol = add_member(tx, "carol");
        std::vector<domain::request> made;
        for (auto const state : {"interested", "not_now", "sent", "agreed", "withdrawn"}) {
            auto r = add_request(tx, alice, add_opening(tx, carol));
            r.state = *domain::parse_request_state(state);
            r.expires_at = core::now() - days(1) - std::chrono::seconds(made.size());
            REQUIRE(db::update_request(tx, r));
            made.push_back(r);
        }
        auto const due = db::requests_that_expire(tx, core::now(), 10).value();
        CHECK((due == std::vector{made[2].id, made[1].id, made[0].id}));
        CHECK(db::requests_that_expire(tx, core::now(), 2).value().size() == 2);
        CHECK(db::requests_that_expire(tx, core::now() - days(2), 10).value().empty());
    });
}

TEST_CASE("strangers are counted by the day, declines when they expire and not before", "[db][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), carol = add_member(tx, "carol"),
                   dan = add_member(tx, "dan"), erin = add_member(tx, "erin");
        auto const now = core::now() + std::chrono::minutes(1);
        auto first = add_request(tx, alice, add_opening(tx, carol));
        auto second = add_request(tx, alice, add_opening(tx, carol));
        auto third = add_request(tx, alice, add_opening(tx, dan));
        auto history = db::history_of_sender(tx, alice.id, now).value();
        CHECK_FALSE(history.of_host);
        CHECK(history.strangers_today == 2); // People, not requests
        CHECK(history.answered == 0);
        CHECK(db::acquaintance_of(tx, alice.id, carol.id, now).value().asked_today > 0);
        CHECK(db::acquaintance_of(tx, alice.id, erin.id, now).value().asked_today == 0);
        CHECK(db::acquaintance_of(tx, alice.id, carol.id, now + days(2)).value().asked_today == 0);

        first.state = domain::request_state::not_now;
        third.state = domain::request_state::agreed;
        third.interested_at = third.agreed_at = now;
        for (auto const& each : {first, third})
            REQUIRE(db::update_request(tx, each));
        history = db::history_of_sender(tx, alice.id, now).value();
        CHECK(history.strangers_today == 1);
        CHECK(history.answered == 1);
        CHECK(history.declined == 0);
        CHECK(db::acquaintance_of(tx, alice.id, dan.id, now + days(2)).value().agreed);

        history = db::history_of_sender(tx, alice.id, now + days(22)).value();
        CHECK(history.strangers_today == 0);
        CHECK(history.answered == 3);
        CHECK(history.declined == 2);                    // The declined one and the ignored one
        second.state = domain::request_state::withdrawn; // On the last day, for whatever that may help
        REQUIRE(db::update_request(tx, second));
        CHECK(db::history_of_sender(tx, alice.id, now).value().declined == 0);
        CHECK(db::history_of_sender(tx, alice.id, now + days(22)).value().declined == 2);
    });
}

TEST_CASE("a host is counted by all its people, as far as they ask people here", "[db][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const carol = add_member(tx, "carol"), dan = add_member(tx, "dan");
        auto const bo = add_remote_actor(tx, "https://b.test/u/bo"),
                   bea = add_remote_actor(tx, "https://b.test/u/bea"),
                   cy = add_remote_actor(tx, "https://c.test/u/cy");
        add_request(tx, bo, add_opening(tx, carol));
        add_request(tx, bea, add_opening(tx, carol));
        add_request(tx, bea, add_opening(tx, dan));
        add_request(tx, cy, add_opening(tx, carol));
        add_request(tx, bo, add_opening(tx, cy));
        auto const now = core::now() + std::chrono::minutes(1);
        auto const history = db::history_of_host(tx, "b.test", now).value();
        CHECK(history.of_host);
        CHECK(history.strangers_today == 3);
        CHECK(db::history_of_host(tx, "c.test", now).value().strangers_today == 1);
        CHECK(db::history_of_host(tx, "a.test", now).value().strangers_today == 0);
    });
}

TEST_CASE("messages of a thread are kept once, read newest first, and go with it", "[db][threads]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), carol = add_member(tx, "carol");
        auto const r = add_request(tx, alice, add_opening(tx, carol));
        for (int i = 0; i < 3; ++i) {
            db::thread_message m;
            m.uri = "https://a.test/ap/messages/" + std::to_string(i);
            m.request_id = r.id;
            m.actor_id = alice.id;
            m.html = "<p>Hello</p>";
            m.plain = "Hello";
            m.published = core::now();
            CHECK(db::insert_thread_message(tx, m).value());
            CHECK_FALSE(db::insert_thread_message(tx, m).value());
        }
        auto const all = db::thread_messages(tx, r.id, {}, 10).value();
        REQUIRE(all.size() == 3);
        CHECK(all[0].uri.ends_with("2"));
        CHECK(db::thread_messages(tx, r.id, all[1].id, 10).value().size() == 1);
        CHECK_FALSE(db::delete_thread_message(tx, all[0].uri, carol.id).value());
        CHECK(db::delete_thread_message(tx, all[0].uri, alice.id).value());
        CHECK_FALSE(db::find_thread_message(tx, all[0].uri).value());
        REQUIRE(db::delete_thread_messages(tx, r.id));
        CHECK(db::thread_messages(tx, r.id, {}, 10).value().empty());
    });
}
