// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/domain_blocks.hpp"
#include "station.hpp"

#include <random>

using namespace federwerk;
using namespace federwerk::tests;

namespace {

struct crowd {
    std::vector<domain::actor> members, others, all;
    std::vector<core::snowflake> openings;
};

void block(db::transaction& tx, core::snowflake who, core::snowflake whom)
{
    if (who != whom)
        tx.exec_params("INSERT INTO block (actor_id, blocked_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                       who.value, whom.value);
}

void credit(db::transaction& tx, core::snowflake author, core::snowflake collaborator)
{
    if (author != collaborator)
        tx.exec_params("INSERT INTO credit (highlight_uri, author_id, collaborator_id, digest, state)"
                       " VALUES ('https://h.test/' || snowflake(), $1, $2, '', 'confirmed')",
                       author.value, collaborator.value);
}

void make_organisation(db::transaction& tx, domain::actor const& who, std::string const& domain,
                       std::string const& state, core::snowflake member)
{
    tx.exec_params("UPDATE actor SET kind = 'Organization' WHERE id = $1", who.id.value);
    tx.exec_params("INSERT INTO organisation (actor_id, domain, token, state) VALUES ($1, $2, 't', $3)",
                   who.id.value, domain, state);
    tx.exec_params(
        "INSERT INTO organisation_role (organisation_id, member_id, role) VALUES ($1, $2, 'scout')",
        who.id.value, member.value);
}

crowd make_people(db::transaction& tx)
{
    crowd c;
    for (int i = 0; i < 8; ++i)
        c.members.push_back(add_member(tx, "member" + std::to_string(i)));
    for (int i = 0; i < 8; ++i)
        c.others.push_back(add_remote_actor(tx, "https://" + std::string(i % 2 ? "b" : "sub.c") +
                                                    ".test/u/o" + std::to_string(i)));
    c.all = c.members;
    c.all.insert(c.all.end(), c.others.begin(), c.others.end());
    make_organisation(tx, add_member(tx, "studio"), "studio.test", "verified", c.members[0].id);
    make_organisation(tx, add_member(tx, "guild"), "sub.guild.test", "lapsed", c.members[1].id);
    for (auto const handle : {"studio", "guild", "station"}) {
        auto const made = handle == std::string("station") ? add_member(tx, handle)
                                                           : db::find_local_actor(tx, handle).value().value();
        tx.exec_params("DELETE FROM member WHERE actor_id = $1", made.id.value);
        c.all.push_back(made);
    }
    tx.exec("UPDATE member SET email = 'm@mail.studio.test' WHERE actor_id = " + c.members[2].id.text());
    return c;
}

using dice = std::minstd_rand;
core::snowflake any(dice& d, std::vector<domain::actor> const& of)
{
    return of[d() % of.size()].id;
}

void make_openings(db::transaction& tx, crowd& c, dice& d)
{
    using enum domain::audience;
    std::vector const audiences{everyone, everyone, instance, pacts, verified_organisations, two_credits};
    std::vector<std::string> const domains{"example.test", "studio.test", "guild.test", "test", "b.test"};
    for (int i = 0; i < 120; ++i) {
        auto const& owner = c.all[d() % c.all.size()];
        auto const made = opening(tx, owner, [&](domain::opening& o) {
            o.audience = audiences[d() % audiences.size()];
            if (o.local && d() % 3 == 0)
                o.exclusions.push_back({any(d, c.all), std::nullopt});
            if (o.local && d() % 4 == 0)
                o.exclusions.push_back({std::nullopt, domains[d() % domains.size()]});
            if (!o.local && o.audience != everyone)
                for (int n = 0; n < 3; ++n)
                    o.recipients.push_back(any(d, c.all));
        });
        c.openings.push_back(made.id);
    }
}

void make_trouble(db::transaction& tx, crowd const& c, dice& d)
{
    for (int i = 0; i < 12; ++i)
        block(tx, any(d, c.all), any(d, c.members));
    for (int i = 0; i < 14; ++i)
        credit(tx, any(d, c.all), any(d, c.all));
    std::vector<std::string> const states{"silenced", "suspended", "gone"};
    for (int i = 0; i < 4; ++i)
        tx.exec_params("UPDATE actor SET state = $2 WHERE id = $1", any(d, c.others).value, states[d() % 3]);
}

// By the rule itself, asked one by one: nobody is brought up who is silenced, and nobody whom the viewer
// blocked.
found_ids by_the_rule(db::transaction& tx, core::snowflake viewer)
{
    found_ids out;
    for (auto const& row : tx.exec_params(R"sql(
            SELECT o.id FROM opening o JOIN actor a ON a.id = o.actor_id
             WHERE opening_visible_to($1, o.id, o.actor_id, o.local, o.audience, false) AND a.state = 'active'
               AND (a.local OR domain_severity(a.host) = 'allow')
               AND (NOT EXISTS (SELECT FROM block b WHERE b.actor_id = $1 AND b.blocked_id = o.actor_id)
                    OR EXISTS (SELECT FROM organisation_role r WHERE r.organisation_id = o.actor_id AND r.member_id = $1)))sql",
                                          viewer.value))
        out.insert({row[0].as<std::int64_t>()});
    return out;
}

// What is in one and not in the other, in words.
std::string differing(db::transaction& tx, found_ids const& one, found_ids const& other)
{
    std::string out;
    for (auto const id : one)
        if (!other.contains(id))
            out +=
                tx.exec_params1(
                      "SELECT a.username || ' ' || a.kind || ' ' || o.audience || (SELECT "
                      "coalesce(string_agg(' not ' ||"
                      " coalesce(x.username, e.domain), ''), '') FROM opening_exclusion e LEFT JOIN actor x"
                      " ON x.id = e.actor_id WHERE e.opening_id = o.id) || '; '"
                      " FROM opening o JOIN actor a ON a.id = o.actor_id WHERE o.id = $1",
                      id.value)[0]
                    .as<std::string>();
    return out;
}

} // namespace

TEST_CASE("a search finds exactly what the one rule of visibility allows, for everybody", "[db][station]")
{
    test_database base;
    for (auto seed = 1U; seed < 9U; ++seed)
        base.in_transaction([&](db::transaction& tx) {
            dice d(seed);
            auto c = make_people(tx);
            make_openings(tx, c, d);
            make_trouble(tx, c, d);
            if (seed % 2 == 0)
                tx.exec("INSERT INTO domain_block (domain, severity) VALUES ('c.test', 'silence')");
            for (auto const& viewer : c.members) {
                CAPTURE(seed, viewer.username);
                auto const expected = by_the_rule(tx, viewer.id);
                auto const seen = found(tx, viewer.id);
                CHECK(differing(tx, seen, expected) == "");
                CHECK(differing(tx, expected, seen) == "");
                CHECK(!expected.empty());
            }
        });
}

TEST_CASE("what is full, closed or over is not there, and comes back with its places", "[db][station]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        auto const full =
            opening(tx, alice, [](auto& o) { o.full_until = core::now() + std::chrono::hours(1); });
        auto const free_again =
            opening(tx, alice, [](auto& o) { o.full_until = core::now() - std::chrono::hours(1); });
        auto const over =
            opening(tx, alice, [](auto& o) { o.ends_at = core::now() - std::chrono::seconds(1); });
        auto const closed = opening(tx, alice);
        REQUIRE(db::close_opening(tx, closed.id, core::now()));
        CHECK(found(tx, bo.id) == found_ids{free_again.id});
        CHECK(found(tx, alice.id) == found_ids{free_again.id});
        auto changed = full;
        changed.full_until.reset();
        REQUIRE(db::update_opening(tx, changed));
        CHECK(found(tx, bo.id) == found_ids{full.id, free_again.id});
        REQUIRE(db::delete_opening(tx, free_again, core::now()));
        CHECK(found(tx, bo.id) == found_ids{full.id});
        CHECK(!found(tx, bo.id).contains(over.id));
    });
}

TEST_CASE("an owner or an instance that is silenced vanishes, and comes back when it is not any more",
          "[db][station]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const bo = add_member(tx, "bo"), alice = add_member(tx, "alice");
        auto const cy = add_remote_actor(tx, "https://deep.c.test/u/cy");
        auto const near = opening(tx, alice), far = opening(tx, cy);
        CHECK(found(tx, bo.id) == found_ids{near.id, far.id});
        tx.exec("INSERT INTO domain_block (domain, severity) VALUES ('c.test', 'silence')");
        tx.exec("UPDATE actor SET state = 'silenced' WHERE username = 'alice'");
        CHECK(found(tx, bo.id).empty());
        auto const later = opening(tx, cy);
        CHECK(found(tx, bo.id).empty());
        tx.exec("DELETE FROM domain_block");
        tx.exec("UPDATE actor SET state = 'active' WHERE username = 'alice'");
        CHECK(found(tx, bo.id) == found_ids{near.id, far.id, later.id});
    });
}
