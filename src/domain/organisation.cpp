// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/organisation.hpp"

namespace federwerk::domain {

std::string_view to_string(organisation_role role)
{
    switch (role) {
    case organisation_role::owner:
        return "owner";
    case organisation_role::admin:
        return "admin";
    case organisation_role::scout:
        break;
    }
    return "scout"; // The least, should an unknown value ever come here
}

std::optional<organisation_role> parse_organisation_role(std::string_view text)
{
    for (auto const role : {organisation_role::owner, organisation_role::admin, organisation_role::scout})
        if (to_string(role) == text)
            return role;
    return std::nullopt;
}

bool may(organisation_role role, organisation_act what)
{
    switch (what) {
    case organisation_act::manage_owners:
        return role == organisation_role::owner;
    case organisation_act::publish_calls:
    case organisation_act::answer_requests:
        return true;
    default:
        return role != organisation_role::scout;
    }
}

} // namespace federwerk::domain
