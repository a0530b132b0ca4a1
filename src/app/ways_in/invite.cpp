// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ways_in/invite.hpp"

#include "db/actors.hpp"
#include "db/invitations.hpp"
#include "db/members.hpp"

namespace federwerk::app {

namespace {

// Holds the inviter's row, so that two invitations at once are counted one after the other.
result<std::optional<domain::member_role>> check_inviter(db::transaction& tx,
                                                         std::optional<core::snowflake> id,
                                                         domain::invitation_limits const& limits,
                                                         core::time_point now)
{
    if (!id)
        return std::optional<domain::member_role>();
    TRY(auto const inviter, db::lock_member(tx, *id));
    if (!inviter)
        return failure{errc::forbidden, "the inviter is no member", "Only members invite."};
    TRY(auto const given, db::count_invitations(tx, *id, now));
    TRY_VOID(domain::check_may_invite(*inviter, given, limits, now));
    return std::optional(inviter->role);
}

} // namespace

domain::invitation_limits invitation_limits_of(core::settings const& settings)
{
    auto const& s = settings.invitations;
    return {
        .minimum_account_age = s.minimum_account_age, .open_at_once = s.open_at_once, .per_day = s.per_day};
}

result<fresh_invitation> invite(db::transaction& tx, core::secrets const& secrets,
                                domain::invitation_limits const& limits, invite_request const& request,
                                core::time_point now)
{
    TRY(auto const role, check_inviter(tx, request.inviter_id, limits, now));
    auto wish = request.wish;
    if (wish.email) {
        TRY(wish.email, domain::parse_email(*wish.email));
    }
    TRY(auto made, domain::make_invitation(wish, role, now));
    TRY(made.id, db::next_id(tx));
    made.inviter_id = request.inviter_id;
    auto const code = core::random_token();
    TRY_VOID(db::insert_invitation(tx, made, secrets.token_hash("invitation", code)));
    return fresh_invitation{std::move(made), code};
}

} // namespace federwerk::app
