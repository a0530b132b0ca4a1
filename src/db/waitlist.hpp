// SPDX-License-Identifier: AGPL-3.0-or-later
// The waitlist. Tokens are never stored, only their hashes; places are counted as migrations/0002_members.sql
// says.
#pragma once

#include "db/pool.hpp"
#include "domain/waitlist.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

struct waitlist_hashes {
    std::string confirm, status;
};
result<> insert_waitlist_entry(transaction& tx, domain::waitlist_entry const& e,
                               waitlist_hashes const& hashes);
result<> update_waitlist_wish(transaction& tx, domain::waitlist_entry const& e); // handle, about, locale

// Each holds the row until the transaction ends.
result<std::optional<domain::waitlist_entry>> lock_waitlist_entry(transaction& tx, core::snowflake id);
result<std::optional<domain::waitlist_entry>> lock_open_waitlist_entry(transaction& tx,
                                                                       std::string const& email);
result<std::optional<domain::waitlist_entry>> lock_waitlist_entry_to_confirm(transaction& tx,
                                                                             std::string const& confirm_hash);
result<std::optional<domain::waitlist_entry>> lock_admitted_entry(transaction& tx,
                                                                  std::string const& admit_hash);

result<std::optional<domain::waitlist_entry>> find_waitlist_entry_by_status(transaction& tx,
                                                                            std::string const& status_hash);
result<bool> is_admission_open(transaction& tx, std::string const& admit_hash);

// Gives out the next number. Numbers follow the order of the commits: they are given out one transaction at a
// time.
result<> confirm_waitlist_entry(transaction& tx, core::snowflake id);
result<domain::waitlist_place> waitlist_place_of(transaction& tx, core::snowflake id);
// State, reason, decided_by and decided_at as in e. A return to waiting marks the entry as returned.
result<> decide_waitlist_entry(transaction& tx, domain::waitlist_entry const& e,
                               std::optional<std::string> const& admit_hash);
result<> mark_waitlist_entry_joined(transaction& tx, core::snowflake id);

// In the order of the queue, after the entry whose id is the cursor.
result<std::vector<domain::waitlist_entry>> list_waitlist(transaction& tx, domain::waitlist_state state,
                                                          std::optional<core::snowflake> after, int limit);
result<std::int64_t> delete_unconfirmed_before(transaction& tx, core::time_point before);

} // namespace federwerk::db
