// SPDX-License-Identifier: AGPL-3.0-or-later
// The pages as a browser meets them, of an instance whose members publish through the API.
#pragma once

#include "server/highlights/site.hpp"
#include "support/through_routes.hpp"
#include "web/pages.hpp"

namespace federwerk::tests {

class visitor {
public:
    visitor() { pages_.add(web::web_routes(home.in)); }

    http::response get(std::string const& path, http::headers headers = {})
    {
        return send(http::method::get, path, std::move(headers), {});
    }
    http::response post(std::string const& path, std::string body, http::headers headers = {})
    {
        headers.set("Content-Type", "application/x-www-form-urlencoded");
        return send(http::method::post, path, std::move(headers), std::move(body));
    }
    std::vector<http::route> const& routes() const { return pages_.routes(); }

    site home;

private:
    http::response send(http::method method, std::string const& target, http::headers headers,
                        std::string body)
    {
        http::request request{
            .method = method, .target = target, .headers = std::move(headers), .body = std::move(body)};
        request.client_address = "192.0.2.1";
        return through(pages_, std::move(request));
    }

    http::router pages_;
};

inline bool has(http::response const& answer, std::string_view part)
{
    return answer.body.find(part) != std::string::npos;
}

// The path of a highlight's page, from what the API said about it.
inline std::string page_of(json::document const& published)
{
    return text_of(published.root()["url"]).substr(std::string_view("https://a.test").size());
}

} // namespace federwerk::tests
