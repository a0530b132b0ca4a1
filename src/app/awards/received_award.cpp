// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/awards/received_award.hpp"

#include "app/awards/award_effects.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/awards.hpp"
#include "db/badges.hpp"

namespace federwerk::app {

namespace {

using domain::award_state;

void take_over(domain::award& stored, domain::award const& said)
{
    stored.achievement_uri = said.achievement_uri;
    stored.name = said.name;
    stored.description = said.description;
    stored.criteria = said.criteria;
    stored.image_url = said.image_url;
    stored.evidence_uri = said.evidence_uri;
    stored.document = said.document;
    stored.key = said.key;
    stored.issued_at = said.issued_at;
    stored.expires_at = said.expires_at;
}

result<std::optional<core::snowflake>> badge_named(db::transaction& tx, std::string const& name)
{
    TRY(auto const here, db::find_badges_by_names(tx, {core::slugify(name)}));
    return here.empty() ? std::nullopt : std::optional(here.front().id);
}

} // namespace

result<std::optional<domain::actor>> member_called(db::transaction& tx, domain::uris const& uris,
                                                   std::string const& address)
{
    if (!uris.is_ours(address))
        return std::nullopt;
    auto const pages = uris.member_page("");
    TRY(auto found, address.starts_with(pages) ? db::find_local_actor(tx, address.substr(pages.size()))
                                               : db::find_actor_by_uri(tx, address));
    bool const there =
        found && found->local && found->kind == domain::actor_kind::person &&
        (found->state == domain::actor_state::active || found->state == domain::actor_state::silenced);
    return there ? std::move(found) : std::nullopt;
}

result<std::optional<core::snowflake>> badge_of(db::transaction& tx, translate::remote_award const& said)
{
    TRY(auto const here, badge_named(tx, said.award.name));
    if (here)
        return here;
    TRY(auto const there, db::find_badges_by_uri(tx, said.badge_uris));
    return there.empty() ? std::nullopt : std::optional(there.front().id);
}

result<> keep_newest(db::transaction& tx, domain::uris const& uris, domain::award stored,
                     translate::remote_award const& said, core::time_point now)
{
    if (!domain::can_become(stored.state, award_state::revoked))
        return {}; // It is over
    bool const agreed = stored.state == award_state::accepted && domain::says_the_same(stored, said.award);
    take_over(stored, said.award);
    // A yes is to one badge: the issuer cannot put another one in its place.
    if (!agreed) {
        TRY(stored.badge_id, badge_of(tx, said));
    } else if (!stored.badge_id) {
        TRY(stored.badge_id, badge_named(tx, stored.name));
    }
    stored.checked_at = now;
    stored.check_at = now + domain::award_lasts;
    if (agreed || stored.state == award_state::offered)
        return db::update_award(tx, stored);
    TRY(auto file, open_award(tx, std::move(stored)));
    return award_is_offered_anew(tx, uris, file, now);
}

} // namespace federwerk::app
