// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/body.hpp"
#include "api/federwerk/routes.hpp"
#include "api/locale.hpp"
#include "app/ways_in/join.hpp"
#include "json/reader.hpp"
#include "json/writer.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;

result<app::join_request> input(http::request const& request)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    app::join_request out{.code = in.text("invitation", 100, 1),
                          .handle = in.text("handle", 100, 1),
                          .email = in.text("email", 254, 1),
                          .locale = locale_of(in, request),
                          .client_address = request.client_address};
    // As it was typed: a password may begin with a space.
    out.password = body.root()["password"].text().value_or("");
    in.allow_only({"invitation", "handle", "email", "password", "locale"});
    if (auto refused = in.refusal())
        return *refused;
    return out;
}

std::string output(domain::actor const& made)
{
    json::writer w;
    w.object([&] {
        w.field("id", made.id)
            .field("handle", made.handle())
            .field("uri", made.uri)
            .optional("url", made.url);
    });
    return w.take();
}

awaitable<result<http::response>> create(app::instance const& in, call c)
{
    CO_TRY(auto request, input(c.request));
    CO_TRY(auto const made, co_await app::join(in, std::move(request)));
    co_return json_response(201, output(made));
}

} // namespace

std::vector<api_route> account_routes(app::instance const& in)
{
    std::string const prefix(federwerk_prefix);
    return {
        {http::method::post,
         prefix + "/accounts",
         who::anybody,
         "",
         8 * 1024,
         [&in](call c) { return create(in, std::move(c)); },
         {"account_request", "account", 201}},
    };
}

} // namespace federwerk::api
