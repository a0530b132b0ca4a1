// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ways_in/confirm_waitlist.hpp"
#include "app/ways_in/join_waitlist.hpp"
#include "app/ways_in/waitlist_links.hpp"
#include "core/url.hpp"
#include "web/form.hpp"
#include "web/message_page.hpp"
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

http::response standing_page(app::instance const& in, http::request const& request,
                             app::waitlist_standing const& standing)
{
    auto const& language = language_of(request);
    auto const& entry = standing.entry;
    bool const has_reason = entry.state == domain::waitlist_state::declined && !entry.reason.empty();
    std::vector<std::string> paragraphs{language.text("status_" + std::string(to_string(entry.state)))};
    if (has_reason)
        paragraphs.push_back(language.text("status_reason"));
    auto p = message_page(language, "status", paragraphs);
    if (has_reason)
        p.values.set("reason", entry.reason);
    if (standing.place)
        p.values.set("place", language.format("status_place", {{"place", standing.place->place},
                                                               {"of", standing.place->of}}));
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
    co_return render(in, language, message_page(language, "waitlist_sent", {language.text("waitlist_sent")}),
                     request);
}

answer confirm_page(app::instance const& in, http::request request)
{
    auto const& language = language_of(request);
    auto p = message_page(language, "confirm", {language.text("confirm_text")});
    set_button(p, "/waitlist/confirm/" + core::percent_encode(request.parameter("token")),
               language.text("confirm_button"));
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
