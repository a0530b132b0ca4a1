// SPDX-License-Identifier: AGPL-3.0-or-later
// How awards of others end, and what their home says of them later.
#include "app/awards/award_effects.hpp"
#include "app/awards/receive_award.hpp"
#include "app/awards/received_award.hpp"
#include "db/actors.hpp"
#include "db/award_intake.hpp"
#include "db/found_highlights.hpp"
#include "db/tombstones.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

using domain::award_state;

// Then what is not found counts as gone, and a home that says nothing is asked no more: what was accepted
// stands by its proof, until its home speaks again.
constexpr std::chrono::days missed_for{30};

result<> revoke(db::transaction& tx, domain::uris const& uris, domain::award a, core::time_point now)
{
    if (!domain::can_become(a.state, award_state::revoked))
        return {};
    TRY(auto file, open_award(tx, std::move(a)));
    return award_is_revoked(tx, uris, file, now);
}

result<> unsay(db::transaction& tx, domain::uris const& uris, domain::award a, core::time_point now)
{
    if (a.source == domain::award_source::badgefed)
        return revoke(tx, uris, std::move(a), now);
    if (!domain::can_become(a.state, award_state::revoked))
        return {};
    a.check_at = now;
    return db::update_award(tx, a);
}

result<bool> same_people(db::transaction& tx, domain::uris const& uris, domain::award const& stored,
                         translate::remote_award const& said)
{
    TRY(auto const issuer, db::find_actor(tx, stored.issuer_id));
    TRY(auto const recipient, member_called(tx, uris, said.recipient_uri));
    return issuer && said.issuer_uri == issuer->uri && recipient && recipient->id == stored.recipient_id;
}

std::chrono::milliseconds missed(domain::award const& a, core::time_point now)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(now - a.checked_at.value_or(a.offered_at));
}

// Asked again after as long as it has been silent already, within bounds.
result<> ask_later(db::transaction& tx, domain::award a, core::time_point now)
{
    auto const silent = missed(a, now);
    a.check_at.reset();
    if (silent <= missed_for)
        a.check_at =
            now + std::clamp<std::chrono::milliseconds>(silent, domain::award_retry, domain::award_lasts);
    return db::update_award(tx, a);
}

enum class fate { said_anew, stands, unknown, over };

fate fate_of(domain::award const& stored, known_award const& found, bool same_people, core::time_point now)
{
    bool const credential = stored.source == domain::award_source::open_badges;
    switch (found.state) {
    case award_look::good:
        return !credential ? fate::stands : same_people ? fate::said_anew : fate::over;
    case award_look::unproven: // The key that proved these very bytes may be another one today
        return found.said.award.document == stored.document ? fate::stands : fate::over;
    case award_look::missing: // Whose issuer cannot prove its domain for a while, may come back
        return missed(stored, now) > missed_for ? fate::over : fate::unknown;
    case award_look::gone:
    case award_look::bad:
        return fate::over;
    case award_look::unanswered:
    case award_look::unreadable:
        break;
    }
    return fate::unknown;
}

} // namespace

result<bool> receive_award_deletion(db::transaction& tx, domain::uris const& uris, std::string const& uri,
                                    domain::actor const& by, core::time_point now)
{
    TRY_VOID(db::hold_back_others(tx, uri));
    TRY(auto found, db::lock_award_by_uri(tx, uri));
    if (found) {
        if (found->issuer_id != by.id || found->source == domain::award_source::own)
            return failure{errc::forbidden, by.uri + " takes back what is not theirs: " + uri, {}};
        TRY_VOID(db::insert_tombstone(tx, {uri, false, "OpenBadgeCredential", now, by.id}));
        TRY_VOID(revoke(tx, uris, std::move(*found), now));
        return true;
    }
    TRY(auto const brought, db::awards_of_offer(tx, uri, by.id));
    for (auto const& a : brought)
        TRY_VOID(unsay(tx, uris, a, now));
    return false;
}

result<> refresh_award(db::transaction& tx, domain::uris const& uris, core::snowflake id,
                       known_award const& found, core::time_point now)
{
    TRY(auto stored, db::lock_award(tx, id));
    if (!stored || !stored->check_at || !domain::can_become(stored->state, award_state::revoked))
        return {}; // Answered or taken back meanwhile
    TRY(bool const same, same_people(tx, uris, *stored, found.said));
    switch (fate_of(*stored, found, same, now)) {
    case fate::said_anew:
        return keep_newest(tx, uris, std::move(*stored), found.said, now);
    case fate::stands:
        stored->checked_at = now;
        stored->check_at = now + domain::award_lasts;
        return db::update_award(tx, *stored);
    case fate::unknown:
        return ask_later(tx, std::move(*stored), now);
    case fate::over:
        break;
    }
    return revoke(tx, uris, std::move(*stored), now);
}

} // namespace federwerk::app
