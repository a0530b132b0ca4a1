// SPDX-License-Identifier: AGPL-3.0-or-later
// The acts as rows: what the wire brings, what goes out for it, and the last place.
#include "app/expire_requests.hpp"
#include "app/send_message.hpp"
#include "app/take_step.hpp"
#include "support/request_scene.hpp"
#include "support/test_database.hpp"

#include <atomic>
#include <set>
#include <thread>

using namespace federwerk;
using namespace federwerk::tests;
using app::request_intake;
using domain::request_state;
using domain::step;
using std::chrono::days;

namespace {

domain::uris const uris("https://a.test", "a.test");

// carol lives here, bo elsewhere.
struct scene {
    scene(db::transaction& t) : tx(t)
    {
        carol = add_member(tx, "carol");
        bo = add_remote_actor(tx, "https://b.test/u/bo");
    }
    std::int64_t count(std::string const& from)
    {
        return tx.exec1("SELECT count(*) AS n FROM " + from)["n"].as<std::int64_t>();
    }
    domain::request row(core::snowflake id) { return db::find_request(tx, id).value().value(); }
    result<app::request_file> does(domain::actor const& who, core::snowflake id, step what)
    {
        TRY(auto const own, app::lock_own_request(tx, id, who.id));
        return app::carry_out(tx, uris, own, what, core::now());
    }
    request_intake receive(std::string const& uri, std::string const& seat_uri, domain::actor const& from)
    {
        return app::receive_request(
                   tx, uris, {.uri = uri, .sender = from, .seat_uri = seat_uri, .message = "Hi"}, core::now())
            .value();
    }
    std::string last_body(std::string const& type)
    {
        return tx
            .exec_params1("SELECT body FROM activity WHERE type = $1 ORDER BY id DESC LIMIT 1", type)["body"]
            .as<std::string>();
    }

    db::transaction& tx;
    domain::actor carol, bo;
};

std::string without(std::string text, std::string const& part)
{
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part))
        text.replace(at, part.size(), "*");
    return text;
}

} // namespace

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

TEST_CASE("twenty strangers a day from one person elsewhere, and not one more", "[app][requests]")
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
        CHECK((s.receive("https://b.test/r/y", o.uri + "#primary", bea) == request_intake::stored));
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
        CHECK(app::receive_done(tx, s.bo, agreement, core::now()).value());
        CHECK(app::receive_done(tx, s.bo, agreement, core::now()).value());
        CHECK((s.row(id).state == request_state::done));
        CHECK(s.count("notification WHERE kind = 'request_done'") == 1);
        CHECK(tx.exec1("SELECT count(DISTINCT lane) AS n FROM delivery")["n"].as<int>() == 1);
        CHECK(s.count("delivery") == 3);
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
            CHECK((app::receive_interest(tx, by, r.uri, now).error().code == errc::forbidden));
            CHECK((app::receive_agreement(tx, by, r.uri, agreement, now).error().code == errc::forbidden));
            CHECK((app::receive_rejection(tx, by, r.uri, now).error().code == errc::forbidden));
        }
        CHECK((app::receive_withdrawal(tx, s.bo, r.uri, now).error().code == errc::forbidden));
        CHECK((s.row(r.id).state == request_state::sent));
        CHECK_FALSE(app::receive_interest(tx, s.bo, r.uri + "0", now).value());
        CHECK(app::receive_interest(tx, s.bo, r.uri, now).value());
        CHECK(app::receive_interest(tx, s.bo, r.uri, now).value());
        CHECK((s.row(r.id).state == request_state::interested));
        CHECK(app::receive_agreement(tx, s.bo, r.uri, agreement, now).value());
        CHECK(app::receive_agreement(tx, s.bo, r.uri, "https://b.test/agreements/2", now).value());
        CHECK(s.row(r.id).agreement_uri == agreement);
        CHECK(app::receive_rejection(tx, s.bo, r.uri, now).value()); // Too late: they agreed
        CHECK((s.row(r.id).state == request_state::agreed));
        CHECK((app::receive_done(tx, eve, agreement, now).error().code == errc::forbidden));
        CHECK((app::receive_end(tx, eve, r.uri, now).error().code == errc::forbidden));
        CHECK(app::receive_end(tx, s.bo, agreement, now).value());
        CHECK((s.row(r.id).state == request_state::ended));
        CHECK(s.count(
                  "notification WHERE kind IN ('request_interested', 'request_agreed', 'request_closed')") ==
              3);
        CHECK(s.count("delivery") == 0);
        auto const other = add_request(tx, s.carol, add_opening(tx, eve));
        CHECK((app::receive_agreement(tx, eve, other.uri, agreement, now).error().code == errc::forbidden));
    });
}

TEST_CASE("an early Reject from elsewhere shows no sooner than silence", "[app][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        scene s(tx);
        auto const declined = add_request(tx, s.carol, add_opening(tx, s.bo)),
                   ignored = add_request(tx, s.carol, add_opening(tx, s.bo));
        auto const now = core::now();
        REQUIRE(app::receive_rejection(tx, s.bo, declined.uri, now).value());
        CHECK(s.count("notification") == 0);
        CHECK((domain::shown_to(domain::party::sender, s.row(declined.id), now) == request_state::sent));
        auto const end = std::max(declined.expires_at, ignored.expires_at);
        CHECK(app::expire_requests(tx, uris, end, 10).value() == 2);
        CHECK((s.row(declined.id).state == request_state::expired));
        CHECK((s.row(ignored.id).state == request_state::expired));
        CHECK(s.count("notification WHERE kind = 'request_closed'") == 2);
        CHECK(app::receive_rejection(tx, s.bo, ignored.uri, end).value());
        CHECK(s.count("activity") == 0);
    });
}

TEST_CASE("an agreement that was on its way when the request ended here still counts", "[app][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        scene s(tx);
        auto const r = add_request(tx, s.carol, add_opening(tx, s.bo));
        CHECK(app::expire_requests(tx, uris, r.expires_at, 10).value() == 1);
        CHECK(app::receive_agreement(tx, s.bo, r.uri, "https://b.test/g", r.expires_at + days(1)).value());
        CHECK((s.row(r.id).state == request_state::agreed));
    });
}

TEST_CASE("declined and ignored ones end in the same Reject, byte for byte", "[app][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        scene s(tx);
        std::vector<std::string> const offers{"https://b.test/r/1", "https://b.test/r/2",
                                              "https://b.test/r/3"};
        for (auto const& uri : offers)
            s.receive(uri, add_opening(tx, s.carol).uri + "#primary", s.bo);
        auto const found = db::requests_received(tx, s.carol.id, {}, 3).value();
        REQUIRE(s.does(s.carol, found[1].id, step::not_now));
        CHECK(s.count("activity") == 0);
        CHECK(app::expire_requests(tx, uris, core::now() + days(20), 10).value() == 0);
        CHECK(app::expire_requests(tx, uris, core::now() + days(22), 10).value() == 3);
        CHECK(app::expire_requests(tx, uris, core::now() + days(22), 10).value() == 0);
        std::set<std::string> bodies;
        for (auto const& row : tx.exec("SELECT uri, body, object_uri FROM activity WHERE type = 'Reject'"))
            bodies.insert(without(without(row["body"].as<std::string>(), row["uri"].as<std::string>()),
                                  row["object_uri"].as<std::string>()));
        CHECK(s.count("activity WHERE type = 'Reject'") == 3);
        CHECK(bodies.size() == 1);
        CHECK(s.count("delivery") == 3);
    });
}

TEST_CASE("what the sender elsewhere takes back frees its place again", "[app][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        scene s(tx);
        auto const o = add_opening(tx, s.carol, {.form = domain::opening_form::call});
        auto const taken = [&] {
            return tx.exec("SELECT taken FROM seat WHERE position = 0")[0]["taken"].as<int>();
        };
        s.receive("https://b.test/r/1", o.uri + "#primary", s.bo);
        auto const id = db::requests_received(tx, s.carol.id, {}, 1).value()[0].id;
        REQUIRE(s.does(s.carol, id, step::agree));
        CHECK(taken() == 1);
        CHECK(app::receive_withdrawal(tx, s.bo, "https://b.test/r/1", core::now()).value());
        CHECK((s.row(id).state == request_state::ended));
        CHECK(taken() == 0);
        CHECK(app::receive_withdrawal(tx, s.bo, "https://b.test/r/1", core::now()).value());
        CHECK(taken() == 0);
        s.receive("https://b.test/r/2", o.uri + "#primary", s.bo);
        CHECK(app::receive_withdrawal(tx, s.bo, "https://b.test/r/2", core::now()).value());
        CHECK((db::lock_request_by_uri(tx, "https://b.test/r/2").value()->state == request_state::withdrawn));
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
        REQUIRE(app::receive_interest(tx, s.bo, r.uri, core::now()).value());
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

TEST_CASE("of two who are agreed with for the last place at once, exactly one gets it",
          "[app][requests][race]")
{
    test_database base;
    auto const form = GENERATE(domain::opening_form::call, domain::opening_form::openness);
    for (int round = 0; round < 8; ++round) {
        domain::actor carol;
        std::vector<domain::request> asked;
        base.commit([&](db::transaction& tx) {
            auto const n = std::to_string(round);
            carol = add_member(tx, "carol" + n);
            auto const o = add_opening(tx, carol, {.form = form, .capacity = 1});
            for (auto const* name : {"alice", "bob", "dan"})
                asked.push_back(add_request(tx, add_member(tx, name + n), o));
        });
        std::atomic<int> agreed = 0, refused = 0;
        std::vector<std::thread> all;
        for (auto const& r : asked)
            all.emplace_back([&, id = r.id] {
                auto const done = base.pool().run_now([&](db::transaction& tx) -> result<app::request_file> {
                    TRY(auto const own, app::lock_own_request(tx, id, carol.id));
                    return app::carry_out(tx, uris, own, step::agree, core::now());
                });
                if (done)
                    ++agreed;
                else if (done.error().code == errc::conflict)
                    ++refused;
            });
        for (auto& each : all)
            each.join();
        CHECK(agreed == 1);
        CHECK(refused == 2);
        base.in_transaction([&](db::transaction& tx) {
            CHECK(tx.exec_params1(
                        "SELECT count(*) AS n FROM request WHERE state = 'agreed' AND receiver_id = $1",
                        carol.id.value)["n"]
                      .as<int>() == 1);
        });
    }
}
