// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/reach_actor.hpp"

namespace federwerk::app {

namespace {

failure why_not(failure const& f, std::string const& field, std::string const& nobody)
{
    auto const refused = [&](std::string const& message) {
        return failure{errc::invalid, f.log, message, {{field, message}}};
    };
    switch (f.code) {
    case errc::unavailable:
    case errc::unreachable:
        return {errc::unavailable, f.log, "Their server does not answer at the moment."};
    case errc::overloaded:
    case errc::throttled:
    case errc::internal:
        return f;
    case errc::forbidden:
        return refused("This server does not talk to theirs, or theirs not to this one.");
    default:
        return refused(nobody);
    }
}

} // namespace

boost::asio::awaitable<result<domain::actor>> reach_actor(instance const& in, std::string handle_or_url,
                                                          std::string field, std::string nobody)
{
    remote::budget spend;
    auto found = co_await in.remote.find(std::move(handle_or_url), spend);
    if (!found)
        co_return why_not(found.error(), field, nobody);
    co_return std::move(*found);
}

} // namespace federwerk::app
