// SPDX-License-Identifier: AGPL-3.0-or-later
// A small world for the tests of this folder: openings, organisations, credits and pacts in one line each.
#pragma once

#include "db/actors.hpp"
#include "db/follows.hpp"
#include "db/openings.hpp"
#include "domain/uris.hpp"
#include "support/people.hpp"
#include "support/results.hpp"
#include "support/test_database.hpp"

#include <catch2/catch.hpp>

namespace federwerk::tests {

inline domain::uris const uris_of_a{"https://a.test", "a.test"};

inline void follows(db::transaction& tx, domain::actor const& follower, domain::actor const& followed)
{
    auto const id = db::next_id(tx).value();
    REQUIRE(db::upsert_follow(tx, {id, follower.id, followed.id, follower.uri + "#follow" + id.text(),
                                   db::follow_state::accepted, core::now()}));
}

inline void credits(db::transaction& tx, domain::actor const& author, domain::actor const& collaborator,
                    std::string const& state = "confirmed")
{
    tx.exec_params("INSERT INTO credit (highlight_uri, author_id, collaborator_id, digest, state) "
                   "VALUES ('https://x.test/' || snowflake(), $1, $2, 'x', $3)",
                   author.id.value, collaborator.id.value, state);
}

inline void is_organisation(db::transaction& tx, domain::actor const& who, std::string const& domain,
                            std::string const& state = "verified")
{
    tx.exec_params("INSERT INTO organisation (actor_id, domain, token, state) VALUES ($1, $2, $3, $4)",
                   who.id.value, domain, who.local ? std::optional("x" + who.id.text()) : std::nullopt,
                   state);
}

inline void has_role(db::transaction& tx, domain::actor const& organisation, domain::actor const& who,
                     std::string const& role = "scout")
{
    tx.exec_params("INSERT INTO organisation_role (organisation_id, member_id, role) VALUES ($1, $2, $3)",
                   organisation.id.value, who.id.value, role);
}

inline domain::actor our_station(db::transaction& tx)
{
    auto a = add_remote_actor(tx, "https://a.test/ap/station", domain::actor_kind::application);
    tx.exec_params("UPDATE actor SET local = true WHERE id = $1", a.id.value);
    a.local = true;
    return a;
}

// With the instance at the host: both stations follow each other.
inline domain::actor has_pact(db::transaction& tx, domain::actor const& ours, std::string const& host)
{
    auto const theirs =
        add_remote_actor(tx, "https://" + host + "/ap/station", domain::actor_kind::application);
    tx.exec_params("INSERT INTO pact (host, station_id) VALUES ($1, $2)", host, theirs.id.value);
    follows(tx, ours, theirs);
    follows(tx, theirs, ours);
    return theirs;
}

struct wish {
    domain::audience audience = domain::audience::everyone;
    std::vector<domain::exclusion> exclusions = {};
    domain::opening_form form = domain::opening_form::openness;
    std::optional<int> capacity = {};
    std::vector<int> places = {1};
    std::vector<core::snowflake> recipients = {};
};

inline domain::opening opening(db::transaction& tx, domain::actor const& owner, wish const& w = {})
{
    domain::opening o;
    o.id = db::next_id(tx).value();
    o.actor_id = owner.id;
    o.local = owner.local;
    o.form = w.form;
    o.uri = owner.local ? uris_of_a.opening(o.id) : owner.uri + "/openings/" + o.id.text();
    o.markdown = "About databases";
    o.html = "<p>About databases</p>";
    o.plain = "About databases";
    o.terms = {domain::term::unpaid};
    o.audience = w.audience;
    o.exclusions = w.exclusions;
    o.recipients = w.recipients;
    o.capacity = w.capacity;
    o.published = core::now();
    o.ends_at = o.published + std::chrono::days(30);
    for (auto const places : w.places) {
        auto const position = static_cast<int>(o.seats.size());
        o.seats.push_back(
            {position, o.uri + "#seat-" + std::to_string(position), "mentoring", {}, places, 0});
    }
    REQUIRE(db::insert_opening(tx, o));
    return o;
}

// By every door of the room, which must agree.
inline bool sees(db::transaction& tx, db::viewer who, domain::opening const& o)
{
    auto const by_id = db::find_opening(tx, o.id, who).value().has_value();
    CHECK(db::find_opening_by_uri(tx, o.uri, who).value().has_value() == by_id);
    CHECK(db::find_openings(tx, {o.id}, who)->size() == (by_id ? 1 : 0));
    CHECK(db::openings_of_actor(tx, o.actor_id, who, {})->size() == (by_id ? 1 : 0));
    return by_id;
}

} // namespace federwerk::tests
