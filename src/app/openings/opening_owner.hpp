// SPDX-License-Identifier: AGPL-3.0-or-later
// For whom a member acts: for themselves, or for an organisation of this instance in which they have a role.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/opening.hpp"

#include <string>
#include <vector>

namespace federwerk::app {

// handle: of an organisation here. errc::invalid names the field "organisation" where there is none for
// which this member publishes calls; which of both it is, nobody learns.
result<domain::actor> find_organisation_for(db::transaction& tx, domain::actor const& member,
                                            std::string const& handle, std::string const& authority);

// Who publishes for an organisation: errc::forbidden where they have no such role (any more), or where its
// domain is not proven, or not any more. It stays as it is until the transaction ends; called before any
// opening is locked, as whoever takes the proof away does.
result<> check_may_publish(db::transaction& tx, domain::actor const& member, domain::actor const& owner);

result<bool> acts_for(db::transaction& tx, domain::actor const& member, core::snowflake owner_id);

struct owned_opening {
    domain::opening opening;
    domain::actor owner;               // The member, or the organisation
    std::vector<std::string> excluded; // As its owner writes and reads them: handles and domains
};
result<std::vector<std::string>> names_of_excluded(db::transaction& tx, domain::opening const& o);

// Locked. errc::not_found where the opening is not here or the member does not act for its owner.
result<owned_opening> lock_owned_opening(db::transaction& tx, core::snowflake id, domain::actor const& member,
                                         domain::opening_form form);

} // namespace federwerk::app
