// SPDX-License-Identifier: AGPL-3.0-or-later
// The pages that links lead to. They work without JavaScript and know no session; routes.cpp is their table.
#pragma once

#include "app/instance.hpp"
#include "http/router.hpp"

#include <boost/asio/awaitable.hpp>

#include <vector>

namespace federwerk::web {

std::vector<http::route> web_routes(app::instance const& in);

using answer = boost::asio::awaitable<http::response>;

answer front_page(app::instance const& in, http::request request);
answer member_page(app::instance const& in, http::request request);       // /@{handle}?before=
answer organisation_page(app::instance const& in, http::request request); // The same, of an organisation
answer highlight_page(app::instance const& in, http::request request);    // /@{handle}/{id}
answer opening_page(app::instance const& in, http::request request);      // /@{handle}/open/{id}
answer badge_page(app::instance const& in, http::request request);        // /badges/{slug}?before=
answer invitation_page(app::instance const& in, http::request request);
answer accept_invitation(app::instance const& in, http::request request);
answer waitlist_page(app::instance const& in, http::request request);
answer join_waitlist(app::instance const& in, http::request request);
answer confirm_page(app::instance const& in, http::request request); // /waitlist/confirm/{token}
answer confirm_waitlist(app::instance const& in, http::request request);
answer status_page(app::instance const& in, http::request request); // /waitlist/{token}
answer digest_page(app::instance const& in, http::request request); // /digest/off/{token}
answer end_digests(app::instance const& in, http::request request);
answer extend_page(app::instance const& in, http::request request); // /open/extend/{token}
answer extend_opening(app::instance const& in, http::request request);
answer asset(app::instance const& in, http::request request); // /assets/{file}

// A page and its ActivityPub object share an address for those who ask for it (interop.md quirk 30): true
// where the Accept header prefers ActivityPub; the caller then redirects to the id.
bool wants_activity(http::request const& request);
http::response redirect(std::string const& address);

} // namespace federwerk::web
