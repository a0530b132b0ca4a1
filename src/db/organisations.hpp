// SPDX-License-Identifier: AGPL-3.0-or-later
// Organisations, the proof of their domains, and who acts for them.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/organisation.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

result<> insert_organisation(transaction& tx, domain::organisation const& o); // Its actor is there already
result<> update_organisation(transaction& tx, domain::organisation const& o);
result<std::vector<core::snowflake>> open_openings_of(transaction& tx,
                                                      core::snowflake actor_id); // Oldest first
// Its people and follows too. The actor of one that was ever proven stays as gone; a mere claim leaves
// nothing.
result<> delete_organisation(transaction& tx, domain::organisation const& o);
result<std::optional<domain::organisation>> find_organisation(transaction& tx, core::snowflake actor_id);
result<std::optional<domain::organisation>> lock_organisation(transaction& tx, core::snowflake actor_id);
// Of this instance, which has proven the domain and still does.
result<std::optional<domain::organisation>> find_organisation_of_domain(transaction& tx,
                                                                        std::string const& domain);
result<std::vector<domain::organisation>> local_organisations(transaction& tx); // By their age
// Those whose proof is to be looked at again, ours first, then oldest first. They count as looked at from
// then on.
result<std::vector<domain::organisation>> take_due_organisations(transaction& tx, core::time_point now,
                                                                 int limit);
// Of this instance, which never proved anything; locked.
result<std::vector<domain::organisation>> lock_old_claims(transaction& tx, core::time_point made_before,
                                                          int limit);
// What the document of an actor elsewhere says of its domain; none: nothing. Believed only after a check.
result<> claim_remote_domain(transaction& tx, core::snowflake actor_id,
                             std::optional<std::string> const& domain);

result<std::optional<domain::organisation_role>> role_in(transaction& tx, core::snowflake organisation_id,
                                                         core::snowflake member_id);
result<> set_role(transaction& tx, core::snowflake organisation_id, core::snowflake member_id,
                  std::optional<domain::organisation_role> role); // Absent: takes it away
struct organisation_seat {
    core::snowflake organisation_id, member_id;
    domain::organisation_role role = domain::organisation_role::scout;
    bool listed = false; // They let its page name them
};
// False where they have no role in it.
result<bool> set_listed(transaction& tx, core::snowflake organisation_id, core::snowflake member_id,
                        bool listed);
result<std::vector<organisation_seat>> people_of(transaction& tx, core::snowflake organisation_id);
result<std::vector<organisation_seat>> organisations_of(transaction& tx, core::snowflake member_id);

} // namespace federwerk::db
