// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/access.hpp"

#include "api/idempotency.hpp"
#include "app/accounts/issue_token.hpp"
#include "core/log.hpp"
#include "core/text.hpp"
#include "db/access_tokens.hpp"
#include "domain/scope.hpp"

namespace federwerk::api {

namespace {

namespace asio = boost::asio;

struct bearer {
    api::viewer viewer;
    std::string scopes;
};

// RFC 6750 2.1. Nothing where there is no header; a header that is no single bearer token is refused.
result<std::optional<std::string>> token_of(http::request const& request)
{
    auto const all = request.headers.all("Authorization");
    if (all.empty())
        return std::optional<std::string>();
    constexpr std::string_view scheme = "Bearer ";
    bool const shaped = all.size() == 1 && all.front().size() > scheme.size() && all.front().size() <= 512 &&
                        core::equals_ignoring_case(all.front().substr(0, scheme.size()), scheme);
    if (!shaped)
        return failure{errc::unauthenticated, "authorization is no bearer token", {}};
    return std::optional(std::string(all.front().substr(scheme.size())));
}

// One query per request: what is revoked or suspended is refused at once, by every process.
asio::awaitable<result<std::optional<bearer>>> find_bearer(app::instance const& in,
                                                           http::request const& request)
{
    CO_TRY(auto const token, token_of(request));
    if (!token)
        co_return std::optional<bearer>();
    auto const hash = app::access_token_hash(in.secrets, *token);
    auto work = [&](db::transaction& tx) { return db::find_token_bearer(tx, hash); };
    CO_TRY(auto found, co_await in.db.run(work));
    if (!found)
        co_return failure{errc::unauthenticated, "unknown, revoked or suspended token", {}};
    co_return std::optional(bearer{{std::move(found->actor), found->role}, std::move(found->scopes)});
}

bool has_role(domain::member_role role, who may)
{
    switch (may) {
    case who::anybody:
    case who::member:
        return true;
    case who::gatekeeper:
        return role >= domain::member_role::gatekeeper;
    case who::moderator:
        return role >= domain::member_role::moderator;
    case who::admin:
        return role == domain::member_role::admin;
    }
    return false;
}

result<> check(api_route const& route, std::optional<bearer> const& b)
{
    if (route.may == who::anybody)
        return {};
    if (!b)
        return failure{errc::unauthenticated, "no token", {}};
    if (!has_role(b->viewer.role, route.may))
        return failure{errc::forbidden, "role is not enough", "Your role does not allow this."};
    // A route without a scope is a mistake in the table: denied.
    if (route.scope.empty() || !domain::covers(b->scopes, route.scope))
        return failure{errc::forbidden, "scope is missing",
                       "The token lacks the scope \"" + std::string(route.scope) + "\"."};
    return {};
}

asio::awaitable<result<http::response>> answer(app::instance const& in, api_route const& route,
                                               http::request const& request)
{
    CO_TRY(auto b, co_await find_bearer(in, request));
    CO_TRY_VOID(check(route, b));
    call c{request, std::nullopt, nullptr};
    // What is open to anybody shows more to a member only where the token may read as that member.
    if (b && (route.may != who::anybody || domain::covers(b->scopes, "read")))
        c.viewer = std::move(b->viewer);
    // Keys belong to an account: what is open to anybody has none.
    bool const once = route.may != who::anybody && route.method == http::method::post &&
                      request.headers.count("Idempotency-Key") > 0;
    co_return co_await (once ? call_once(in, route, std::move(c)) : route.handle(std::move(c)));
}

asio::awaitable<http::response> serve(app::instance const& in, api_route const& route, http::request request)
{
    auto out = co_await answer(in, route, request);
    if (!out) {
        auto const& f = out.error();
        auto const level = http::status_of(f.code) == 500 ? core::log::level::error : core::log::level::debug;
        core::log::write(level, "api.failure",
                         {{"route", route.pattern}, {"code", http::name_of(f.code)}, {"why", f.log}});
        co_return error_response(f);
    }
    if (!out->headers.get("Cache-Control"))
        out->headers.set("Cache-Control", "no-store");
    co_return std::move(*out);
}

} // namespace

std::vector<http::route> guard(app::instance const& in, std::vector<api_route> routes)
{
    std::vector<http::route> out;
    for (auto& r : routes) {
        auto const method = r.method;
        auto const pattern = r.pattern;
        auto const limit = r.body_limit;
        auto const route = std::make_shared<api_route const>(std::move(r));
        auto const& instance = in;
        auto handle = [&instance, route](http::request request) {
            return serve(instance, *route, std::move(request));
        };
        out.push_back({method, pattern, std::move(handle), limit});
    }
    return out;
}

} // namespace federwerk::api
