// SPDX-License-Identifier: AGPL-3.0-or-later
// Highlights with everything on them. Whoever shows one asks through a viewer: visible_to in SQL is the one
// rule (migrations/0005_visibility.sql), and these functions are its only callers.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/highlight.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

// Who asks: a member here, a remote actor that signed its request, or nobody in particular.
using viewer = std::optional<core::snowflake>;

// What the viewer may not see is as absent as what does not exist (T-66).
result<std::optional<domain::highlight>> find_highlight(transaction& tx, core::snowflake id, viewer who);
result<std::optional<domain::highlight>> find_highlight_by_uri(transaction& tx, std::string const& uri,
                                                               viewer who);
// For the author's own acts and for the machinery, which sees everything.
result<std::optional<domain::highlight>> find_any_highlight(transaction& tx, std::string const& uri);

// The same, locked until the transaction ends.
result<std::optional<domain::highlight>> lock_any_highlight(transaction& tx, std::string const& uri);

// Whether a server may read what is about the highlight. Servers ask with an actor that is nobody in
// particular: then for any of its people who sees the highlight.
result<bool> is_for_reader(transaction& tx, core::snowflake highlight_id, domain::actor const& reader);

// The author's own local highlight, locked until the transaction ends.
result<std::optional<domain::highlight>> find_own_highlight(transaction& tx, core::snowflake id,
                                                            core::snowflake author_id);
// In the order asked for; those that the viewer may not see are left out.
result<std::vector<domain::highlight>> find_highlights(transaction& tx,
                                                       std::vector<core::snowflake> const& ids, viewer who);

struct page {
    std::optional<core::snowflake> before; // Newest first
    int limit = 20;
};
// What they wrote: their outbox.
result<std::vector<domain::highlight>> highlights_of_actor(transaction& tx, core::snowflake actor_id,
                                                           viewer who, page const& p);
// A list of theirs with what others credit them on. What somebody else wrote is brought up by us: silence
// holds.
result<std::vector<domain::highlight>> highlights_of_person(transaction& tx, core::snowflake actor_id,
                                                            viewer who, page const& p);
result<std::vector<domain::highlight>> highlights_with_badge(transaction& tx, core::snowflake badge_id,
                                                             viewer who, page const& p);
result<std::vector<domain::highlight>> featured_of(transaction& tx, core::snowflake actor_id, viewer who);
result<std::int64_t> count_public_highlights(transaction& tx, core::snowflake actor_id);

result<> insert_highlight(
    transaction& tx,
    domain::highlight const& h); // With badges, links, collaborators, audience; media by attach_media
result<> update_highlight(transaction& tx, domain::highlight const& h); // Keeps the former text as a revision
result<> delete_highlight(transaction& tx, domain::highlight const& h,
                          core::time_point now); // Leaves a tombstone

} // namespace federwerk::db
