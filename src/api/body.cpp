// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/body.hpp"

namespace federwerk::api {

result<json::document> parse_body(http::request const& request)
{
    if (request.body.empty())
        return json::document::parse("{}");
    auto const type = http::media_type(request.headers);
    if (type != "application/json")
        return failure{errc::unsupported, "body: " + type, "The body must be application/json."};
    auto document = json::document::parse(request.body);
    if (!document) // What the parser says is for the operator; where it stands helps the caller too.
        return failure{document.error().code, document.error().log, "The body is not valid JSON."};
    return document;
}

} // namespace federwerk::api
