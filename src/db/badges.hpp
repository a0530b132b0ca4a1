// SPDX-License-Identifier: AGPL-3.0-or-later
// Badges, their aliases, and who wears them in which order.
#pragma once

#include "db/pool.hpp"
#include "domain/badge.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

result<std::optional<domain::badge>> find_badge(transaction& tx, core::snowflake id);
result<std::optional<domain::badge>>
find_badge_by_slug(transaction& tx, std::string const& slug); // Of this instance; aliases too
result<std::optional<domain::badge>> find_badge_by_actor(transaction& tx, core::snowflake actor_id);
// Remote badges by the URIs of their actors; those unknown here are left out.
result<std::vector<domain::badge>> find_badges_by_uri(transaction& tx, std::vector<std::string> const& uris);
// In the order asked for; the unknown are left out.
result<std::vector<domain::badge>> find_badges(transaction& tx, std::vector<core::snowflake> const& ids);
// Of this instance, by slugs or aliases, in that order, each once: how hashtags of peers find badges here.
// Hyphens do not count, since hashtags have none.
result<std::vector<domain::badge>> find_badges_by_names(transaction& tx,
                                                        std::vector<std::string> const& slugs);
// Best first: exact, alias, prefix, trigram; without case and accents. Empty query: by name.
result<std::vector<domain::badge>> search_badges(transaction& tx, std::string const& query,
                                                 std::optional<core::snowflake> after, int limit);
// errc::conflict: the slug or an alias of it is taken.
result<> insert_badge(transaction& tx, domain::badge const& badge);
// A badge of another instance, by its actor: made or refreshed. Gives the id.
result<core::snowflake> upsert_remote_badge(transaction& tx, domain::badge const& badge);

result<std::vector<domain::badge>> worn_by(transaction& tx, core::snowflake actor_id);
// The whole list, in order; gives those that were not worn before.
result<std::vector<core::snowflake>> wear(transaction& tx, core::snowflake actor_id,
                                          std::vector<core::snowflake> const& badges);

// Seeded badges have no actor until the first start, since a migration does not know the instance's address.
// The rows stay locked: the second of two processes finds none left.
struct unadopted_badge {
    core::snowflake id;
    std::string slug, name, description;
};
result<std::vector<unadopted_badge>> unadopted_badges(transaction& tx);
result<> give_actor(transaction& tx, core::snowflake badge_id, core::snowflake actor_id);

} // namespace federwerk::db
