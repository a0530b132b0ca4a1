// SPDX-License-Identifier: AGPL-3.0-or-later
// An award as our own API shows it, and lists of them.
#pragma once

#include "api/federwerk/paging.hpp"
#include "app/awards/award_letters.hpp"
#include "db/awards.hpp"
#include "domain/badge.hpp"
#include "json/writer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::api {

struct award_row {
    app::award_file file;
    std::optional<domain::badge> badge;
    bool shown = false; // To others, on the recipient's profile
};
result<award_row> complete(db::transaction& tx, app::award_file file);

struct award_page {
    std::vector<award_row> rows;
    std::optional<std::string> next;
};
result<award_page> complete(db::transaction& tx, std::vector<domain::award> found, int limit);

result<db::award_filter> award_filter_of(http::request const& request); // ?state=&cursor=&limit=

http::response to_response(unsigned status, domain::uris const& uris, award_row const& row);
http::response to_response(domain::uris const& uris, award_page const& page);

} // namespace federwerk::api
