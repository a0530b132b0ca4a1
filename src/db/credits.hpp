// SPDX-License-Identifier: AGPL-3.0-or-later
// Credits: on the author's server, on the collaborator's, and where a highlight with them is shown. The rows
// are the one truth: what highlights show (collaborator.confirmed_at) follows them by a trigger
// (migrations/0012_credits.sql).
#pragma once

#include "db/pool.hpp"
#include "domain/credit.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

// By highlight and collaborator: inserts, or takes over what changed. Gives the row with its id.
result<domain::credit> upsert_credit(transaction& tx, domain::credit const& c);
result<> delete_credit(transaction& tx, core::snowflake id);
// The same consent under a new key; of what does not stand any more, nothing.
result<> renew_proof(transaction& tx, domain::credit const& c);
result<std::optional<domain::credit>> find_credit_by_uri(transaction& tx,
                                                         std::string const& uri); // Of either object
// Locked until the transaction ends, their highlight first.
result<std::optional<domain::credit>> lock_credit(transaction& tx, core::snowflake id);
result<std::optional<domain::credit>> lock_credit_by_uri(transaction& tx, std::string const& uri);
result<std::optional<domain::credit>> lock_credit_of(transaction& tx, std::string const& highlight_uri,
                                                     core::snowflake collaborator_id);
result<std::vector<domain::credit>> lock_credits_on(transaction& tx, std::string const& highlight_uri);
result<std::optional<domain::credit>> find_credit_of(transaction& tx, std::string const& highlight_uri,
                                                     core::snowflake collaborator_id);
// The highlight is gone: what nobody here has a claim to goes with it, and nothing is looked at again
// (migrations/0026). Where the highlight had a row, a trigger has done so.
result<> end_credits(transaction& tx, std::string const& highlight_uri, core::snowflake author_id);

// What a member sees of their own credits, newest first. asked: waiting for their answer; given: what they
// confirmed; sought: what stands on their own highlights, whatever its state.
enum class credit_box { asked, given, sought };
result<std::vector<domain::credit>> credits_in(transaction& tx, core::snowflake member_id, credit_box box,
                                               std::optional<core::snowflake> before, int limit);
// Every confirmed credit that the member gave or has on a highlight, oldest first.
result<std::vector<domain::credit>> confirmed_credits_of(transaction& tx, core::snowflake member_id);
result<int> count_open_between(transaction& tx, core::snowflake author_id, core::snowflake collaborator_id);

// Of a highlight of others: exactly these are listed on it.
result<> name_collaborators(transaction& tx, domain::highlight const& h,
                            std::vector<core::snowflake> const& people);

// Authorizations of others that are due to be looked at again, and marked as looked at until `again`.
result<std::vector<domain::credit>> take_due_credits(transaction& tx, core::time_point now,
                                                     core::time_point again, int limit);

// 1 where one credited the other, 2 over one common collaborator.
result<std::optional<int>> credit_distance(transaction& tx, core::snowflake one, core::snowflake other);
// People who are one credit away from both.
result<std::vector<core::snowflake>> common_collaborators(transaction& tx, core::snowflake one,
                                                          core::snowflake other);

// The author's edit time moves on, so that peers take the Update that names another collaborator.
result<> touch_highlight(transaction& tx, core::snowflake highlight_id, core::time_point now);

// How far each badge that a member wears or shows is backed, as words: of public highlights alone, since
// everybody sees it, and of awards that stand. A badge that is not in the map is claimed.
enum class backing { claimed, shown, confirmed, issued };
std::string_view to_string(backing b);
result<std::map<core::snowflake, backing>> backing_of_badges(transaction& tx, core::snowflake member_id);

} // namespace federwerk::db
