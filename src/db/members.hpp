// SPDX-License-Identifier: AGPL-3.0-or-later
// Members: accounts of this instance, how each came in, and the handles that are never given out again.
#pragma once

#include "db/pool.hpp"
#include "domain/member.hpp"

#include <optional>
#include <string>

namespace federwerk::db {

result<std::optional<domain::member>> find_member(transaction& tx, core::snowflake actor_id);
result<std::optional<domain::member>> find_member_by_email(transaction& tx,
                                                           std::string const& email); // Not deleted ones
// Holds the row until the transaction ends, so that what is counted about the member stays true.
result<std::optional<domain::member>> lock_member(transaction& tx, core::snowflake actor_id);

// The actor's row must be there already. errc::conflict: the e-mail address has an account.
result<> insert_member(transaction& tx, domain::member const& member);
result<bool> update_member_role(transaction& tx, core::snowflake actor_id, domain::member_role role);
result<bool> update_member_state(transaction& tx, core::snowflake actor_id, domain::member_state state);
result<bool> is_handle_retired(transaction& tx, std::string const& handle);
result<> retire_handle(transaction& tx, std::string const& handle, core::time_point now);

// A row of the invitation tree.
struct admission_row {
    core::snowflake actor_id;
    std::string kind; // "invitation", "waitlist" or "operator"
    std::optional<core::snowflake> invitation_id, waitlist_entry_id, inviter_id;
    core::time_point admitted_at;
};
result<> insert_admission(transaction& tx, admission_row const& row);
result<std::optional<admission_row>> find_admission(transaction& tx, core::snowflake actor_id);

} // namespace federwerk::db
