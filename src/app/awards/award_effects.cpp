// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/awards/award_effects.hpp"

#include "app/profiles/tell_profile.hpp"
#include "db/actors.hpp"
#include "db/awards.hpp"
#include "db/badges.hpp"
#include "db/blocks.hpp"
#include "db/notifications.hpp"
#include "db/tombstones.hpp"
#include "outbox/enqueue.hpp"
#include "translate/stored_keys.hpp"

namespace federwerk::app {

namespace {

using domain::award_state;
using domain::notification_kind;

result<> tell(db::transaction& tx, award_file const& file, domain::actor const& whom, domain::actor const& by,
              notification_kind kind, core::time_point now)
{
    domain::notification told;
    told.member_id = whom.id;
    told.kind = kind;
    told.actor_id = by.id;
    told.subject_uri = file.award.uri;
    // Of each offer once: what was changed after a yes is offered anew.
    told.once = std::string(to_string(kind)) + " " + file.award.id.text() + " " +
                core::to_rfc3339(file.award.offered_at);
    told.created_at = now;
    return db::notify(tx, told);
}

// A credential of ours that holds no longer: its id is gone for ever.
result<> retire_credential(db::transaction& tx, award_file const& file, core::time_point now)
{
    if (file.award.source != domain::award_source::own)
        return {};
    return db::insert_tombstone(tx, {file.award.uri, true, "OpenBadgeCredential", now, {}});
}

} // namespace

result<> notify_of_award(db::transaction& tx, award_file const& file, core::time_point now)
{
    TRY(bool const blocked, db::blocks_between(tx, file.issuer.id, file.recipient.id));
    if (blocked)
        return {};
    return tell(tx, file, file.recipient, file.issuer, notification_kind::badge_offered, now);
}

result<> award_is_answered(db::transaction& tx, domain::uris const& uris, award_file& file,
                           award_state answer, core::time_point now)
{
    bool const was_shown = file.award.state == award_state::accepted;
    bool const accepted = answer == award_state::accepted;
    file.award.state = answer;
    file.award.answered_at = now;
    if (!accepted) {
        file.award.check_at.reset();
        TRY_VOID(retire_credential(tx, file, now));
    }
    TRY_VOID(db::update_award(tx, file.award));
    if (file.issuer.local)
        TRY_VOID(tell(tx, file, file.issuer, file.recipient,
                      accepted ? notification_kind::badge_accepted : notification_kind::badge_declined, now));
    return accepted || was_shown ? tell_awards(tx, uris, file.recipient.id, now) : result<>{};
}

result<> award_is_revoked(db::transaction& tx, domain::uris const& uris, award_file& file,
                          core::time_point now)
{
    bool const was_shown = file.award.state == award_state::accepted;
    file.award.state = award_state::revoked;
    file.award.revoked_at = now;
    file.award.check_at.reset();
    TRY_VOID(retire_credential(tx, file, now));
    TRY_VOID(db::update_award(tx, file.award));
    if (!was_shown)
        return {};
    TRY_VOID(tell(tx, file, file.recipient, file.issuer, notification_kind::badge_revoked, now));
    return tell_awards(tx, uris, file.recipient.id, now);
}

result<> award_is_offered_anew(db::transaction& tx, domain::uris const& uris, award_file& file,
                               core::time_point now)
{
    file.award.state = award_state::offered;
    file.award.offered_at = now;
    file.award.answered_at.reset();
    TRY_VOID(db::update_award(tx, file.award));
    TRY_VOID(notify_of_award(tx, file, now));
    return tell_awards(tx, uris, file.recipient.id, now);
}

result<> tell_awards(db::transaction& tx, domain::uris const& uris, core::snowflake member_id,
                     core::time_point now)
{
    TRY(auto const member, db::find_actor(tx, member_id));
    if (!member || !member->local || member->state != domain::actor_state::active)
        return {};
    TRY(auto const worn, db::worn_by(tx, member_id));
    TRY(auto const shown, db::shown_awards_of(tx, member_id));
    TRY(auto const known, db::public_keys_of(tx, member_id));
    auto const keys = translate::stored_keys(uris, member->uri, known);
    if (keys.rsa_pem.empty())
        return {}; // Never spoke, and was never looked at: nobody has their profile
    TRY(auto const id, db::next_id(tx));
    auto const update = profile_update(uris, *member, {worn, shown, keys}, id);
    outbox::audience const whom{.followers = true, .actors = {}, .followers_of = {}};
    TRY_VOID(outbox::enqueue(tx, update, whom, now));
    return {};
}

} // namespace federwerk::app
