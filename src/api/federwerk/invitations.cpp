// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/invitations.hpp"
#include "api/body.hpp"
#include "api/federwerk/paging.hpp"
#include "api/federwerk/routes.hpp"
#include "api/idempotency.hpp"
#include "app/ways_in/invite.hpp"
#include "app/ways_in/revoke_invitation.hpp"
#include "json/reader.hpp"
#include "json/writer.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;

result<domain::invitation_wish> input(http::request const& request)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    domain::invitation_wish out{.uses = static_cast<int>(in.optional_integer("uses", 1, 1000).value_or(1)),
                                .valid_for =
                                    std::chrono::days(in.optional_integer("days", 1, 365).value_or(14)),
                                .note = in.optional_text("note", 500).value_or(""),
                                .email = in.optional_text("email", 254)};
    in.allow_only({"uses", "days", "note", "email"});
    if (auto refused = in.refusal())
        return *refused;
    return out;
}

void write(json::writer& w, domain::invitation const& i, core::time_point now)
{
    w.field("id", i.id)
        .field("uses", i.uses)
        .field("used", i.used)
        .field("note", i.note)
        .field("email", i.email);
    w.field("state", domain::to_string(domain::state_of(i, now)));
    w.field("expires_at", i.expires_at).field("created_at", i.created_at);
}

awaitable<result<http::response>> create(app::instance const& in, call c)
{
    CO_TRY(auto wish, input(c.request));
    app::invite_request const request{c.viewer_id(), std::move(wish)};
    auto const limits = app::invitation_limits_of(in.settings);
    auto const now = core::now();
    auto const answer = [&](app::fresh_invitation const& made) {
        json::writer w;
        w.object([&] {
            write(w, made.invitation, now);
            w.field("code", made.code).field("url", in.uris.invitation_page(made.code));
        });
        return json_response(201, w.take());
    };
    auto const with = kept<app::fresh_invitation>(c, answer);
    auto work = [&](db::transaction& tx) -> result<app::fresh_invitation> {
        TRY(auto made, app::invite(tx, in.secrets, limits, request, now));
        TRY_VOID(app::write_along(with, tx, made));
        return made;
    };
    CO_TRY(auto const made, co_await in.db.run(work));
    co_return answer(made);
}

awaitable<result<http::response>> list(app::instance const& in, call c)
{
    CO_TRY(auto const page, page_of(c.request));
    auto work = [&](db::transaction& tx) {
        return db::invitations_by(tx, c.viewer_id(), page.cursor, page.limit + 1);
    };
    CO_TRY(auto found, co_await in.db.run(work));
    auto const now = core::now();
    json::writer w;
    w.object([&] {
        auto const next = cut(found, page.limit);
        w.array("items", [&] {
            for (auto const& i : found)
                w.object([&] { write(w, i, now); });
        });
        w.field("next", next);
    });
    co_return json_response(200, w.take());
}

awaitable<result<http::response>> revoke(app::instance const& in, call c)
{
    auto const id = core::snowflake::parse(c.request.parameter("id"));
    if (!id)
        co_return failure{errc::not_found, "invitation: no id", {}};
    auto const role = c.viewer ? c.viewer->role : domain::member_role::member;
    auto work = [&](db::transaction& tx) {
        return app::revoke_invitation(tx, c.viewer_id(), role, *id, core::now());
    };
    CO_TRY_VOID(co_await in.db.run(work));
    co_return http::response{.status = 204};
}

} // namespace

std::vector<api_route> invitation_routes(app::instance const& in)
{
    std::string const prefix(federwerk_prefix);
    return {
        {http::method::post,
         prefix + "/invitations",
         who::member,
         "write",
         8 * 1024,
         [&in](call c) { return create(in, std::move(c)); },
         {"invitation_request", "invitation_created", 201}},
        {http::method::get,
         prefix + "/invitations",
         who::member,
         "read",
         0,
         [&in](call c) { return list(in, std::move(c)); },
         {"", "invitations", 200, "cursor limit"}},
        {http::method::delete_, prefix + "/invitations/{id}", who::member, "write", 0,
         [&in](call c) { return revoke(in, std::move(c)); }},
    };
}

} // namespace federwerk::api
