// SPDX-License-Identifier: AGPL-3.0-or-later
// The mail of a day, in the member's language.
#pragma once

#include "app/mail/mail_texts.hpp"
#include "app/station/search_station.hpp"
#include "domain/notification.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::app {

struct digest_content {
    struct search {
        std::string name;
        std::vector<station_hit> hits; // Here and below: one more than is shown tells that there is more
    };
    std::vector<search> searches; // With hits
    std::vector<station_hit> matches;
    std::vector<domain::notification> unread; // Of other kinds
    std::map<core::snowflake, domain::actor> actors;
    bool empty() const { return searches.empty() && matches.empty() && unread.empty(); }
};
struct digest_links {
    std::string_view home, way_out; // The instance, and where one turns these mails off
};
mail_text digest_text(std::string_view locale, std::string_view instance_name, digest_links const& links,
                      digest_content const& content);

} // namespace federwerk::app
