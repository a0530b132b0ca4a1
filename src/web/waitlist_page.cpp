// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ways_in/confirm_waitlist.hpp"
#include "app/ways_in/join_waitlist.hpp"
#include "app/ways_in/waitlist_links.hpp"
#include "core/url.hpp"
#include "web/form.hpp"
#include "web/pages.hpp"

namespace federwerk::web {

namespace {

form waitlist_form(locale const& language)
{
    auto const text = [&](std::string const& key) { return language.text(key); };
    form out{.key = "waitlist", .action = "/waitlist", .lead = text("waitlist_lead")};
    out.fields = {
        {.id = "email",
         .label = text("email"),
         .help = text("email_help"),
         .type = "email",
         .autocomplete = "email"},
        {.id = "handle", .label = text("waitlist_handle"), .autocomplete = "username", .most = 30},
        {.id = "about",
         .label = text("waitlist_about"),
         .help = text("waitlist_about_help"),
         .type = "textarea",
         .most = 1000},
    };
    return out;
}

page message(locale const& language, std::string const& key)
{
    page p{.view = "message", .title = language.text(key + "_heading"), .hidden = true};
    p.values.set("heading", p.title);
    return p;
}

http::response standing_page(app::instance const& in, http::request const& request,
                             app::waitlist_standing const& standing)
{
    auto const& language = language_of(request);
    auto const& entry = standing.entry;
    auto p = message(language, "status");
    if (standing.place)
        p.values.set("place", language.format("status_place", {{"place", standing.place->place},
                                                               {"of", standing.place->of}}));
    data paragraphs{data::type::list};
    paragraphs << language.text("status_" + std::string(to_string(entry.state)));
    if (entry.state == domain::waitlist_state::declined && !entry.reason.empty()) {
        paragraphs << language.text("status_reason");
        p.values.set("reason", entry.reason);
    }
    p.values.set("paragraphs", paragraphs);
    return render(in, language, std::move(p), request);
}

} // namespace

answer waitlist_page(app::instance const& in, http::request request)
{
    co_return show_form(in, request, waitlist_form(language_of(request)), nullptr);
}

answer join_waitlist(app::instance const& in, http::request request)
{
    auto const& language = language_of(request);
    domain::application given{.email = form_value(request, "email"),
                              .handle = form_value(request, "handle"),
                              .about = form_value(request, "about"),
                              .locale = language.language()};
    auto const joined = co_await app::join_waitlist(in, std::move(given), request.client_address);
    if (!joined) {
        auto const failed = joined.error();
        co_return show_form(in, request, waitlist_form(language), &failed);
    }
    auto p = message(language, "waitlist_sent");
    p.values.set("paragraphs", data{data::type::list} << language.text("waitlist_sent"));
    co_return render(in, language, std::move(p), request);
}

// Mail programs open links by themselves, so that a GET changes nothing: the button does.
answer confirm_page(app::instance const& in, http::request request)
{
    auto const& language = language_of(request);
    auto p = message(language, "confirm");
    p.values.set("paragraphs", data{data::type::list} << language.text("confirm_text"));
    data button{data::type::object};
    button.set("action", "/waitlist/confirm/" + core::percent_encode(request.parameter("token")));
    button.set("label", language.text("confirm_button"));
    p.values.set("button", button);
    co_return render(in, language, std::move(p), request);
}

answer confirm_waitlist(app::instance const& in, http::request request)
{
    std::string const token(request.parameter("token"));
    auto const confirmed =
        co_await in.db.run([&](db::transaction& tx) { return app::confirm_waitlist(tx, in.secrets, token); });
    if (confirmed) {
        http::response out{.status = 303}; // POST, redirect, GET
        out.headers.set("Location",
                        in.uris.waitlist_status_page(app::status_token(in.secrets, confirmed->entry)));
        co_return out;
    }
    co_return refusal_page(in, request, confirmed.error().code);
}

answer status_page(app::instance const& in, http::request request)
{
    std::string const token(request.parameter("token"));
    auto const found =
        co_await in.db.run([&](db::transaction& tx) { return app::read_standing(tx, in.secrets, token); });
    if (found)
        co_return standing_page(in, request, *found);
    co_return refusal_page(in, request, found.error().code);
}

} // namespace federwerk::web
