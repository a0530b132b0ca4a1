// SPDX-License-Identifier: AGPL-3.0-or-later
// The instance a.test with its whole own API, as members meet the Space Station.
#pragma once

#include "../../db/space_station/station.hpp"
#include "../highlights/site.hpp"
#include "api/federwerk/routes.hpp"
#include "support/through_routes.hpp"

namespace federwerk::tests {

class outpost : public site {
public:
    outpost() { all_.add(api::federwerk_routes(in)); }

    http::response ask(http::method method, std::string const& path, std::string const& token,
                       std::string body = {})
    {
        http::request request{.method = method, .target = api + path, .headers = {}, .body = std::move(body)};
        if (!request.body.empty())
            request.headers.set("Content-Type", "application/json");
        if (!token.empty())
            request.headers.set("Authorization", "Bearer " + token);
        return through(all_, std::move(request));
    }
    json::document search(person const& who, std::string const& query = "")
    {
        auto const answer = ask(http::method::get, "/space_station?" + query, who.token);
        CAPTURE(query, answer.body);
        REQUIRE(answer.status == 200);
        CHECK(fits(answer, "space_station"));
        return json::document::parse(answer.body).value();
    }
    // The ids of one page.
    static std::vector<std::string> ids(json::document const& page)
    {
        std::vector<std::string> out;
        for (auto const& each : page.root()["items"].items())
            out.push_back(text_of(each["opening"]["id"]));
        return out;
    }
    // How many openings all values of a facet have.
    static std::int64_t counted(json::document const& page, std::string_view facet)
    {
        std::int64_t sum = 0;
        for (auto const& each : page.root()["facets"][facet].items())
            sum += each["openings"].integer().value_or(0);
        return sum;
    }
    template <class Change>
    domain::opening open(domain::actor const& owner, Change const& change)
    {
        domain::opening made;
        base.commit([&](db::transaction& tx) { made = opening(tx, owner, change); });
        return made;
    }
    domain::opening open(domain::actor const& owner)
    {
        return open(owner, [](domain::opening&) {});
    }
    void run(std::string const& sql)
    {
        base.commit([&](db::transaction& tx) { tx.exec(sql); });
    }

private:
    http::router all_;
};

} // namespace federwerk::tests
