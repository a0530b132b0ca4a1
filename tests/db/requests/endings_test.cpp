// SPDX-License-Identifier: AGPL-3.0-or-later
// How requests end, and who gets the last place.
#include "scene.hpp"

#include <atomic>
#include <set>
#include <thread>

using namespace federwerk;
using namespace federwerk::tests;
using domain::request_state;
using domain::step;
using std::chrono::days;

namespace {

std::string without(std::string text, std::string const& part)
{
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part))
        text.replace(at, part.size(), "*");
    return text;
}

} // namespace

TEST_CASE("an early Reject from elsewhere shows no sooner than silence", "[app][requests]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        scene s(tx);
        auto const declined = add_request(tx, s.carol, add_opening(tx, s.bo)),
                   ignored = add_request(tx, s.carol, add_opening(tx, s.bo));
        auto const now = core::now();
        REQUIRE(app::receive_rejection(tx, {uris, s.bo, now}, declined.uri).value());
        CHECK(s.count("notification") == 0);
        CHECK((domain::shown(domain::party::sender, s.row(declined.id), now).state == request_state::sent));
        auto const end = std::max(declined.expires_at, ignored.expires_at);
        CHECK(app::expire_requests(tx, uris, end, 10).value() == 2);
        CHECK((s.row(declined.id).state == request_state::expired));
        CHECK((s.row(ignored.id).state == request_state::expired));
        CHECK(s.count("notification WHERE kind = 'request_closed'") == 2);
        // Theirs comes after our own clock ended it: it says nothing new, and opens nothing again.
        CHECK(app::receive_rejection(tx, {uris, s.bo, end}, ignored.uri).value());
        CHECK((s.row(ignored.id).state == request_state::expired));
        CHECK((domain::shown(domain::party::sender, s.row(ignored.id), end).state == request_state::expired));
        CHECK(s.row(ignored.id).expires_at == ignored.expires_at);
        CHECK(s.count("notification WHERE kind = 'request_closed'") == 2);
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
        CHECK(app::receive_agreement(tx, {uris, s.bo, r.expires_at + days(1)}, r.uri, "https://b.test/g")
                  .value());
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
        CHECK(app::receive_withdrawal(tx, {uris, s.bo, core::now()}, "https://b.test/r/1").value());
        CHECK((s.row(id).state == request_state::ended));
        CHECK(taken() == 0);
        CHECK(app::receive_withdrawal(tx, {uris, s.bo, core::now()}, "https://b.test/r/1").value());
        CHECK(taken() == 0);
        s.receive("https://b.test/r/2", o.uri + "#primary", s.bo);
        CHECK(app::receive_withdrawal(tx, {uris, s.bo, core::now()}, "https://b.test/r/2").value());
        CHECK((db::lock_request_by_uri(tx, "https://b.test/r/2").value()->state == request_state::withdrawn));
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
