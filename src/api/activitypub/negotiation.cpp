// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/activitypub/negotiation.hpp"

#include "core/secrets.hpp"
#include "core/text.hpp"
#include "http/conditional.hpp"

namespace federwerk::api {

namespace {

constexpr std::string_view activity_type = "application/activity+json";
constexpr std::string_view vary = "Accept, Signature";

std::string_view accepted(http::request const& request)
{
    return request.headers.get("Accept").value_or(std::string_view{});
}

} // namespace

bool wants_page(http::request const& request)
{
    auto const best = http::negotiate(
        accepted(request), {activity_type, "application/ld+json", "application/json", "text/html"});
    return best == "text/html";
}

http::response redirect_to_page(std::string const& page)
{
    http::response out{.status = 302};
    out.headers.set("Location", page);
    out.headers.set("Vary", std::string(vary));
    return out;
}

std::string entity_tag(std::string_view body)
{
    return "\"" + core::to_hex(core::sha256(body).substr(0, 16)) + "\"";
}

http::response document_response(http::request const& request, std::string body, bool only_for_asker)
{
    auto tag = entity_tag(body);
    http::response out;
    // Stored copies are asked about each time: an edit or a deletion is seen at once (T-79).
    out.headers.set("Cache-Control", only_for_asker ? "private, no-cache" : "public, no-cache");
    out.headers.set("Vary", std::string(vary));
    if (http::has_already(request, tag)) {
        out.status = 304;
    } else {
        out.headers.set("Content-Type", std::string(activity_type));
        out.body = std::move(body);
    }
    out.headers.set("ETag", std::move(tag));
    return out;
}

http::response gone_response(std::string tombstone)
{
    http::response out{.status = 410};
    out.headers.set("Content-Type", std::string(activity_type));
    out.headers.set("Vary", std::string(vary));
    out.body = std::move(tombstone);
    return out;
}

http::response refusal(errc code)
{
    http::response out{.status = http::status_of(code)};
    out.headers.set("Content-Type", "application/json");
    out.headers.set("Cache-Control", "private, no-cache");
    out.headers.set("Vary", std::string(vary));
    if (out.status == 503)
        out.headers.set("Retry-After", "5");
    out.body = R"({"error":")" + std::string(http::name_of(code)) + "\"}";
    return out;
}

} // namespace federwerk::api
