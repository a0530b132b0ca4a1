// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/pacts.hpp"

#include "api/body.hpp"
#include "api/idempotency.hpp"
#include "app/pacts/end_pact.hpp"
#include "app/pacts/make_pact.hpp"
#include "core/url.hpp"
#include "json/reader.hpp"
#include "json/writer.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;

void write(json::writer& w, db::pact_entry const& e)
{
    auto const& f = e.pact.filters;
    w.object([&] {
        w.field("host", e.pact.host).field("state", domain::to_string(e.state));
        w.field("kinds", f.kinds).field("badges", f.badges).field("languages", f.languages);
        w.field("per_day", f.per_day).field("shown", f.shown).field("since", e.pact.created_at);
        w.field("read_at", e.pact.repaired_at).field("ended_at", e.pact.ended_at);
    });
}

http::response to_response(unsigned status, db::pact_entry const& e)
{
    json::writer w;
    write(w, e);
    return json_response(status, w.take());
}

failure absent()
{
    return {errc::not_found, "no such pact", "There is no pact with this host."};
}

std::string host_of(http::request const& request)
{
    auto given = request.parameter("host");
    auto const normal = core::normalise_authority(given);
    return normal ? *normal : std::string(given);
}

// What is left out stays as it is.
void read_filters(json::reader& in, domain::pact_filters& f)
{
    constexpr std::size_t most_words = 100, longest_word = 60;
    auto const take = [&](char const* name, std::vector<std::string>& into) {
        if (auto given = in.optional_texts(name, most_words, longest_word))
            into = std::move(*given);
    };
    take("kinds", f.kinds);
    take("badges", f.badges);
    take("languages", f.languages);
    f.per_day = static_cast<int>(in.optional_integer("per_day", 1, 100'000).value_or(f.per_day));
    f.shown = in.optional_boolean("shown").value_or(f.shown);
}

awaitable<result<http::response>> list(app::instance const& in)
{
    auto const found = co_await in.db.run([](db::transaction& tx) { return db::list_pacts(tx); });
    if (!found)
        co_return found.error();
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& e : *found)
                write(w, e);
        });
        w.field("next", std::optional<std::string>{});
    });
    co_return json_response(200, w.take());
}

awaitable<result<http::response>> make(app::instance const& in, call c)
{
    CO_TRY(auto const body, parse_body(c.request));
    json::reader fields(body.root());
    auto host = fields.text("host", 259, 1);
    domain::pact_filters filters;
    read_filters(fields, filters);
    fields.allow_only({"host", "kinds", "badges", "languages", "per_day", "shown"});
    if (auto refused = fields.refusal())
        co_return *refused;
    auto with = kept<db::pact_entry>(c, [](db::pact_entry const& e) { return to_response(201, e); });
    CO_TRY(auto const made,
           co_await app::make_pact(in, std::move(host), std::move(filters), std::move(with)));
    co_return to_response(201, made);
}

result<db::pact_entry> write_change(db::transaction& tx, std::string const& host, json::view body)
{
    TRY(auto const known, db::lock_pact(tx, host)); // Of two who change it at once, the second sees the first
    if (!known)
        return absent();
    auto filters = known->filters;
    json::reader fields(body);
    read_filters(fields, filters);
    fields.allow_only({"kinds", "badges", "languages", "per_day", "shown"});
    if (auto refused = fields.refusal())
        return *refused;
    TRY(auto const checked, domain::check_filters(std::move(filters)));
    TRY_VOID(db::replace_filters(tx, host, checked));
    TRY(auto const after, db::find_pact_entry(tx, host));
    return after ? result<db::pact_entry>(*after) : absent();
}

awaitable<result<http::response>> change(app::instance const& in, call c)
{
    CO_TRY(auto const body, parse_body(c.request));
    auto const host = host_of(c.request);
    auto const work = [&](db::transaction& tx) { return write_change(tx, host, body.root()); };
    CO_TRY(auto const after, co_await in.db.run(work));
    co_return to_response(200, after);
}

awaitable<result<http::response>> end(app::instance const& in, call c)
{
    auto const host = host_of(c.request);
    auto const work = [&](db::transaction& tx) { return app::end_pact(tx, in.uris, host); };
    CO_TRY_VOID(co_await in.db.run(work));
    in.post.nudge();
    co_return http::response{.status = 204};
}

} // namespace

std::vector<api_route> pact_routes(app::instance const& in)
{
    auto const at = [](std::string_view path) { return std::string(federwerk_prefix) + std::string(path); };
    constexpr std::size_t small = 32 * 1024;
    using http::method;
    return {
        {method::get, at("/pacts"), who::admin, "read", 0, [&in](call) { return list(in); }, {"", "pacts"}},
        {method::post,
         at("/pacts"),
         who::admin,
         "write",
         small,
         [&in](call c) { return make(in, std::move(c)); },
         {"pact_request", "pact", 201}},
        {method::patch,
         at("/pacts/{host}"),
         who::admin,
         "write",
         small,
         [&in](call c) { return change(in, std::move(c)); },
         {"pact_edit_request", "pact"}},
        {method::delete_, at("/pacts/{host}"), who::admin, "write", 0,
         [&in](call c) { return end(in, std::move(c)); }},
    };
}

} // namespace federwerk::api
