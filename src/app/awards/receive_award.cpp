// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/awards/receive_award.hpp"

#include "app/awards/award_effects.hpp"
#include "app/awards/received_award.hpp"
#include "db/actors.hpp"
#include "db/award_intake.hpp"
#include "db/blocks.hpp"
#include "db/domain_blocks.hpp"
#include "db/follows.hpp"
#include "db/found_highlights.hpp"
#include "db/throttles.hpp"
#include "db/tombstones.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

constexpr std::chrono::hours a_day{24};

// Whom it is for, where the Note was for them too.
result<std::optional<domain::actor>> recipient_of(db::transaction& tx, domain::uris const& uris,
                                                  incoming_award const& in)
{
    TRY(auto const whom, member_called(tx, uris, in.said.recipient_uri));
    if (!whom)
        return std::nullopt;
    for (auto const& address : in.mentioned) {
        TRY(auto const mentioned, member_called(tx, uris, address));
        if (mentioned && mentioned->id == whom->id)
            return whom;
    }
    return std::nullopt;
}

// Of whom an administrator has silenced, only those hear who follow them.
result<bool> is_wanted(db::transaction& tx, domain::actor const& issuer, domain::actor const& recipient)
{
    TRY(bool const blocked, db::blocks_between(tx, issuer.id, recipient.id));
    TRY(auto const severity, db::domain_severity(tx, issuer.host));
    bool const barred = issuer.state == domain::actor_state::suspended ||
                        issuer.state == domain::actor_state::gone || severity == db::block_severity::suspend;
    if (blocked || barred)
        return false;
    if (issuer.state != domain::actor_state::silenced && severity != db::block_severity::silence)
        return true;
    TRY(auto const follow, db::find_follow(tx, recipient.id, issuer.id));
    return follow && follow->state == db::follow_state::accepted;
}

// Each new one counts, whatever becomes of it: taking back does not make room for more on the same day.
result<bool> is_flood(db::transaction& tx, domain::actor const& issuer, domain::actor const& recipient,
                      award_caps const& caps, core::time_point now)
{
    TRY(int const of_this_issuer, db::count_offers_between(tx, issuer.id, recipient.id));
    TRY(int const of_all, db::count_offers_to(tx, recipient.id));
    if (of_this_issuer >= domain::most_offers_to_one || of_all >= caps.open_to_one)
        return true;
    db::throttle_rule const by{"award.by:" + issuer.id.text(), caps.new_of_actor_a_day, a_day};
    db::throttle_rule const at{"award.at:" + issuer.host, caps.new_of_host_a_day, a_day};
    for (auto const& rule : {by, at}) {
        if (rule.most <= 0)
            return true;
        TRY(bool const room, db::take_from_throttle(tx, rule, now));
        if (!room)
            return true;
    }
    return false;
}

result<award_intake> store_new(db::transaction& tx, incoming_award in, domain::actor const& recipient,
                               award_caps const& caps, core::time_point now)
{
    TRY(bool const flood, is_flood(tx, in.issuer, recipient, caps, now));
    if (flood)
        return award_intake::flood;
    auto& a = in.said.award;
    a.issuer_id = in.issuer.id;
    a.recipient_id = recipient.id;
    a.offer_uri = in.offer_uri;
    a.offered_at = now;
    TRY(a.badge_id, badge_of(tx, in.said));
    a.checked_at = now;
    a.check_at = now + domain::award_lasts;
    TRY(auto stored, db::insert_award(tx, a));
    if (stored)
        TRY_VOID(notify_of_award(tx, {std::move(*stored), in.issuer, recipient}, now));
    return award_intake::stored;
}

} // namespace

result<award_intake> receive_award(db::transaction& tx, domain::uris const& uris, incoming_award in,
                                   core::time_point now, award_caps const& caps)
{
    auto const& uri = in.said.award.uri;
    if (in.said.issuer_uri != in.issuer.uri || in.issuer.local || uris.is_ours(uri))
        return failure{errc::forbidden, uri + " is not for " + in.issuer.uri + " to issue", {}};
    TRY_VOID(db::hold_back_others(tx, uri));
    TRY(bool const taken_back, db::is_deleted(tx, uri, in.issuer.id));
    TRY(bool const unsaid, db::is_deleted(tx, in.offer_uri, in.issuer.id));
    TRY(auto const recipient, recipient_of(tx, uris, in));
    if (taken_back || unsaid || !recipient)
        return award_intake::unconcerned;
    TRY(auto known, db::lock_award_by_uri(tx, uri));
    if (known && (known->issuer_id != in.issuer.id || known->recipient_id != recipient->id))
        return failure{errc::forbidden, uri + " was somebody else's before", {}};
    if (known) {
        TRY_VOID(keep_newest(tx, uris, std::move(*known), in.said, now));
        return award_intake::stored;
    }
    TRY(bool const wanted, is_wanted(tx, in.issuer, *recipient));
    return wanted ? store_new(tx, std::move(in), *recipient, caps, now)
                  : result<award_intake>(award_intake::unconcerned);
}

} // namespace federwerk::app
