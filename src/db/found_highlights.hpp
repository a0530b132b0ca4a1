// SPDX-License-Identifier: AGPL-3.0-or-later
// Highlights of others that were found in an outbox and told to nobody: they come in quietly, in the place
// that their age gives them, and arrive when they are delivered.
#pragma once

#include "db/pool.hpp"
#include "domain/highlight.hpp"

namespace federwerk::db {

// As insert_highlight, and gives the id: one that stands where the highlight's published time says, since
// every list here is in the order of ids.
result<core::snowflake> insert_found_highlight(transaction& tx, domain::highlight h);
// Into the Multiverse of those here who follow the author, and of nobody else.
result<> fan_out_to_followers(transaction& tx, core::snowflake highlight_id);
// True for a found highlight, once: from now on it counts as delivered.
result<bool> arrives_now(transaction& tx, core::snowflake highlight_id);

// Until the transaction ends: whoever finds a highlight and whoever deletes it go one after the other, so
// that none comes back after its Delete.
result<> hold_back_others(transaction& tx, std::string const& highlight_uri);

} // namespace federwerk::db
