// SPDX-License-Identifier: AGPL-3.0-or-later
// Who belongs to an organisation: given, changed and taken away by its owners, scouts by its admins too. One
// owner is always left.
#pragma once

#include "app/organisations/organisation_file.hpp"

namespace federwerk::app {

// role: absent takes it away; anybody may leave. errc::invalid names the field.
result<organisation_file> change_role(db::transaction& tx, domain::uris const& uris, std::string const& name,
                                      domain::actor const& by, domain::actor const& whom,
                                      std::optional<domain::organisation_role> role);
// Whether its page names them: said by themselves alone. errc::forbidden without a role in it.
result<organisation_file> list_person(db::transaction& tx, domain::uris const& uris, std::string const& name,
                                      core::snowflake member_id, bool listed);
// errc::conflict where nobody else is an owner.
result<> check_owner_left(db::transaction& tx, core::snowflake organisation_id, core::snowflake member_id,
                          std::optional<domain::organisation_role> role);

} // namespace federwerk::app
