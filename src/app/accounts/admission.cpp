// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/admission.hpp"

#include "db/invitations.hpp"
#include "db/waitlist.hpp"

namespace federwerk::app {

failure no_way_in()
{
    std::string const text = "This invitation does not exist, or it can no longer be used.";
    return {errc::forbidden, "no way in", text, {{"invitation", text}}};
}

result<admission> redeem_invitation(db::transaction& tx, core::secrets const& secrets,
                                    std::string const& code, core::time_point now)
{
    TRY(auto const used, db::redeem_invitation(tx, secrets.token_hash("invitation", code), now));
    if (!used)
        return no_way_in();
    return admission(
        {.kind = "invitation", .invitation_id = used->id, .inviter_id = used->inviter_id, .admitted_at = now},
        used->email);
}

result<admission> redeem_place(db::transaction& tx, core::secrets const& secrets, std::string const& token,
                               core::time_point now)
{
    TRY(auto const entry, db::lock_admitted_entry(tx, secrets.token_hash("waitlist_admission", token)));
    if (!entry)
        return no_way_in();
    TRY_VOID(db::mark_waitlist_entry_joined(tx, entry->id));
    return admission({.kind = "waitlist",
                      .waitlist_entry_id = entry->id,
                      .inviter_id = entry->decided_by,
                      .admitted_at = now},
                     entry->email);
}

admission admit_by_operator(core::time_point now)
{
    return admission({.kind = "operator", .admitted_at = now});
}

result<bool> is_way_in(db::transaction& tx, core::secrets const& secrets, std::string const& code,
                       core::time_point now)
{
    // Both are always asked, so that the time does not tell which kind a code is.
    TRY(auto const invited, db::is_invitation_open(tx, secrets.token_hash("invitation", code), now));
    TRY(auto const admitted, db::is_admission_open(tx, secrets.token_hash("waitlist_admission", code)));
    return invited || admitted;
}

} // namespace federwerk::app
