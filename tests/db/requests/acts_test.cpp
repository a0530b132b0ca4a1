// SPDX-License-Identifier: AGPL-3.0-or-later
// What the wire brings of requests, and what goes out for it.
#include "app/threads/remove_thread.hpp"
#include "scene.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using app::request_intake;
using domain::request_state;
using domain::step;
using std::chrono::days;

TEST_CASE("a request from elsewhere is stored once, and its receiver is told once", "[app][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        scene s(tx);
        auto const o = add_opening(tx, s.carol, {.form = domain::opening_form::call});
        CHECK((s.receive("https://b.test/r/1", o.uri + "#seat-1", s.bo) == request_intake::stored));
        CHECK((s.receive("https://b.test/r/1", o.uri + "#seat-1", s.bo) == request_intake::known));
        CHECK((s.receive("https://b.test/r/2", o.uri + "#seat-1", s.bo) == request_intake::known));
        CHECK((s.receive("https://b.test/r/3", o.uri, s.bo) == request_intake::stored));
        auto const found = db::requests_received(tx, s.carol.id, {}, 10).value();
        REQUIRE(found.size() == 2);
        CHECK(found[1].position == 1);
        CHECK(found[0].position == 0);
        CHECK(s.count("notification WHERE kind = 'request_received'") == 2);
        CHECK(s.count("activity") == 0);
    });
}

TEST_CASE("what is full refuses by the owner's Reject; what is not seen says nothing", "[app][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        scene s(tx);
        auto full = add_opening(tx, s.carol);
        full.full_until = core::now() + days(3);
        REQUIRE(db::update_opening(tx, full));
        tx.exec_params("UPDATE opening SET full_until = now() + interval '3 days' WHERE id = $1",
                       full.id.value);
        CHECK((s.receive("https://b.test/r/1", full.uri + "#primary", s.bo) == request_intake::refused));
        CHECK(s.count("activity WHERE type = 'Reject'") == 1);
        CHECK(s.count("delivery") == 1);

        auto const hidden = add_opening(tx, s.carol);
        tx.exec_params("INSERT INTO opening_exclusion (opening_id, domain) VALUES ($1, 'b.test')",
                       hidden.id.value);
        CHECK((s.receive("https://b.test/r/2", hidden.uri + "#primary", s.bo) == request_intake::no_opening));
        CHECK((s.receive("https://b.test/r/3", "https://a.test/ap/openings/1#primary", s.bo) ==
               request_intake::no_opening));
        auto const theirs = add_opening(tx, add_remote_actor(tx, "https://c.test/u/cy"));
        CHECK((s.receive("https://b.test/r/4", theirs.uri + "#primary", s.bo) == request_intake::no_opening));
        CHECK(s.count("activity") == 1);
        CHECK(s.count("request") == 0);
    });
}

TEST_CASE("twenty strangers a day from an instance that nobody here has welcomed, and not one more",
          "[app][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        scene s(tx);
        for (int i = 0; i < 20; ++i) {
            auto const o = add_opening(tx, add_member(tx, "m" + std::to_string(i)));
            CHECK((s.receive("https://b.test/r/" + std::to_string(i), o.uri + "#primary", s.bo) ==
                   request_intake::stored));
        }
        auto const o = add_opening(tx, s.carol);
        CHECK((s.receive("https://b.test/r/x", o.uri + "#primary", s.bo) == request_intake::throttled));
        auto const bea = add_remote_actor(tx, "https://b.test/u/bea");
        CHECK((s.receive("https://b.test/r/y", o.uri + "#primary", bea) == request_intake::throttled));
        auto const cy = add_remote_actor(tx, "https://c.test/u/cy");
        CHECK((s.receive("https://c.test/r/z", o.uri + "#primary", cy) == request_intake::stored));
    });
}

TEST_CASE("the owner's answers go out in one lane; the whole way with somebody elsewhere", "[app][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        scene s(tx);
        auto const o = add_opening(tx, s.carol);
        s.receive("https://b.test/r/1", o.uri + "#primary", s.bo);
        auto const id = db::requests_received(tx, s.carol.id, {}, 1).value()[0].id;
        REQUIRE(s.does(s.carol, id, step::interest));
        CHECK(s.last_body("TentativeAccept").find("\"object\":\"https://b.test/r/1\"") != std::string::npos);
        REQUIRE(s.does(s.carol, id, step::agree));
        auto const agreement = s.row(id).agreement_uri.value();
        CHECK(agreement == uris.agreement(id));
        CHECK(s.last_body("Accept").find(agreement) != std::string::npos);
        REQUIRE(s.does(s.carol, id, step::done));
        CHECK(s.last_body("Create").find("\"Receipt\"") != std::string::npos);
        CHECK((s.row(id).state == request_state::agreed));
        CHECK(app::receive_done(tx, {uris, s.bo, core::now()}, agreement).value());
        CHECK(app::receive_done(tx, {uris, s.bo, core::now()}, agreement).value());
        CHECK((s.row(id).state == request_state::done));
        CHECK(s.count("notification WHERE kind = 'request_done'") == 1);
        CHECK(tx.exec1("SELECT count(DISTINCT lane) AS n FROM delivery")["n"].as<int>() == 1);
        CHECK(s.count("delivery") == 3);
    });
}

TEST_CASE("whatever is said about one opening goes to one server in one lane", "[app][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        scene s(tx);
        auto const o = add_opening(tx, s.bo);
        for (int i = 0; i < 4; ++i) // What is asked anew must not overtake what was taken back
            REQUIRE(s.does(s.carol, add_request(tx, s.carol, o).id, step::withdraw));
        CHECK(tx.exec1("SELECT count(DISTINCT lane) AS n FROM delivery")["n"].as<int>() == 1);
        CHECK(s.count("delivery") == 4);
    });
}

TEST_CASE("what the owner elsewhere says of our request is believed from them alone", "[app][requests][T-13]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        scene s(tx);
        auto const eve = add_remote_actor(tx, "https://e.test/u/eve");
        auto const r = add_request(tx, s.carol, add_opening(tx, s.bo));
        auto const now = core::now();
        auto const agreement = std::string("https://b.test/agreements/1");
        for (auto const& by : {eve, s.carol}) {
            CHECK((app::receive_interest(tx, {uris, by, now}, r.uri).error().code == errc::forbidden));
            CHECK((app::receive_agreement(tx, {uris, by, now}, r.uri, agreement).error().code ==
                   errc::forbidden));
            CHECK((app::receive_rejection(tx, {uris, by, now}, r.uri).error().code == errc::forbidden));
        }
        CHECK((app::receive_withdrawal(tx, {uris, s.bo, now}, r.uri).error().code == errc::forbidden));
        CHECK((s.row(r.id).state == request_state::sent));
        CHECK_FALSE(app::receive_interest(tx, {uris, s.bo, now}, r.uri + "0").value());
        CHECK(app::receive_interest(tx, {uris, s.bo, now}, r.uri).value());
        CHECK(app::receive_interest(tx, {uris, s.bo, now}, r.uri).value());
        CHECK((s.row(r.id).state == request_state::interested));
        CHECK(app::receive_agreement(tx, {uris, s.bo, now}, r.uri, agreement).value());
        CHECK(app::receive_agreement(tx, {uris, s.bo, now}, r.uri, "https://b.test/agreements/2").value());
        CHECK(s.row(r.id).agreement_uri == agreement);
        CHECK(app::receive_rejection(tx, {uris, s.bo, now}, r.uri).value()); // Too late: they agreed
        CHECK((s.row(r.id).state == request_state::agreed));
        CHECK((app::receive_done(tx, {uris, eve, now}, agreement).error().code == errc::forbidden));
        CHECK((app::receive_end(tx, {uris, eve, now}, r.uri).error().code == errc::forbidden));
        CHECK(app::receive_end(tx, {uris, s.bo, now}, agreement).value());
        CHECK((s.row(r.id).state == request_state::ended));
        CHECK(s.count(
                  "notification WHERE kind IN ('request_interested', 'request_agreed', 'request_closed')") ==
              3);
        CHECK(s.count("delivery") == 0);
        auto const other = add_request(tx, s.carol, add_opening(tx, eve));
        CHECK((app::receive_agreement(tx, {uris, eve, now}, other.uri, agreement).error().code ==
               errc::forbidden));
    });
}

TEST_CASE("people of an organisation answer in its name, others know of nothing", "[app][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        scene s(tx);
        auto const org = add_member(tx, "works"), dan = add_member(tx, "dan");
        tx.exec_params("DELETE FROM member WHERE actor_id = $1", org.id.value);
        make_organisation(tx, org, dan);
        auto const o = add_opening(tx, org, {.form = domain::opening_form::call});
        s.receive("https://b.test/r/1", o.uri, s.bo);
        CHECK(s.count("notification WHERE member_id = " + dan.id.text()) == 1);
        auto const id = db::requests_received(tx, dan.id, {}, 1).value().at(0).id;
        CHECK((s.does(s.carol, id, step::agree).error().code == errc::not_found));
        auto const file = s.does(dan, id, step::agree);
        REQUIRE(file);
        CHECK((file->receiver.id == org.id));
        CHECK(s.last_body("Accept").find("\"actor\":\"" + org.uri + '"') != std::string::npos);
    });
}

TEST_CASE("messages from elsewhere come from a party, into a thread that is open", "[app][threads]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        scene s(tx);
        auto const eve = add_remote_actor(tx, "https://e.test/u/eve");
        auto const r = add_request(tx, s.carol, add_opening(tx, s.bo));
        db::thread_message m;
        m.uri = "https://b.test/notes/1";
        m.html = "<p>Hello</p>";
        m.plain = "Hello";
        m.published = core::now();
        auto const receive = [&](domain::actor const& by) {
            return app::receive_message(tx, by, r.id, m, core::now()).value();
        };
        CHECK_FALSE(receive(s.bo)); // Not before interest
        REQUIRE(app::receive_interest(tx, {uris, s.bo, core::now()}, r.uri).value());
        CHECK_FALSE(receive(eve));
        CHECK(receive(s.bo));
        CHECK(receive(s.bo));
        CHECK(s.count("thread_message") == 1);
        CHECK(s.count("notification WHERE kind = 'thread_message'") == 1);
        CHECK_FALSE(app::receive_thread_removal(tx, eve, r.uri, core::now()).value());
        CHECK(app::receive_thread_removal(tx, s.bo, r.uri, core::now()).value());
        CHECK(s.count("thread_message") == 0);
        CHECK_FALSE(receive(s.bo));
    });
}
