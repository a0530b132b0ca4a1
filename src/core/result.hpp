// SPDX-License-Identifier: AGPL-3.0-or-later
// Failure is a value with two texts: one for the operator, one for the peer.
#pragma once

#include <boost/assert/source_location.hpp>
#include <boost/system/result.hpp>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace federwerk {

// Each code has exactly one HTTP status: http/status.hpp holds the table.
enum class errc {
    malformed = 1,   // 400: cannot be read
    unauthenticated, // 401
    forbidden,       // 403
    not_found,       // 404
    conflict,        // 409
    gone,            // 410
    too_large,       // 413
    unsupported,     // 415
    invalid,         // 422: can be read, but breaks a rule; details name the fields
    throttled,       // 429
    internal,        // 500: a bug of ours
    overloaded,      // 503, with Retry-After: a queue of ours is full
    unavailable,     // 503, with Retry-After: a peer or the database does not answer
    unreachable,     // 503 too: a peer has no address or no valid certificate, and will not within seconds
};

// Says something about the moment, and nothing about what was asked for: worth asking again later.
constexpr bool is_passing(errc code)
{
    return code == errc::unavailable || code == errc::unreachable || code == errc::overloaded ||
           code == errc::throttled;
}

// What is wrong with one field of a request; shown beside that field.
struct field_error {
    std::string field;
    std::string message;
};

struct failure {
    errc code{};
    std::string log;  // For the operator. May quote the peer; never leaves this process.
    std::string safe; // For the peer. Empty: the code alone is all that we say.
    std::vector<field_error> details{};
};

template <class T = void>
using result = boost::system::result<T, failure>;

// Only a bug reaches this: someone took the value without asking first.
[[noreturn]] inline void throw_exception_from_error(failure const& f, boost::source_location const&)
{
    throw std::logic_error(f.log);
}

} // namespace federwerk

// TRY(auto x, f());   CO_TRY(auto x, co_await f());   Statements, because CO_TRY cannot be an expression.
#define FEDERWERK_CONCAT_(a, b) a##b
#define FEDERWERK_CONCAT(a, b) FEDERWERK_CONCAT_(a, b)
#define FEDERWERK_TRY_(tmp, ret, decl, ...)                                                                  \
    auto tmp = (__VA_ARGS__);                                                                                \
    if (!tmp)                                                                                                \
        ret std::move(tmp).error();                                                                          \
    decl = std::move(tmp).value()
#define TRY(decl, ...) FEDERWERK_TRY_(FEDERWERK_CONCAT(try_, __COUNTER__), return, decl, __VA_ARGS__)
#define CO_TRY(decl, ...) FEDERWERK_TRY_(FEDERWERK_CONCAT(try_, __COUNTER__), co_return, decl, __VA_ARGS__)
// For results without a value.
#define FEDERWERK_CHECKED_(tmp, ret, ...)                                                                    \
    if (auto tmp = (__VA_ARGS__); !tmp)                                                                      \
    ret std::move(tmp).error()
#define TRY_VOID(...) FEDERWERK_CHECKED_(FEDERWERK_CONCAT(try_, __COUNTER__), return, __VA_ARGS__)
#define CO_TRY_VOID(...) FEDERWERK_CHECKED_(FEDERWERK_CONCAT(try_, __COUNTER__), co_return, __VA_ARGS__)
