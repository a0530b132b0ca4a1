// SPDX-License-Identifier: AGPL-3.0-or-later
// A member begins an organisation: it is claimed, and known to nobody else until its domain is proven.
#pragma once

#include "app/along.hpp"
#include "app/instance.hpp"
#include "app/organisations/organisation_file.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

inline constexpr int most_organisations_made_a_day = 5;

struct new_organisation {
    std::string handle, name, domain, about; // about: plain text
};

// errc::invalid and errc::conflict name the fields.
boost::asio::awaitable<result<organisation_file>> make_organisation(instance const& in, domain::actor member,
                                                                    new_organisation wanted,
                                                                    along<organisation_file> with = {});

} // namespace federwerk::app
