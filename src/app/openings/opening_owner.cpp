// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/opening_owner.hpp"

#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/openings.hpp"
#include "db/organisations.hpp"
#include "db/profiles.hpp"

#include <algorithm>

namespace federwerk::app {

result<bool> acts_for(db::transaction& tx, domain::actor const& member, core::snowflake owner_id)
{
    if (owner_id == member.id)
        return true;
    TRY(auto const role, db::role_in(tx, owner_id, member.id));
    return role && domain::may(*role, domain::organisation_act::publish_calls);
}

result<> check_may_publish(db::transaction& tx, domain::actor const& member, domain::actor const& owner)
{
    if (owner.id == member.id)
        return {};
    TRY(auto const proof, db::lock_organisation(tx, owner.id));
    TRY(auto const actor, db::find_actor(tx, owner.id));
    TRY(bool const allowed, acts_for(tx, member, owner.id));
    if (!allowed)
        return failure{errc::forbidden, "no such right in " + owner.username,
                       "Your role in this organisation does not allow this."};
    if (!proof || proof->state != domain::organisation_state::verified || !actor ||
        actor->state != domain::actor_state::active)
        return failure{errc::forbidden, "published for an unproven organisation",
                       "Prove the domain of the organisation first."};
    return {};
}

result<std::vector<std::string>> names_of_excluded(db::transaction& tx, domain::opening const& o)
{
    std::vector<core::snowflake> ids;
    std::vector<std::string> names;
    for (auto const& each : o.exclusions)
        if (each.actor_id)
            ids.push_back(*each.actor_id);
        else if (each.domain)
            names.push_back(*each.domain);
    TRY(auto const actors, db::find_actors(tx, ids));
    for (auto const& each : actors)
        names.push_back(each.handle());
    std::ranges::sort(names);
    return names;
}

result<domain::actor> find_organisation_for(db::transaction& tx, domain::actor const& member,
                                            std::string const& handle, std::string const& authority)
{
    auto name = core::lower_ascii(core::trim(handle));
    if (name.starts_with("@"))
        name.erase(0, 1);
    if (auto const own = "@" + authority; name.ends_with(own))
        name.resize(name.size() - own.size());
    TRY(auto found, db::find_local_actor(tx, name));
    if (found && found->id != member.id && found->kind == domain::actor_kind::organization &&
        found->verified) {
        TRY(auto const allowed, acts_for(tx, member, found->id));
        if (allowed)
            return std::move(*found);
    }
    return failure{errc::invalid,
                   "no organisation for which this member publishes",
                   "This cannot be saved.",
                   {{"organisation", "must be one of this instance for which you publish calls"}}};
}

result<owned_opening> lock_owned_opening(db::transaction& tx, core::snowflake id, domain::actor const& member,
                                         domain::opening_form form)
{
    failure const absent{errc::not_found, "no such opening of this member", {}};
    TRY(auto found, db::lock_opening(tx, id));
    if (!found || !found->local || found->form != form)
        return absent;
    TRY(auto const allowed, acts_for(tx, member, found->actor_id));
    if (!allowed)
        return absent;
    TRY(auto excluded, names_of_excluded(tx, *found));
    TRY(auto owner, db::find_actor(tx, found->actor_id));
    if (!owner)
        return absent;
    return owned_opening{std::move(*found), std::move(*owner), std::move(excluded)};
}

} // namespace federwerk::app
