// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/organisations/organisation_people.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

using domain::organisation_act;
using domain::organisation_role;

constexpr std::size_t most_people = 200;

// Admins give and take the role of a scout; whatever touches admins and owners is for owners.
organisation_act needed(std::optional<organisation_role> before, std::optional<organisation_role> after)
{
    auto const scout = [](auto role) { return !role || *role == organisation_role::scout; };
    return scout(before) && scout(after) ? organisation_act::manage_roles : organisation_act::manage_owners;
}

result<> check_member(domain::actor const& whom)
{
    if (whom.local && whom.kind == domain::actor_kind::person && whom.state != domain::actor_state::gone)
        return {};
    return failure{errc::invalid,
                   "no member: " + whom.handle(),
                   "This is nobody of this instance.",
                   {{"member", "must be a member of this instance"}}};
}

} // namespace

result<> check_owner_left(db::transaction& tx, core::snowflake organisation_id, core::snowflake member_id,
                          std::optional<organisation_role> role)
{
    if (role == organisation_role::owner)
        return {};
    TRY(auto const seats, db::people_of(tx, organisation_id));
    bool const left = std::ranges::any_of(seats, [&](auto const& seat) {
        return seat.role == organisation_role::owner && seat.member_id != member_id;
    });
    if (left)
        return {};
    return failure{errc::conflict, "the last owner", "An organisation always has an owner."};
}

result<organisation_file> change_role(db::transaction& tx, domain::uris const& uris, std::string const& name,
                                      domain::actor const& by, domain::actor const& whom,
                                      std::optional<organisation_role> role)
{
    TRY(auto const file, open_organisation(tx, uris, name, by.id));
    TRY_VOID(check_member(whom));
    auto const id = file.actor.id;
    TRY(auto const locked, db::lock_organisation(tx, id)); // Two owners who leave at once
    TRY(auto const mine, db::role_in(tx, id, by.id));
    TRY(auto const before, db::role_in(tx, id, whom.id));
    bool const leaves = whom.id == by.id && !role && before;
    if (!locked || (!leaves && (!mine || !domain::may(*mine, needed(before, role)))))
        return failure{errc::forbidden, "no such right in " + file.actor.username,
                       "Your role in this organisation does not allow this."};
    if (!before && role && file.people.size() >= most_people)
        return failure{errc::conflict, "too many people", "This organisation has no room for more people."};
    TRY_VOID(check_owner_left(tx, id, whom.id, role));
    TRY_VOID(db::set_role(tx, id, whom.id, role));
    if (leaves)
        return file;
    return reopen_organisation(tx, id, by.id);
}

result<organisation_file> list_person(db::transaction& tx, domain::uris const& uris, std::string const& name,
                                      core::snowflake member_id, bool listed)
{
    TRY(auto const file, open_organisation(tx, uris, name, member_id));
    TRY(bool const belongs, db::set_listed(tx, file.actor.id, member_id, listed));
    if (!belongs)
        return failure{errc::forbidden, "no role in " + file.actor.username,
                       "You have no role in this organisation."};
    return reopen_organisation(tx, file.actor.id, member_id);
}

} // namespace federwerk::app
