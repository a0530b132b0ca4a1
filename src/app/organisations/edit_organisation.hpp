// SPDX-License-Identifier: AGPL-3.0-or-later
// What an organisation says about itself, edited by its owners and admins. Followers elsewhere get an Update
// of its actor with every change, while its domain is proven.
#pragma once

#include "app/instance.hpp"
#include "app/organisations/organisation_file.hpp"
#include "app/profiles/profile_fields.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <vector>

namespace federwerk::app {

inline constexpr std::size_t most_organisation_name = 100, most_organisation_about = 1'000;

struct organisation_edit {                  // What is absent stays
    std::optional<std::string> name, about; // about: plain text, a paragraph a line
    std::optional<std::vector<plain_field>> fields;
    std::optional<std::optional<core::snowflake>> icon; // A picture that the member uploaded, or none
};

std::string about_html(std::string const& about);
std::string plain_about(domain::actor const& organisation);

// errc::forbidden for scouts, errc::conflict where it was edited at the same time.
boost::asio::awaitable<result<organisation_file>> edit_organisation(instance const& in, domain::actor member,
                                                                    std::string name, organisation_edit edit);

} // namespace federwerk::app
