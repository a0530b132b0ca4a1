// SPDX-License-Identifier: AGPL-3.0-or-later
// An openness still holds, said without signing in: the link in the mail that asks for it. Each link is one
// member's, about one end; once there is another end it only says which.
#pragma once

#include "app/instance.hpp"
#include "domain/opening.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <string_view>

namespace federwerk::app {

// Nobody can make one without the instance's secret.
std::string extend_opening_link(core::secrets const& secrets, domain::uris const& uris,
                                domain::opening const& o, core::snowflake member_id);

struct end_asked_about {
    domain::opening opening; // As it is now
    domain::actor member;
    bool open = false; // It still ends when the link says
};
// By what the link has behind its last slash. errc::not_found where it is none of ours, or where the opening
// is not the member's any more.
result<end_asked_about> find_end_asked_about(db::transaction& tx, core::secrets const& secrets,
                                             std::string_view token);
// For as long as is allowed from now on; again changes nothing.
boost::asio::awaitable<result<end_asked_about>> extend_opening(instance const& in, std::string token);

// What it is about, in one line: its kind, in German or English.
std::string called(std::string const& language, domain::opening const& o);

} // namespace federwerk::app
