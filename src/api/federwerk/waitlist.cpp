// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/body.hpp"
#include "api/federwerk/routes.hpp"
#include "api/locale.hpp"
#include "app/ways_in/confirm_waitlist.hpp"
#include "app/ways_in/join_waitlist.hpp"
#include "json/reader.hpp"
#include "json/writer.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;

result<domain::application> input(http::request const& request)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    domain::application out{.email = in.text("email", 254, 1),
                            .handle = in.text("handle", 100, 1),
                            .about = in.optional_text("about", 1000).value_or(""),
                            .locale = locale_of(in, request)};
    in.allow_only({"email", "handle", "about", "locale"});
    if (auto refused = in.refusal())
        return *refused;
    return out;
}

std::string output(app::waitlist_standing const& standing)
{
    json::writer w;
    w.object([&] {
        auto const& place = standing.place;
        w.field("state", domain::to_string(standing.entry.state));
        w.field("place", place ? std::optional(place->place) : std::nullopt);
        w.field("of", place ? std::optional(place->of) : std::nullopt);
        if (standing.entry.state == domain::waitlist_state::declined)
            w.field("reason", standing.entry.reason);
    });
    return w.take();
}

// The same bytes whatever is known about the address (T-73).
awaitable<result<http::response>> apply(app::instance const& in, call c)
{
    CO_TRY(auto wanted, input(c.request));
    CO_TRY_VOID(co_await app::join_waitlist(in, std::move(wanted), c.request.client_address));
    co_return json_response(202, R"({"state":"received"})");
}

awaitable<result<http::response>> confirm(app::instance const& in, call c)
{
    CO_TRY(auto const body, parse_body(c.request));
    json::reader fields(body.root());
    auto const token = fields.text("token", 100, 1);
    fields.allow_only({"token"});
    if (auto refused = fields.refusal())
        co_return *refused;
    auto work = [&](db::transaction& tx) { return app::confirm_waitlist(tx, in.secrets, token); };
    CO_TRY(auto const standing, co_await in.db.run(work));
    co_return json_response(200, output(standing));
}

awaitable<result<http::response>> read(app::instance const& in, call c)
{
    std::string const token(c.request.parameter("status_token"));
    auto work = [&](db::transaction& tx) { return app::read_standing(tx, in.secrets, token); };
    CO_TRY(auto const standing, co_await in.db.run(work));
    auto out = json_response(200, output(standing));
    out.headers.set("Referrer-Policy", "no-referrer"); // The token is in the path.
    co_return out;
}

} // namespace

std::vector<api_route> waitlist_routes(app::instance const& in)
{
    std::string const prefix(federwerk_prefix);
    return {
        {http::method::post,
         prefix + "/waitlist",
         who::anybody,
         "",
         8 * 1024,
         [&in](call c) { return apply(in, std::move(c)); },
         {"waitlist_request", "waitlist_received", 202}},
        {http::method::post,
         prefix + "/waitlist/confirmations",
         who::anybody,
         "",
         8 * 1024,
         [&in](call c) { return confirm(in, std::move(c)); },
         {"waitlist_confirmation_request", "waitlist_standing"}},
        {http::method::get,
         prefix + "/waitlist/{status_token}",
         who::anybody,
         "",
         0,
         [&in](call c) { return read(in, std::move(c)); },
         {"", "waitlist_standing"}},
    };
}

} // namespace federwerk::api
