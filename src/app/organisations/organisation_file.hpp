// SPDX-License-Identifier: AGPL-3.0-or-later
// An organisation with all that its people see of it, and the question who may do what for it.
#pragma once

#include "db/organisations.hpp"
#include "domain/uris.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::app {

struct organisation_person {
    domain::actor actor;
    domain::organisation_role role = domain::organisation_role::scout;
    bool listed = false; // Its page names them
};

struct organisation_file {
    domain::actor actor;
    domain::organisation proof;
    std::vector<organisation_person> people;
    std::optional<domain::organisation_role> role; // Of who asks
};

// By id or handle. Before its domain is proven, and while it is not any more, only its people know of it:
// errc::not_found for all others.
result<organisation_file> open_organisation(db::transaction& tx, domain::uris const& uris,
                                            std::string const& name, core::snowflake viewer_id);
// The same, where that member may do this for it: errc::forbidden.
result<organisation_file> open_organisation_to(db::transaction& tx, domain::uris const& uris,
                                               std::string const& name, core::snowflake member_id,
                                               domain::organisation_act what);
result<organisation_file> reopen_organisation(db::transaction& tx, core::snowflake id,
                                              core::snowflake viewer_id);

} // namespace federwerk::app
