// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/health.hpp"

namespace federwerk::cli {

namespace {

http::response plain(unsigned status, std::string text)
{
    http::response out{.status = status, .body = std::move(text)};
    out.headers.set("Content-Type", "text/plain; charset=utf-8");
    out.headers.set("Cache-Control", "no-store");
    return out;
}

boost::asio::awaitable<http::response> ready(db::pool& db)
{
    auto const answered = co_await db.run([](db::transaction& tx) -> result<> {
        tx.exec("/* health.ready */ SELECT 1");
        return {};
    });
    if (answered)
        co_return plain(200, "ready\n");
    auto out = plain(503, "the database does not answer\n");
    out.headers.set("Retry-After", "5");
    co_return out;
}

} // namespace

std::vector<http::route> health_routes(db::pool& db)
{
    return {
        {http::method::get, "/health/live",
         [](http::request) -> boost::asio::awaitable<http::response> { co_return plain(200, "alive\n"); }},
        {http::method::get, "/health/ready", [&db](http::request) { return ready(db); }},
    };
}

} // namespace federwerk::cli
