// SPDX-License-Identifier: AGPL-3.0-or-later
// For whom a member acts: for themselves, or for an organisation of this instance in which they have a role.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/opening.hpp"

#include <string>

namespace federwerk::app {

// handle: of an organisation here. errc::invalid names the field "organisation" where there is none for
// which this member publishes calls; which of both it is, nobody learns.
result<domain::actor> find_organisation_for(db::transaction& tx, domain::actor const& member,
                                            std::string const& handle, std::string const& authority);

struct owned_opening {
    domain::opening opening; // Locked
    domain::actor owner;     // The member, or the organisation
};
// errc::not_found where the opening is not here or the member does not act for its owner.
result<owned_opening> lock_owned_opening(db::transaction& tx, core::snowflake id, domain::actor const& member,
                                         domain::opening_form form);

} // namespace federwerk::app
