// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/awards.hpp"

#include "api/federwerk/award_entry.hpp"
#include "api/federwerk/named_member.hpp"
#include "api/federwerk/routes.hpp"
#include "api/idempotency.hpp"
#include "app/awards/answer_award.hpp"
#include "core/url.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;

failure absent()
{
    return {errc::not_found, "no such award for this member", {}};
}

result<core::snowflake> id_of(http::request const& request)
{
    auto const id = core::snowflake::parse(request.parameter("id"));
    if (!id)
        return absent();
    return *id;
}

awaitable<result<http::response>> list(app::instance const& in, call c)
{
    CO_TRY(auto const filter, award_filter_of(c.request));
    auto const member = core::query_value(c.request.query, "member");
    auto const read = [&](db::transaction& tx) -> result<award_page> {
        if (!member) {
            TRY(auto found, db::awards_to(tx, c.viewer_id(), filter));
            return complete(tx, std::move(found), filter.limit - 1);
        }
        TRY(auto const who, find_named_member(tx, in.uris, *member));
        TRY(auto found, db::awards_shown_to(tx, c.viewer_id(), who.id, filter));
        return complete(tx, std::move(found), filter.limit - 1);
    };
    CO_TRY(auto const page, co_await in.db.run(read));
    co_return to_response(in.uris, page);
}

awaitable<result<http::response>> read(app::instance const& in, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    auto const find = [&](db::transaction& tx) -> result<award_row> {
        TRY(auto found, db::find_award(tx, id));
        if (!found || found->recipient_id != c.viewer_id())
            return absent();
        TRY(auto file, app::open_award(tx, std::move(*found)));
        return complete(tx, std::move(file));
    };
    CO_TRY(auto const row, co_await in.db.run(find));
    co_return to_response(200, in.uris, row);
}

using answer = decltype(&app::accept_award);

awaitable<result<http::response>> decide(app::instance const& in, call c, answer how)
{
    CO_TRY(auto const id, id_of(c.request));
    auto const& member = c.viewer->actor;
    app::along<app::award_file> with;
    if (c.once)
        with = [&](db::transaction& tx, app::award_file const& made) -> result<> {
            TRY(auto const row, complete(tx, made));
            return c.once->keep(tx, to_response(200, in.uris, row));
        };
    CO_TRY(auto file, co_await how(in, member, id, std::move(with)));
    auto const fill = [&](db::transaction& tx) { return complete(tx, file); };
    CO_TRY(auto const row, co_await in.db.run(fill));
    co_return to_response(200, in.uris, row);
}

} // namespace

std::vector<api_route> award_routes(app::instance const& in)
{
    auto const all = std::string(federwerk_prefix) + "/awards", one = all + "/{id}";
    return {
        {http::method::get,
         all,
         who::member,
         "read",
         0,
         [&in](call c) { return list(in, std::move(c)); },
         {"", "awards", 200, "member state cursor limit"}},
        {http::method::get,
         one,
         who::member,
         "read",
         0,
         [&in](call c) { return read(in, std::move(c)); },
         {"", "award"}},
        {http::method::post,
         one + "/accept",
         who::member,
         "write",
         1024,
         [&in](call c) { return decide(in, std::move(c), &app::accept_award); },
         {"", "award"}},
        {http::method::post,
         one + "/decline",
         who::member,
         "write",
         1024,
         [&in](call c) { return decide(in, std::move(c), &app::decline_award); },
         {"", "award"}},
    };
}

} // namespace federwerk::api
