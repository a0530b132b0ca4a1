// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/body.hpp"
#include "api/federwerk/paging.hpp"
#include "api/federwerk/routes.hpp"
#include "api/idempotency.hpp"
#include "app/ways_in/admit.hpp"
#include "app/ways_in/decline.hpp"
#include "app/ways_in/undo_decision.hpp"
#include "core/url.hpp"
#include "json/reader.hpp"
#include "json/writer.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;
using entry_result = result<domain::waitlist_entry>;

// Who decides reads what the applicant wrote; nobody else ever does.
void write(json::writer& w, domain::waitlist_entry const& e)
{
    w.object([&] {
        w.field("id", e.id).field("state", domain::to_string(e.state)).field("email", e.email);
        w.field("handle", e.handle).field("about", e.about).field("reason", e.reason);
        w.field("decided_at", e.decided_at).field("created_at", e.created_at);
    });
}

result<domain::waitlist_state> wanted_state(http::request const& request)
{
    auto const text = core::query_value(request.query, "state").value_or("waiting");
    auto const state = domain::parse_waitlist_state(text);
    if (!state)
        return failure{errc::invalid, "waitlist: state", "No such state.", {{"state", "No such state."}}};
    return *state;
}

awaitable<result<http::response>> list(app::instance const& in, call c)
{
    CO_TRY(auto const page, page_of(c.request));
    CO_TRY(auto const state, wanted_state(c.request));
    auto work = [&](db::transaction& tx) {
        return db::list_waitlist(tx, state, page.cursor, page.limit + 1);
    };
    CO_TRY(auto found, co_await in.db.run(work));
    json::writer w;
    w.object([&] {
        auto const next = cut(found, page.limit);
        w.array("items", [&] {
            for (auto const& e : found)
                write(w, e);
        });
        w.field("next", next);
    });
    co_return json_response(200, w.take());
}

http::response to_response(domain::waitlist_entry const& entry)
{
    json::writer w;
    write(w, entry);
    return json_response(200, w.take());
}

using act = std::function<entry_result(db::transaction&, app::waitlist_decision const&)>;

awaitable<result<http::response>> decide(app::instance const& in, call c, act how)
{
    auto const id = core::snowflake::parse(c.request.parameter("id"));
    if (!id)
        co_return failure{errc::not_found, "waitlist: no id", {}};
    app::waitlist_decision const what{*id, c.viewer_id(), core::now()};
    auto const with = kept<domain::waitlist_entry>(c, to_response);
    auto work = [&](db::transaction& tx) -> entry_result {
        TRY(auto entry, how(tx, what));
        TRY_VOID(app::write_along(with, tx, entry));
        return entry;
    };
    CO_TRY(auto const entry, co_await in.db.run(work));
    co_return to_response(entry);
}

awaitable<result<http::response>> admit(app::instance const& in, call c)
{
    act const how = [&in](db::transaction& tx, app::waitlist_decision const& what) {
        return app::admit(tx, {in.settings, in.uris, in.secrets}, what);
    };
    co_return co_await decide(in, std::move(c), how);
}

awaitable<result<http::response>> decline(app::instance const& in, call c)
{
    CO_TRY(auto const body, parse_body(c.request));
    json::reader fields(body.root());
    auto const reason = fields.optional_text("reason", 500).value_or("");
    fields.allow_only({"reason"});
    if (auto refused = fields.refusal())
        co_return *refused;
    act const how = [&](db::transaction& tx, app::waitlist_decision const& what) {
        return app::decline(tx, {in.settings, in.uris, in.secrets}, what, reason);
    };
    co_return co_await decide(in, std::move(c), how);
}

awaitable<result<http::response>> undo(app::instance const& in, call c)
{
    act const how = [](db::transaction& tx, app::waitlist_decision const& what) {
        return app::undo_decision(tx, what);
    };
    co_return co_await decide(in, std::move(c), how);
}

} // namespace

std::vector<api_route> waitlist_decision_routes(app::instance const& in)
{
    std::string const prefix(federwerk_prefix);
    return {
        {http::method::get,
         prefix + "/waitlist",
         who::gatekeeper,
         "read",
         0,
         [&in](call c) { return list(in, std::move(c)); },
         {"", "waitlist_entries", 200, "state cursor limit"}},
        {http::method::post,
         prefix + "/waitlist/{id}/admission",
         who::gatekeeper,
         "write",
         8 * 1024,
         [&in](call c) { return admit(in, std::move(c)); },
         {"", "waitlist_entry"}},
        {http::method::post,
         prefix + "/waitlist/{id}/refusal",
         who::gatekeeper,
         "write",
         8 * 1024,
         [&in](call c) { return decline(in, std::move(c)); },
         {"waitlist_refusal_request", "waitlist_entry"}},
        {http::method::delete_,
         prefix + "/waitlist/{id}/decision",
         who::gatekeeper,
         "write",
         0,
         [&in](call c) { return undo(in, std::move(c)); },
         {"", "waitlist_entry"}},
    };
}

} // namespace federwerk::api
