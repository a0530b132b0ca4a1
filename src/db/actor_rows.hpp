// SPDX-License-Identifier: AGPL-3.0-or-later
// How a row of actor becomes a domain::actor: for every statement that selects actors, alone or joined.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"

#include <string>

namespace federwerk::db {

// The columns of table actor, to be selected from "actor" under this name; a joined table must rename its own
// id.
inline constexpr char const* actor_columns = R"sql(
        actor.id, actor.uri, actor.local, actor.kind, actor.username, actor.host, actor.name, actor.summary,
        actor.url, actor.icon_url, actor.inbox, actor.shared_inbox, actor.outbox, actor.followers,
        actor.following, actor.featured, actor.also_known_as, actor.moved_to, actor.approves_followers,
        actor.discoverable, actor.indexable, actor.state, actor.home_suspended,
        ARRAY(SELECT f ->> 'name' FROM jsonb_array_elements(actor.fields) AS f) AS field_names,
        ARRAY(SELECT f ->> 'value' FROM jsonb_array_elements(actor.fields) AS f) AS field_values,
        milliseconds(actor.published) AS published, milliseconds(actor.updated_at) AS updated_at,
        milliseconds(actor.fetched_at) AS fetched_at,
        CASE WHEN actor.kind = 'Organization'
             THEN (SELECT proven.domain FROM organisation proven
                    WHERE proven.actor_id = actor.id AND proven.state = 'verified') END AS verified)sql";

domain::actor read_actor_row(pqxx::row const& row);

std::string to_text(domain::actor_kind kind);
std::string to_text(domain::actor_state state);
std::string to_text(domain::key_algorithm algorithm);

} // namespace federwerk::db
