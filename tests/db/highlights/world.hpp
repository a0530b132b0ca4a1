// SPDX-License-Identifier: AGPL-3.0-or-later
// A small world for the tests of this folder: people, follows, badges and highlights made in one line each.
#pragma once

#include "db/actors.hpp"
#include "db/badges.hpp"
#include "db/follows.hpp"
#include "db/highlights.hpp"
#include "domain/uris.hpp"
#include "support/people.hpp"
#include "support/results.hpp"
#include "support/test_database.hpp"

#include <catch2/catch.hpp>

namespace federwerk::tests {

inline domain::uris const uris_of_a{"https://a.test", "a.test"};

inline void follows(db::transaction& tx, domain::actor const& follower, core::snowflake followed,
                    db::follow_state state = db::follow_state::accepted)
{
    auto const id = db::next_id(tx).value();
    REQUIRE(db::upsert_follow(
        tx, {id, follower.id, followed, follower.uri + "#follow" + id.text(), state, core::now()}));
}

inline void blocks(db::transaction& tx, domain::actor const& who, domain::actor const& whom)
{
    tx.exec_params("INSERT INTO block (actor_id, blocked_id) VALUES ($1, $2)", who.id.value, whom.id.value);
}

inline void set_state(db::transaction& tx, domain::actor const& who, domain::actor_state state)
{
    REQUIRE(db::update_actor_state(tx, who.id, state));
}

inline domain::badge badge(db::transaction& tx, std::string const& slug)
{
    auto found = db::find_badge_by_slug(tx, slug).value();
    REQUIRE(found);
    return *found;
}

// A badge of a.test with an actor of its own.
inline domain::badge adopted(db::transaction& tx, std::string const& slug)
{
    auto made = badge(tx, slug);
    domain::actor a;
    a.id = db::next_id(tx).value();
    a.uri = uris_of_a.badge(a.id);
    a.local = true;
    a.kind = domain::actor_kind::group;
    a.username = "badge." + slug;
    a.host = "a.test";
    a.inbox = a.uri + "/inbox";
    a.published = a.updated_at = core::now();
    REQUIRE(db::insert_actor(tx, a));
    REQUIRE(db::give_actor(tx, made.id, a.id));
    return badge(tx, slug);
}

inline domain::highlight highlight(db::transaction& tx, domain::actor const& author,
                                   domain::visibility seen_by = domain::visibility::public_,
                                   std::vector<domain::badge> badges = {},
                                   std::vector<std::string> audience = {})
{
    domain::highlight h;
    h.id = db::next_id(tx).value();
    h.actor_id = author.id;
    h.local = author.local;
    h.uri = author.local ? uris_of_a.highlight(h.id) : author.uri + "/notes/" + h.id.text();
    h.headline = "Shipped v2";
    h.markdown = "It *works*.";
    h.html = "<p>It <em>works</em>.</p>";
    h.seen_by = seen_by;
    h.published = core::now();
    h.badges = std::move(badges);
    h.audience = std::move(audience);
    REQUIRE(db::insert_highlight(tx, h));
    return h;
}

} // namespace federwerk::tests
