// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/access.hpp"
#include "json/writer.hpp"

namespace federwerk::api {

namespace {

// What is said where a failure has no safe text of its own.
std::string_view sentence_for(errc code)
{
    switch (code) {
    case errc::malformed:
        return "The request cannot be read.";
    case errc::unauthenticated:
        return "A valid token is needed.";
    case errc::forbidden:
        return "This is not allowed.";
    case errc::not_found:
        return "There is nothing here.";
    case errc::conflict:
        return "This is in the way of something that exists.";
    case errc::gone:
        return "This is gone.";
    case errc::too_large:
        return "This is too large.";
    case errc::unsupported:
        return "This media type is not supported.";
    case errc::invalid:
        return "Some fields are not right.";
    case errc::throttled:
        return "Too many requests. Please wait a while.";
    case errc::internal:
        return "Something went wrong on our side.";
    case errc::overloaded:
    case errc::unavailable:
    case errc::unreachable:
        return "Not available at the moment. Please try again.";
    }
    return "Something went wrong on our side.";
}

std::string error_body(failure const& f)
{
    // A bug of ours says nothing about itself, whatever text it carries.
    bool const ours = f.code == errc::internal;
    json::writer w;
    w.object([&] {
        w.object("error", [&] {
            w.field("code", http::name_of(f.code));
            w.field("message", f.safe.empty() || ours ? std::string(sentence_for(f.code)) : f.safe);
            w.array("details", [&] {
                for (auto const& d : f.details)
                    w.object([&] { w.field("field", d.field).field("message", d.message); });
            });
        });
    });
    return w.take();
}

} // namespace

http::response json_response(unsigned status, std::string body)
{
    http::response out{.status = status, .body = std::move(body)};
    out.headers.set("Content-Type", "application/json; charset=utf-8");
    return out;
}

http::response error_response(failure const& f)
{
    auto out = json_response(http::status_of(f.code), error_body(f));
    out.headers.set("Cache-Control", "no-store");
    if (f.code == errc::unauthenticated)
        out.headers.set("WWW-Authenticate", "Bearer"); // RFC 6750 3
    if (f.code == errc::throttled)
        out.headers.set("Retry-After", "60");
    if (http::status_of(f.code) == 503)
        out.headers.set("Retry-After", "5");
    return out;
}

} // namespace federwerk::api
