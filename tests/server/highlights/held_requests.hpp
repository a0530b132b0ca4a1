// SPDX-License-Identifier: AGPL-3.0-or-later
// What the schemas of requests say is what the endpoints take, and refuse with the field's name. Rules that
// no schema can say (which names exist, what is in the future) are tested beside their acts.
#pragma once

#include "site.hpp"

#include <algorithm>

namespace federwerk::tests {

struct row {
    std::string body;
    std::string refused = {}; // The field named; empty where the body is accepted
};

inline std::vector<std::string> fields_of(http::response const& answer)
{
    std::vector<std::string> out;
    auto const read = json::document::parse(answer.body);
    REQUIRE(read);
    for (auto const& detail : read->root()["error"]["details"].items())
        out.push_back(text_of(detail["field"]));
    return out;
}

struct endpoint {
    http::method method;
    std::string path, schema;
};

inline void hold(site& s, site::person const& who, endpoint const& at, std::vector<row> const& rows)
{
    auto const schema = source_tree() / "schemas" / "api" / (at.schema + ".json");
    for (auto const& [body, refused] : rows) {
        auto const answer = s.send(at.method, site::api + at.path, who.token, body);
        CAPTURE(at.path, body, answer.status, answer.body);
        CHECK(json::validate(body, schema).has_value() == refused.empty());
        CHECK((answer.status < 300) == refused.empty());
        if (refused.empty())
            continue;
        CHECK(answer.status == 422);
        CHECK(s.fits(answer, "error"));
        auto const named = fields_of(answer);
        CHECK(std::ranges::find(named, refused) != named.end());
    }
}

inline std::string list_of(std::size_t count, std::string const& item)
{
    std::string out = "[";
    for (std::size_t i = 0; i < count; ++i)
        out += (i > 0 ? "," : "") + item;
    return out + "]";
}

inline std::string text(std::size_t length)
{
    return "\"" + std::string(length, 'a') + "\"";
}

} // namespace federwerk::tests
