// SPDX-License-Identifier: AGPL-3.0-or-later
// The rows of pacts, who may read what by them, and what goes with their end.
#include "db/pacts.hpp"

#include "db/openings/world.hpp"

namespace federwerk::tests {
namespace {

using core::snowflake;

struct pact_rows {
    explicit pact_rows(db::transaction& t) : tx(t), alice(add_member(t, "alice")), ours(our_station(t)) {}

    db::transaction& tx;
    domain::actor alice, ours;
    domain::actor theirs = has_pact(tx, ours, "b.test");

    std::vector<std::string> listed(db::viewer who) const
    {
        std::vector<std::string> out;
        auto const found = db::openings_for_station(tx, who, {.before = {}, .limit = 50}).value();
        for (auto const& o : found)
            out.push_back(o.uri);
        return out;
    }
};

bool reads(db::transaction& tx, domain::actor const& who, domain::opening const& o)
{
    return db::find_opening(tx, o.id, who.id).value().has_value();
}

} // namespace

TEST_CASE("the partner of a pact reads what is for everybody and for pacts, newest first", "[db][pacts]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        pact_rows const w(tx);
        auto const open = opening(tx, w.alice);
        auto const pacts = opening(tx, w.alice, {.audience = domain::audience::pacts});
        opening(tx, w.alice, {.audience = domain::audience::instance});
        opening(tx, w.alice, {.audience = domain::audience::two_credits});
        CHECK(w.listed(w.theirs.id) == std::vector{pacts.uri, open.uri});
        CHECK(w.listed({}) == std::vector{open.uri});
        auto const stranger =
            add_remote_actor(tx, "https://c.test/ap/station", domain::actor_kind::application);
        CHECK(w.listed(stranger.id) == std::vector{open.uri});
    });
}

TEST_CASE("whoever speaks for an instance reads nothing from which somebody there is left out", "[db][pacts]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        pact_rows const w(tx);
        auto const bo = add_remote_actor(tx, "https://b.test/u/bo");
        auto const cara = add_remote_actor(tx, "https://b.test/u/cara");
        auto const not_bo = opening(tx, w.alice, {.exclusions = {{bo.id, {}}}});
        auto const not_b = opening(tx, w.alice, {.exclusions = {{{}, "b.test"}}});
        auto const not_c = opening(tx, w.alice, {.exclusions = {{{}, "c.test"}}});
        CHECK(w.listed(w.theirs.id) == std::vector{not_c.uri});
        CHECK(w.listed({}).empty());
        auto const fetches = add_remote_actor(tx, "https://b.test/ap/actor", domain::actor_kind::application);
        CHECK_FALSE(reads(tx, fetches, not_bo));
        CHECK_FALSE(reads(tx, fetches, not_b));
        CHECK(reads(tx, fetches, not_c));
        CHECK(reads(tx, cara, not_bo));
    });
}

TEST_CASE("with a pact goes what came by it alone", "[db][pacts]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        pact_rows const w(tx);
        auto const bo = add_remote_actor(tx, "https://b.test/u/bo");
        auto const cara = add_remote_actor(tx, "https://b.test/u/cara");
        auto const dan = add_remote_actor(tx, "https://c.test/u/dan");
        follows(tx, w.alice, cara);
        auto const limited = domain::audience::pacts;
        auto const gone = opening(tx, bo),
                   ours_alone = opening(tx, bo, {limited, {}, {}, {}, {1}, {w.ours.id}});
        auto const followed = opening(tx, cara);
        auto const named = opening(tx, bo, {limited, {}, {}, {}, {1}, {w.ours.id, w.alice.id}});
        auto const elsewhere = opening(tx, dan);
        auto const eve = add_member(tx, "eve");
        CHECK(reads(tx, eve, named));
        REQUIRE(db::forget_openings_of_pact(tx, "b.test"));
        for (auto const& o : {gone, ours_alone})
            CHECK_FALSE(reads(tx, w.alice, o));
        for (auto const& o : {followed, named, elsewhere})
            CHECK(reads(tx, w.alice, o));
        CHECK_FALSE(reads(tx, eve, named));
    });
}

TEST_CASE("a pact that ended holds again only where it is made again", "[db][pacts]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        pact_rows const w(tx);
        CHECK(db::find_pact_entry(tx, "b.test").value()->state == domain::pact_state::holds);
        CHECK(db::pacts_that_hold(tx)->size() == 1);
        CHECK(db::claim_pact_pulls(tx, 5, std::chrono::seconds(60))->size() == 1);
        CHECK(db::claim_pact_pulls(tx, 5, std::chrono::seconds(60))->empty());
        REQUIRE(db::delete_follow(tx, w.theirs.id, w.ours.id));
        REQUIRE(db::end_pact(tx, w.theirs.id, core::now()).value());
        CHECK(db::find_pact_entry(tx, "b.test").value()->state == domain::pact_state::ended);
        CHECK_FALSE(db::pact_holds(tx, "b.test").value());
        follows(tx, w.theirs, w.ours);
        domain::pact again{.id = {}, .host = "b.test", .station_id = w.theirs.id};
        again.filters.kinds = {"mentoring"};
        REQUIRE(db::upsert_pact(tx, again));
        auto const entry = db::find_pact_entry(tx, "b.test").value();
        CHECK(entry->state == domain::pact_state::holds);
        CHECK(entry->pact.filters.kinds == std::vector<std::string>{"mentoring"});
        CHECK(db::list_pacts(tx)->size() == 1);
    });
}

TEST_CASE("filters let through by kind, badge and language", "[db][pacts]")
{
    domain::opening o;
    domain::badge rust;
    rust.slug = "rust";
    o.seats = {{.position = 0, .uri = {}, .kind = "mentoring", .badges = {rust}}};
    o.language = "de-AT";
    CHECK(domain::lets_through({}, o));
    CHECK(domain::lets_through({{"mentoring"}, {"rust", "go"}, {"de"}}, o));
    CHECK_FALSE(domain::lets_through({{"speaking"}, {}, {}}, o));
    CHECK_FALSE(domain::lets_through({{}, {"go"}, {}}, o));
    CHECK_FALSE(domain::lets_through({{}, {}, {"en"}}, o));
    o.languages = {"en"}; // What it is done in counts, not what it is written in
    CHECK(domain::lets_through({{}, {}, {"en"}}, o));
    o.languages.clear();
    o.language.reset(); // What names no language is for everybody
    CHECK(domain::lets_through({{}, {}, {"en"}}, o));
    CHECK_FALSE(domain::lets_through({{"speaking"}, {}, {"en"}}, o));
    auto const refused = domain::check_filters({{"dancing"}, {"Not a slug"}, {"x y"}, 0});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().details.size() == 4);
}

} // namespace federwerk::tests
