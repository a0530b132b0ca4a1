// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/message.hpp"

#include <array>

namespace federwerk::http {

std::string_view to_string(method m)
{
    switch (m) {
    case method::get:
        return "GET";
    case method::head:
        return "HEAD";
    case method::post:
        return "POST";
    case method::put:
        return "PUT";
    case method::patch:
        return "PATCH";
    case method::delete_:
        return "DELETE";
    case method::options:
        return "OPTIONS";
    case method::other:
        break;
    }
    return "OTHER";
}

std::string_view request::parameter(std::string_view name) const
{
    auto const found = parameters.find(name);
    return found == parameters.end() ? std::string_view{} : std::string_view(found->second);
}

namespace {

struct row {
    errc code;
    unsigned status;
    std::string_view name;
};

constexpr std::array table{
    row{errc::malformed, 400, "malformed"},     row{errc::unauthenticated, 401, "unauthenticated"},
    row{errc::forbidden, 403, "forbidden"},     row{errc::not_found, 404, "not_found"},
    row{errc::conflict, 409, "conflict"},       row{errc::gone, 410, "gone"},
    row{errc::too_large, 413, "too_large"},     row{errc::unsupported, 415, "unsupported"},
    row{errc::invalid, 422, "invalid"},         row{errc::throttled, 429, "throttled"},
    row{errc::internal, 500, "internal"},       row{errc::overloaded, 503, "overloaded"},
    row{errc::unavailable, 503, "unavailable"}, row{errc::unreachable, 503, "unreachable"},
};

row const& row_of(errc code)
{
    for (auto const& r : table)
        if (r.code == code)
            return r;
    return table[10];
}

} // namespace

unsigned status_of(errc code)
{
    return row_of(code).status;
}

std::string_view name_of(errc code)
{
    return row_of(code).name;
}

// A peer's 503 is its trouble, not a full queue of ours; what the table does not know goes by its class.
failure failure_of_status(unsigned status, std::string log)
{
    auto code = errc::unavailable;
    if (status >= 400 && status < 500)
        code = errc::invalid;
    for (auto const& r : table)
        if (r.status == status && status < 500)
            code = r.code;
    if (status == 408 || status == 425)
        code = errc::unavailable;
    return {code, std::move(log), {}};
}

} // namespace federwerk::http
