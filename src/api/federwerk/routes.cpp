// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/routes.hpp"

#include "api/federwerk/awards.hpp"
#include "api/federwerk/badges.hpp"
#include "api/federwerk/credits.hpp"
#include "api/federwerk/follows.hpp"
#include "api/federwerk/highlights.hpp"
#include "api/federwerk/introductions.hpp"
#include "api/federwerk/kinds.hpp"
#include "api/federwerk/media.hpp"
#include "api/federwerk/multiverse.hpp"
#include "api/federwerk/notifications.hpp"
#include "api/federwerk/openapi.hpp"
#include "api/federwerk/openings.hpp"
#include "api/federwerk/organisations.hpp"
#include "api/federwerk/pacts.hpp"
#include "api/federwerk/profile.hpp"
#include "api/federwerk/requests.hpp"
#include "api/federwerk/saved_searches.hpp"
#include "api/federwerk/space_station.hpp"
#include "api/federwerk/threads.hpp"

#include <iterator>

namespace federwerk::api {

std::vector<api_route> federwerk_table(app::instance const& in)
{
    std::vector<api_route> out;
    auto const add = [&](std::vector<api_route> routes) {
        out.insert(out.end(), std::make_move_iterator(routes.begin()), std::make_move_iterator(routes.end()));
    };
    add(account_routes(in));
    add(invitation_routes(in));
    add(waitlist_routes(in));
    add(waitlist_decision_routes(in));
    add(badge_routes(in));
    add(highlight_routes(in));
    add(media_routes(in));
    add(follow_routes(in));
    add(multiverse_routes(in));
    add(discovery_routes(in));
    add(profile_routes(in));
    add(kind_routes());
    add(opening_routes(in));
    add(call_routes(in));
    add(request_routes(in));
    add(introduction_routes(in));
    add(thread_routes(in));
    add(space_station_routes(in));
    add(saved_search_routes(in));
    add(notification_routes(in));
    add(credit_routes(in));
    add(organisation_routes(in));
    add(award_routes(in));
    add(organisation_award_routes(in));
    add(pact_routes(in));
    out.push_back(openapi_route(in, out));
    return out;
}

std::vector<http::route> federwerk_routes(app::instance const& in)
{
    return guard(in, federwerk_table(in));
}

} // namespace federwerk::api
