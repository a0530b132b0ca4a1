// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/body.hpp"
#include "api/federwerk/award_entry.hpp"
#include "api/federwerk/awards.hpp"
#include "api/federwerk/routes.hpp"
#include "api/idempotency.hpp"
#include "app/awards/issue_award.hpp"
#include "app/organisations/organisation_file.hpp"
#include "json/reader.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;

std::optional<core::time_point> read_end(json::reader& in)
{
    auto const given = in.optional_text("expires_at", 40);
    if (!given)
        return std::nullopt;
    auto const time = core::parse_rfc3339(*given);
    if (!time) {
        in.refuse("expires_at", "must be a time such as 2026-12-31T18:00:00Z");
        return std::nullopt;
    }
    return *time;
}

result<domain::award_draft> input(http::request const& request)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    domain::award_draft draft;
    draft.badge = in.text("badge", 80, 1);
    draft.recipient = in.text("recipient", 2048, 1);
    draft.criteria = in.text("criteria", 2000, 1);
    draft.evidence = in.optional_text("evidence", 2048);
    draft.expires_at = read_end(in);
    draft.language = in.optional_text("language", 35).value_or("en");
    in.allow_only({"badge", "recipient", "criteria", "evidence", "expires_at", "language"});
    if (auto refused = in.refusal())
        return *refused;
    return draft;
}

std::string name_of(call const& c)
{
    return std::string(c.request.parameter("id"));
}

// Just offered: nobody sees it yet.
awaitable<result<http::response>> issue(app::instance const& in, call c)
{
    CO_TRY(auto draft, input(c.request));
    std::optional<award_row> row;
    auto const keep =
        kept<award_row>(c, [&in](award_row const& made) { return to_response(201, in.uris, made); });
    app::along<app::award_file> with = [&](db::transaction& tx, app::award_file const& file) -> result<> {
        TRY(row, complete(tx, file));
        return app::write_along(keep, tx, *row);
    };
    CO_TRY_VOID(
        co_await app::issue_award(in, c.viewer->actor, name_of(c), std::move(draft), std::move(with)));
    co_return to_response(201, in.uris, *row);
}

awaitable<result<http::response>> list(app::instance const& in, call c)
{
    CO_TRY(auto const filter, award_filter_of(c.request));
    auto const read = [&](db::transaction& tx) -> result<award_page> {
        TRY(auto const speaker, app::open_organisation_to(tx, in.uris, name_of(c), c.viewer_id(),
                                                          domain::organisation_act::issue_badges));
        TRY(auto found, db::awards_by(tx, speaker.actor.id, filter));
        return complete(tx, std::move(found), filter.limit - 1);
    };
    CO_TRY(auto const page, co_await in.db.run(read));
    co_return to_response(in.uris, page);
}

awaitable<result<http::response>> revoke(app::instance const& in, call c)
{
    auto const id = core::snowflake::parse(c.request.parameter("award"));
    if (!id)
        co_return failure{errc::not_found, "no such award", {}};
    CO_TRY_VOID(co_await app::revoke_award(in, c.viewer->actor, name_of(c), *id));
    co_return http::response{.status = 204};
}

} // namespace

std::vector<api_route> organisation_award_routes(app::instance const& in)
{
    auto const all = std::string(federwerk_prefix) + "/organisations/{id}/awards";
    return {
        {http::method::get,
         all,
         who::member,
         "read",
         0,
         [&in](call c) { return list(in, std::move(c)); },
         {"", "awards", 200, "state cursor limit"}},
        {http::method::post,
         all,
         who::member,
         "write",
         16 * 1024,
         [&in](call c) { return issue(in, std::move(c)); },
         {"award_request", "award", 201}},
        {http::method::delete_, all + "/{award}", who::member, "write", 0,
         [&in](call c) { return revoke(in, std::move(c)); }},
    };
}

} // namespace federwerk::api
