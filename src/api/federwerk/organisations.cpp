// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/organisations.hpp"

#include "api/body.hpp"
#include "api/federwerk/named_member.hpp"
#include "api/federwerk/organisation_entry.hpp"
#include "api/federwerk/profile_input.hpp"
#include "api/federwerk/routes.hpp"
#include "api/idempotency.hpp"
#include "app/organisations/delete_organisation.hpp"
#include "app/organisations/edit_organisation.hpp"
#include "app/organisations/make_organisation.hpp"
#include "app/organisations/organisation_people.hpp"
#include "app/organisations/prove_organisation.hpp"
#include "json/reader.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;

http::response to_response(unsigned status, app::organisation_file const& file)
{
    json::writer w;
    write_organisation(w, file);
    return json_response(status, w.take());
}

result<app::new_organisation> input(http::request const& request)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    app::new_organisation wanted;
    wanted.handle = in.text("handle", 40, 1);
    wanted.name = in.text("name", 100, 1);
    wanted.domain = in.text("domain", 253, 1);
    wanted.about = in.optional_text("about", 1'000).value_or("");
    in.allow_only({"handle", "name", "domain", "about"});
    if (auto refused = in.refusal())
        return *refused;
    return wanted;
}

result<app::organisation_edit> edit_input(http::request const& request)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    app::organisation_edit e;
    e.name = in.optional_text("name", app::most_organisation_name);
    e.about = in.optional_text("about", app::most_organisation_about);
    e.fields = read_fields(in, body.root());
    e.icon = read_picture_id(in, "icon");
    in.allow_only({"name", "about", "fields", "icon"});
    if (auto refused = in.refusal())
        return *refused;
    return e;
}

awaitable<result<http::response>> make(app::instance const& in, call c)
{
    CO_TRY(auto wanted, input(c.request));
    auto const answer = [](app::organisation_file const& file) { return to_response(201, file); };
    auto with = kept<app::organisation_file>(c, answer);
    CO_TRY(auto const made,
           co_await app::make_organisation(in, c.viewer->actor, std::move(wanted), std::move(with)));
    co_return answer(made);
}

awaitable<result<http::response>> read(app::instance const& in, call c)
{
    std::string const name(c.request.parameter("id"));
    auto const open = [&](db::transaction& tx) {
        return app::open_organisation(tx, in.uris, name, c.viewer_id());
    };
    CO_TRY(auto const file, co_await in.db.run(open));
    co_return to_response(200, file);
}

awaitable<result<http::response>> list(app::instance const& in, call c)
{
    auto const open = [&](db::transaction& tx) -> result<std::vector<app::organisation_file>> {
        std::vector<app::organisation_file> out;
        TRY(auto const seats, db::organisations_of(tx, c.viewer_id()));
        for (auto const& seat : seats) {
            TRY(auto file, app::reopen_organisation(tx, seat.organisation_id, c.viewer_id()));
            out.push_back(std::move(file));
        }
        return out;
    };
    CO_TRY(auto const files, co_await in.db.run(open));
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& file : files)
                write_organisation(w, file);
        });
        w.key("next").null();
    });
    co_return json_response(200, w.take());
}

awaitable<result<http::response>> edit(app::instance const& in, call c)
{
    CO_TRY(auto changes, edit_input(c.request));
    std::string const name(c.request.parameter("id"));
    CO_TRY(auto const file, co_await app::edit_organisation(in, c.viewer->actor, name, std::move(changes)));
    co_return to_response(200, file);
}

awaitable<result<http::response>> remove(app::instance const& in, call c)
{
    std::string const name(c.request.parameter("id"));
    CO_TRY_VOID(co_await app::delete_organisation(in, c.viewer->actor, name));
    co_return http::response{.status = 204};
}

awaitable<result<http::response>> prove(app::instance const& in, call c)
{
    std::string const name(c.request.parameter("id"));
    auto with = kept<app::organisation_file>(c, [](auto const& file) { return to_response(200, file); });
    auto const& member = c.viewer->actor;
    CO_TRY(auto const file, co_await app::prove_organisation(in, member, name, std::move(with)));
    co_return to_response(200, file);
}

awaitable<result<http::response>> change(app::instance const& in, call c, std::string member,
                                         std::optional<domain::organisation_role> role)
{
    std::string const name(c.request.parameter("id"));
    auto const write = [&](db::transaction& tx) -> result<app::organisation_file> {
        auto whom = find_named_member(tx, in.uris, member);
        // What is to be given names a field, what is to be taken away an address.
        if (!whom && whom.error().code == errc::not_found && role)
            return failure{errc::invalid,
                           "no member " + member,
                           "This is nobody of this instance.",
                           {{"member", "must be a member of this instance"}}};
        if (!whom)
            return whom.error();
        return app::change_role(tx, in.uris, name, c.viewer->actor, *whom, role);
    };
    CO_TRY(auto const file, co_await in.db.run(write));
    co_return to_response(200, file);
}

awaitable<result<http::response>> put_person(app::instance const& in, call c)
{
    CO_TRY(auto const body, parse_body(c.request));
    json::reader reading(body.root());
    auto member = reading.text("member", 320, 1);
    auto const role = domain::parse_organisation_role(reading.text("role", 10, 1));
    if (!role)
        reading.refuse("role", "must be owner, admin or scout");
    reading.allow_only({"member", "role"});
    if (auto refused = reading.refusal())
        co_return *refused;
    co_return co_await change(in, std::move(c), std::move(member), role);
}

awaitable<result<http::response>> remove_person(app::instance const& in, call c)
{
    std::string member(c.request.parameter("member"));
    CO_TRY_VOID(co_await change(in, std::move(c), std::move(member), std::nullopt));
    co_return http::response{.status = 204};
}

awaitable<result<http::response>> put_listing(app::instance const& in, call c)
{
    CO_TRY(auto const body, parse_body(c.request));
    json::reader reading(body.root());
    auto const listed = reading.optional_boolean("listed");
    if (!listed)
        reading.refuse("listed", "must be true or false");
    reading.allow_only({"listed"});
    if (auto refused = reading.refusal())
        co_return *refused;
    std::string const name(c.request.parameter("id"));
    auto const write = [&](db::transaction& tx) {
        return app::list_person(tx, in.uris, name, c.viewer_id(), *listed);
    };
    CO_TRY(auto const file, co_await in.db.run(write));
    co_return to_response(200, file);
}

} // namespace

std::vector<api_route> organisation_routes(app::instance const& in)
{
    auto const all = std::string(federwerk_prefix) + "/organisations", one = all + "/{id}";
    auto const people = one + "/people", listing = one + "/listing";
    auto const to = [&in](auto handle) { return [&in, handle](call c) { return handle(in, std::move(c)); }; };
    using enum http::method;
    constexpr auto member = who::member;
    constexpr std::size_t none = 0, small = 4 * 1024, whole = 32 * 1024;
    return {
        {get, all, member, "read", none, to(list), {"", "organisations"}},
        {post, all, member, "write", whole, to(make), {"organisation_request", "organisation", 201}},
        {get, one, who::anybody, "", none, to(read), {"", "organisation"}},
        {patch, one, member, "write", whole, to(edit), {"organisation_edit_request", "organisation"}},
        {delete_, one, member, "write", none, to(remove)},
        {post, one + "/proof", member, "write", small, to(prove), {"", "organisation"}},
        {put,
         people,
         member,
         "write",
         small,
         to(put_person),
         {"organisation_person_request", "organisation"}},
        {put,
         listing,
         member,
         "write",
         small,
         to(put_listing),
         {"organisation_listing_request", "organisation"}},
        {delete_, people + "/{member}", member, "write", none, to(remove_person)},
    };
}

} // namespace federwerk::api
