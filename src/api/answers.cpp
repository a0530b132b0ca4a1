// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/access.hpp"
#include "api/federwerk/routes.hpp"
#include "api/refusals.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <array>

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

std::string error_body(std::string_view code, std::string_view message,
                       std::vector<field_error> const& details)
{
    json::writer w;
    w.object([&] {
        w.object("error", [&] {
            w.field("code", code).field("message", message);
            w.array("details", [&] {
                for (auto const& d : details)
                    w.object([&] { w.field("field", d.field).field("message", d.message); });
            });
        });
    });
    return w.take();
}

// What only the server itself answers: no act fails like this.
struct refusal {
    unsigned status;
    std::string_view code, sentence;
};
constexpr std::array refusals{
    refusal{405, "method_not_allowed", "This method is not allowed here."},
    refusal{417, "expectation_failed", "This expectation cannot be met."},
    refusal{431, "head_too_large", "The head of the request is too large."},
};

} // namespace

http::response json_response(unsigned status, std::string body)
{
    http::response out{.status = status, .body = std::move(body)};
    out.headers.set("Content-Type", "application/json; charset=utf-8");
    return out;
}

http::response error_response(failure const& f)
{
    // A bug of ours says nothing about itself, whatever text it carries.
    bool const silent = f.safe.empty() || f.code == errc::internal;
    auto const message = silent ? sentence_for(f.code) : std::string_view(f.safe);
    auto out = json_response(http::status_of(f.code), error_body(http::name_of(f.code), message, f.details));
    out.headers.set("Cache-Control", "no-store");
    if (f.code == errc::unauthenticated)
        out.headers.set("WWW-Authenticate", "Bearer"); // RFC 6750 3
    if (f.code == errc::throttled)
        out.headers.set("Retry-After", "60");
    if (http::status_of(f.code) == 503)
        out.headers.set("Retry-After", "5");
    return out;
}

std::optional<http::response> refusal_words(unsigned status, std::string_view target)
{
    auto const path = target.substr(0, target.find('?'));
    if (!path.starts_with(federwerk_prefix) ||
        (path.size() > federwerk_prefix.size() && path[federwerk_prefix.size()] != '/'))
        return std::nullopt;
    auto const known = std::ranges::find(refusals, status, &refusal::status);
    if (known == refusals.end()) {
        auto const code = status == 400   ? errc::malformed
                          : status >= 500 ? errc::internal
                                          : http::failure_of_status(status, {}).code;
        return error_response({code, "refused by the server", {}});
    }
    auto out = json_response(status, error_body(known->code, known->sentence, {}));
    out.headers.set("Cache-Control", "no-store");
    return out;
}

} // namespace federwerk::api
