// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ways_in/revoke_invitation.hpp"

#include "db/invitations.hpp"

namespace federwerk::app {

result<> revoke_invitation(db::transaction& tx, core::snowflake by, domain::member_role role,
                           core::snowflake id, core::time_point now)
{
    TRY(auto const found, db::find_invitation(tx, id));
    bool const may = found && (found->inviter_id == by || role == domain::member_role::admin);
    if (!may)
        return failure{errc::not_found, "invitation: absent or somebody else's", {}};
    TRY_VOID(db::revoke_invitation(tx, id, now));
    return {};
}

} // namespace federwerk::app
