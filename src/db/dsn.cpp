// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/dsn.hpp"

namespace federwerk::db {
namespace {

bool is_uri(std::string_view dsn)
{
    return dsn.starts_with("postgresql://") || dsn.starts_with("postgres://");
}

// RFC 3986 2.1, for the characters that our own values contain.
std::string escaped(std::string_view value)
{
    std::string out;
    for (char const c : value) {
        if (c == ' ')
            out += "%20";
        else if (c == '=')
            out += "%3D";
        else if (c == '&')
            out += "%26";
        else if (c == '%')
            out += "%25";
        else
            out += c;
    }
    return out;
}

std::string quoted(std::string_view value)
{
    std::string out = "'";
    for (char const c : value) {
        if (c == '\'' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + "'";
}

bool says(std::string_view dsn, std::string_view name)
{
    auto const wanted = std::string(name) + "=";
    for (auto at = dsn.find(wanted); at != std::string_view::npos; at = dsn.find(wanted, at + 1))
        if (at == 0 || std::string_view(" \t\n?&").find(dsn[at - 1]) != std::string_view::npos)
            return true;
    return false;
}

} // namespace

std::string with_parameter(std::string_view dsn, std::string_view name, std::string_view value)
{
    std::string out(dsn);
    if (says(dsn, name))
        return out;
    if (is_uri(dsn))
        return out + (dsn.find('?') == std::string_view::npos ? "?" : "&") + std::string(name) + "=" +
               escaped(value);
    return out + (out.empty() ? "" : " ") + std::string(name) + "=" + quoted(value);
}

std::string with_session_limits(std::string_view dsn)
{
    auto out = with_parameter(dsn, "options",
                              "-c statement_timeout=5000 -c lock_timeout=2000 "
                              "-c idle_in_transaction_session_timeout=10000 -c TimeZone=UTC -c DateStyle=ISO "
                              "-c IntervalStyle=postgres -c client_min_messages=warning");
    out = with_parameter(out, "application_name", "federwerk");
    out = with_parameter(out, "client_encoding", "UTF8");
    out = with_parameter(out, "connect_timeout", "3");
    // A server that vanished without a word is noticed after ten seconds (F-12).
    out = with_parameter(out, "tcp_user_timeout", "10000");
    return out;
}

std::string without_secrets(std::string_view dsn)
{
    if (!is_uri(dsn)) {
        std::string out;
        for (auto const* key : {"host=", "port=", "dbname="})
            if (auto const at = dsn.find(key); at != std::string_view::npos)
                out += (out.empty() ? "" : " ") + std::string(dsn.substr(at, dsn.find(' ', at) - at));
        return out;
    }
    auto const end = dsn.find('?');
    auto const plain = dsn.substr(0, end);
    auto const at = plain.rfind('@');
    return at == std::string_view::npos ? std::string(plain)
                                        : "postgresql://" + std::string(plain.substr(at + 1));
}

} // namespace federwerk::db
