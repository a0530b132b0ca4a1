// SPDX-License-Identifier: AGPL-3.0-or-later
// A request and a response as plain structs. Nobody but net/ knows that Beast exists.
#pragma once

#include "core/result.hpp"
#include "http/headers.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::http {

enum class method { get, head, post, put, patch, delete_, options, other };
std::string_view to_string(method m);

struct request {
    http::method method = method::get;
    std::string target; // As received: path and query, not decoded
    std::string path;   // Decoded segments are in parameters; this is the raw path
    std::string query;  // Without "?"
    http::headers headers;
    std::string body;
    std::string client_address; // Textual; from X-Forwarded-For only behind a configured proxy
    std::map<std::string, std::string, std::less<>>
        parameters; // Of the route: {id}, {handle}; percent-decoded

    std::string_view parameter(std::string_view name) const; // Empty where the route has none of that name
};

struct response {
    unsigned status = 200;
    http::headers headers;
    std::string body;
    std::string file; // A file to stream instead of the body; the server sets its length
};

// Content-Type without parameters in lower case; empty where there is none.
std::string media_type(http::headers const& headers);
// True for application/activity+json, and application/ld+json with the AS2 profile (AP 3.2, hardening T-03).
bool is_activity_content(http::headers const& headers);

// The best of the offered media types for an Accept header (RFC 9110 12.5.1), nothing where none fits.
std::optional<std::string_view> negotiate(std::string_view accept,
                                          std::vector<std::string_view> const& offered);

unsigned status_of(errc code);                               // The one table
std::string_view name_of(errc code);                         // "not_found": the code in error bodies
failure failure_of_status(unsigned status, std::string log); // The other way, for answers of peers

} // namespace federwerk::http
