// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/opening_audience.hpp"
#include "world.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using domain::audience;

namespace {

// Whom an exclusion meets: the row's viewer is left out, and bystander is not.
struct exclusion_row {
    std::string name;
    std::function<std::pair<domain::exclusion, domain::actor>(db::transaction&)> make;
};

using made = std::pair<domain::exclusion, domain::actor>;

domain::exclusion of(domain::actor const& who)
{
    return {who.id, {}};
}

std::vector<exclusion_row> rows()
{
    return {
        {"a member here",
         [](db::transaction& tx) {
             auto const bo = add_member(tx, "bo");
             return made{of(bo), bo};
         }},
        {"a member elsewhere",
         [](db::transaction& tx) {
             auto const bo = add_remote_actor(tx, "https://b.test/u/bo");
             return made{of(bo), bo};
         }},
        {"an organisation itself",
         [](db::transaction& tx) {
             auto const firm = add_member(tx, "firm");
             is_organisation(tx, firm, "x.org");
             return made{of(firm), firm};
         }},
        {"who acts for an organisation",
         [](db::transaction& tx) {
             auto const firm = add_member(tx, "firm"), bo = add_member(tx, "bo");
             is_organisation(tx, firm, "x.org", "claimed");
             has_role(tx, firm, bo);
             return made{of(firm), bo};
         }},
        {"a person of an excluded instance",
         [](db::transaction& tx) {
             return made{domain::exclusion{{}, "b.test"}, add_remote_actor(tx, "https://b.test/u/bo")};
         }},
        {"a person below an excluded domain",
         [](db::transaction& tx) {
             return made{domain::exclusion{{}, "b.test"}, add_remote_actor(tx, "https://x.b.test/u/bo")};
         }},
        {"a person of an excluded instance with a port",
         [](db::transaction& tx) {
             return made{domain::exclusion{{}, "b.test"}, add_remote_actor(tx, "https://b.test:8443/u/bo")};
         }},
        {"an organisation of the domain",
         [](db::transaction& tx) {
             auto const firm =
                 add_remote_actor(tx, "https://b.test/u/firm", domain::actor_kind::organization);
             is_organisation(tx, firm, "sub.x.org");
             return made{domain::exclusion{{}, "x.org"}, firm};
         }},
        {"who acts for an organisation of the domain",
         [](db::transaction& tx) {
             auto const firm = add_member(tx, "firm"), bo = add_member(tx, "bo");
             is_organisation(tx, firm, "x.org");
             has_role(tx, firm, bo);
             return made{domain::exclusion{{}, "x.org"}, bo};
         }},
        {"a member with an address at the domain of an excluded organisation",
         [](db::transaction& tx) {
             auto const firm = add_member(tx, "firm"), bo = add_member(tx, "bo");
             is_organisation(tx, firm, "example.test");
             tx.exec_params("UPDATE member SET email = handle.name || '@elsewhere.test' FROM (SELECT id, "
                            "username AS name "
                            "FROM actor) handle WHERE handle.id = actor_id AND actor_id <> $1",
                            bo.id.value);
             return made{of(firm), bo};
         }},
        {"a person of an instance at the domain of an excluded organisation",
         [](db::transaction& tx) {
             auto const firm = add_member(tx, "firm");
             is_organisation(tx, firm, "b.test");
             return made{of(firm), add_remote_actor(tx, "https://social.b.test/u/bo")};
         }},
        {"a member with an address at the domain",
         [](db::transaction& tx) {
             auto const bo = add_member(tx, "bo");
             tx.exec_params("UPDATE member SET email = 'bo@Mail.X.org' WHERE actor_id = $1", bo.id.value);
             return made{domain::exclusion{{}, "x.org"}, bo};
         }},
    };
}

} // namespace

TEST_CASE("whoever is excluded sees what nobody would see, and others are not touched",
          "[db][openings][exclusions]")
{
    auto const row = GENERATE(from_range(rows()));
    CAPTURE(row.name);
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice");
        tx.exec_params("UPDATE member SET email = 'alice@x.org' WHERE actor_id = $1", alice.id.value);
        auto const neighbour = add_member(tx, "neighbour");
        auto const bystander = add_remote_actor(tx, "https://notb.test/u/bystander");
        auto const [exclusion, left_out] = row.make(tx);
        follows(tx, left_out, alice);
        auto const o = opening(tx, alice, {audience::everyone, {exclusion}});
        CHECK_FALSE(sees(tx, left_out.id, o));
        CHECK(sees(tx, bystander.id, o));
        CHECK(sees(tx, neighbour.id, o));
        // Or the excluded would only have to sign out.
        CHECK_FALSE(sees(tx, {}, o));
        CHECK(sees(tx, alice.id, o)); // An owner never shuts themselves out
    });
}

TEST_CASE("an exclusion holds within every audience", "[db][openings][exclusions]")
{
    auto const whom = GENERATE(audience::everyone, audience::instance, audience::pacts,
                               audience::verified_organisations, audience::two_credits);
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo"), firm = add_member(tx, "firm");
        is_organisation(tx, firm, "x.org");
        has_role(tx, firm, bo);
        credits(tx, alice, bo);
        auto const open = opening(tx, alice, {whom});
        CHECK(db::find_opening(tx, open.id, bo.id)->has_value());
        auto const shut = opening(tx, alice, {whom, {of(bo)}});
        CHECK_FALSE(db::find_opening(tx, shut.id, bo.id)->has_value());
    });
}

TEST_CASE("blocked people and suspended owners are as absent as for highlights", "[db][openings][exclusions]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo"), cy = add_member(tx, "cy");
        auto const o = opening(tx, alice);
        tx.exec_params("INSERT INTO block (actor_id, blocked_id) VALUES ($1, $2)", alice.id.value,
                       bo.id.value);
        CHECK_FALSE(sees(tx, bo.id, o));
        CHECK(sees(tx, cy.id, o));
        REQUIRE(db::update_actor_state(tx, alice.id, domain::actor_state::suspended));
        CHECK_FALSE(sees(tx, cy.id, o));
    });
}

TEST_CASE("a deleted opening leaves a tombstone only where everybody could read it",
          "[db][openings][exclusions]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_remote_actor(tx, "https://b.test/u/bo");
        auto const open = opening(tx, alice), shut = opening(tx, alice, {{}, {{{}, "x.org"}}}),
                   limited = opening(tx, alice, {audience::instance}),
                   theirs = opening(tx, bo, {audience::pacts});
        for (auto const& each : {open, shut, limited, theirs})
            REQUIRE(db::delete_opening(tx, each, core::now()));
        auto const left = [&](domain::opening const& o) {
            return tx.exec_params("SELECT FROM tombstone WHERE uri = $1", o.uri).size() == 1;
        };
        CHECK(left(open));
        CHECK_FALSE(left(shut));
        CHECK_FALSE(left(limited));
        CHECK(left(theirs));
    });
}

TEST_CASE("a station is let in where nobody at its host is left out", "[db][openings][exclusions]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_remote_actor(tx, "https://b.test/u/bo"),
                   firm = add_member(tx, "firm");
        is_organisation(tx, firm, "firm.test");
        std::vector<core::snowflake> stations;
        for (auto const* host : {"b.test", "c.test", "sub.evil.test", "social.firm.test"})
            stations.push_back(add_remote_actor(tx, "https://" + std::string(host) + "/ap/station",
                                                domain::actor_kind::application)
                                   .id);
        auto const o = opening(tx, alice, {{}, {of(bo), of(firm), {{}, "evil.test"}}});
        CHECK(db::only_let_in(tx, o.id, stations).value() == std::vector{stations[1]});
        CHECK(db::only_let_in(tx, opening(tx, alice).id, stations).value() == stations);
    });
}
