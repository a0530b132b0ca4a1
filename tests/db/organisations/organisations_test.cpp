// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/organisations.hpp"

#include "db/actors.hpp"
#include "support/people.hpp"
#include "support/results.hpp"
#include "support/test_database.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>

using namespace federwerk;
using namespace federwerk::tests;
using domain::organisation_role;
using domain::organisation_state;
using std::chrono::days;

namespace {

domain::actor firm(db::transaction& tx, std::string const& handle)
{
    auto const made = add_member(tx, handle);
    tx.exec_params("DELETE FROM member WHERE actor_id = $1", made.id.value);
    tx.exec_params("UPDATE actor SET kind = 'Organization' WHERE id = $1", made.id.value);
    return made;
}

domain::organisation add(db::transaction& tx, std::string const& handle, std::string const& domain,
                         organisation_state state = organisation_state::claimed)
{
    domain::organisation o{.actor_id = firm(tx, handle).id,
                           .domain = domain,
                           .token = "token",
                           .state = state,
                           .method = {},
                           .verified_at = {},
                           .checked_at = {},
                           .failing_since = {},
                           .created_by = {},
                           .created_at = core::now()};
    REQUIRE(db::insert_organisation(tx, o));
    return o;
}

std::vector<std::string> due(db::transaction& tx, core::time_point now)
{
    std::vector<std::string> domains;
    auto const taken = db::take_due_organisations(tx, now, 10);
    REQUIRE(taken.has_value());
    for (auto const& o : *taken)
        domains.push_back(o.domain);
    std::ranges::sort(domains);
    return domains;
}

using texts = std::vector<std::string>;

} // namespace

TEST_CASE("what is known of an organisation comes back as it was stored", "[db][organisations]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto o = add(tx, "acme", "x.org");
        o = domain::after_check(o, domain::proof_method::dns, core::now());
        REQUIRE(db::update_organisation(tx, o));
        auto const found = db::find_organisation(tx, o.actor_id).value();
        REQUIRE(found);
        CHECK((found->domain == "x.org" && found->token == "token"));
        CHECK((found->state == organisation_state::verified && found->method == domain::proof_method::dns));
        CHECK((found->verified_at == o.verified_at && found->checked_at == o.checked_at));
        CHECK_FALSE(found->failing_since);
        CHECK(db::find_actor(tx, o.actor_id).value()->verified == "x.org");
        CHECK_FALSE(db::find_organisation(tx, add_member(tx, "alice").id).value());
    });
}

TEST_CASE("two may claim a domain, and one proves it", "[db][organisations]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto first = add(tx, "one", "x.org"), second = add(tx, "two", "x.org");
        CHECK_FALSE(db::find_organisation_of_domain(tx, "x.org").value());
        first.state = organisation_state::lapsed; // Its domain may have another owner by now
        REQUIRE(db::update_organisation(tx, first));
        CHECK_FALSE(db::find_organisation_of_domain(tx, "x.org").value());
        second.state = organisation_state::verified;
        REQUIRE(db::update_organisation(tx, second));
        CHECK(db::find_organisation_of_domain(tx, "x.org").value()->actor_id == second.actor_id);
        first.state = organisation_state::verified;
        CHECK_THROWS(db::update_organisation(tx, first));
    });
}

TEST_CASE("a proof is looked at every week, daily while it fails, and a claim of ours when its people ask",
          "[db][organisations]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const now = core::now();
        add(tx, "claimed", "claimed.org");
        add(tx, "proven", "proven.org", organisation_state::verified);
        auto failing = add(tx, "failing", "failing.org", organisation_state::verified);
        REQUIRE(db::claim_remote_domain(tx, add_remote_actor(tx, "https://b.test/u/firm").id, "b.org"));
        CHECK((due(tx, now) == texts{"b.org", "failing.org", "proven.org"}));
        CHECK(due(tx, now).empty());
        failing.checked_at = failing.failing_since = now;
        REQUIRE(db::update_organisation(tx, failing));
        CHECK((due(tx, now + days(1)) == texts{"failing.org"}));
        CHECK((due(tx, now + days(7)) == texts{"b.org", "failing.org", "proven.org"}));
    });
}

TEST_CASE("however many claim from elsewhere, proofs of ours are looked at in time", "[db][organisations]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const now = core::now();
        auto ours = add(tx, "acme", "x.org", organisation_state::verified);
        ours.checked_at = now - days(8);
        REQUIRE(db::update_organisation(tx, ours));
        for (int i = 0; i < 3; ++i)
            REQUIRE(db::claim_remote_domain(
                tx, add_remote_actor(tx, "https://b.test/u/" + std::to_string(i)).id, "b.org"));
        auto const taken = db::take_due_organisations(tx, now, 1).value();
        REQUIRE(taken.size() == 1);
        CHECK(taken.front().domain == "x.org");
    });
}

TEST_CASE("another domain is another claim, and none takes the claim away", "[db][organisations]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const who = add_remote_actor(tx, "https://b.test/u/firm").id;
        REQUIRE(db::claim_remote_domain(tx, who, "b.org"));
        auto stored = db::find_organisation(tx, who).value().value();
        REQUIRE(db::update_organisation(
            tx, domain::after_check(stored, domain::proof_method::file, core::now())));
        REQUIRE(db::claim_remote_domain(tx, who, "b.org"));
        CHECK(db::find_organisation(tx, who).value()->state == organisation_state::verified);
        REQUIRE(db::claim_remote_domain(tx, who, "c.org"));
        CHECK(db::find_organisation(tx, who).value()->state == organisation_state::claimed);
        REQUIRE(db::claim_remote_domain(tx, who, std::nullopt));
        CHECK_FALSE(db::find_organisation(tx, who).value());
        // What a document says of an organisation of ours is nothing.
        auto const ours = add(tx, "acme", "x.org", organisation_state::verified).actor_id;
        REQUIRE(db::claim_remote_domain(tx, ours, std::nullopt));
        REQUIRE(db::claim_remote_domain(tx, ours, "evil.org"));
        CHECK(db::find_organisation(tx, ours).value()->domain == "x.org");
    });
}

TEST_CASE("people have one role each, and say themselves whether they are named", "[db][organisations]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const id = add(tx, "acme", "x.org").actor_id;
        auto const alice = add_member(tx, "alice").id, bo = add_member(tx, "bo").id;
        REQUIRE(db::set_role(tx, id, alice, organisation_role::owner));
        REQUIRE(db::set_role(tx, id, bo, organisation_role::scout));
        CHECK(db::set_listed(tx, id, bo, true).value());
        CHECK_FALSE(db::set_listed(tx, id, add_member(tx, "cy").id, true).value());
        REQUIRE(db::set_role(tx, id, bo, organisation_role::admin));
        auto const people = db::people_of(tx, id).value();
        REQUIRE(people.size() == 2);
        CHECK((people[0].member_id == alice && !people[0].listed));
        CHECK((people[1].role == organisation_role::admin && people[1].listed));
        CHECK(db::organisations_of(tx, bo).value().size() == 1);
        REQUIRE(db::set_role(tx, id, bo, std::nullopt));
        CHECK_FALSE(db::role_in(tx, id, bo).value());
        REQUIRE(db::set_role(tx, id, bo, organisation_role::scout));
        CHECK_FALSE(db::people_of(tx, id).value()[1].listed); // Who comes back says it again
    });
}

TEST_CASE("one that was ever proven stays as gone, a claim leaves nothing", "[db][organisations]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const claim = add(tx, "claim", "x.org");
        auto const proven = add(tx, "proven", "y.org", organisation_state::lapsed);
        auto const alice = add_member(tx, "alice").id;
        for (auto const& o : {claim, proven}) {
            REQUIRE(db::set_role(tx, o.actor_id, alice, organisation_role::owner));
            REQUIRE(db::delete_organisation(tx, o));
            CHECK_FALSE(db::find_organisation(tx, o.actor_id).value());
        }
        CHECK_FALSE(db::find_actor(tx, claim.actor_id).value());
        CHECK(db::find_actor(tx, proven.actor_id).value()->state == domain::actor_state::gone);
        CHECK(db::organisations_of(tx, alice).value().empty());
        CHECK(db::local_organisations(tx).value().empty());
    });
}
