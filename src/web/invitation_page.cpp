// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ways_in/join.hpp"
#include "web/form.hpp"
#include "web/pages.hpp"

namespace federwerk::web {

namespace {

form invitation_form(app::instance const& in, locale const& language)
{
    auto const text = [&](std::string const& key) { return language.text(key); };
    form out{.key = "invitation", .action = "/invitation"};
    out.lead = language.format("invitation_lead", {{"instance", in.settings.name}});
    out.fields = {
        {.id = "invitation",
         .label = text("invitation_code"),
         .help = text("invitation_code_help"),
         .most = 100},
        {.id = "handle",
         .label = text("handle"),
         .help = language.format("handle_help", {{"domain", in.settings.domain}}),
         .autocomplete = "username",
         .most = 30},
        {.id = "email",
         .label = text("email"),
         .help = text("email_help"),
         .type = "email",
         .autocomplete = "email"},
        {.id = "password",
         .label = text("password"),
         .help = text("password_help"),
         .type = "password",
         .autocomplete = "new-password",
         .most = 200},
    };
    return out;
}

http::response welcome(app::instance const& in, http::request const& request, domain::actor const& member)
{
    auto const& language = language_of(request);
    page p{.view = "message",
           .title = language.format("welcome_heading", {{"handle", member.username}}),
           .hidden = true};
    p.values.set("heading", p.title);
    p.values.set("paragraphs", data{data::type::list} << language.text("welcome_text"));
    data link{data::type::object};
    link.set("href", in.uris.member_page(member.username));
    link.set("label", language.text("welcome_link"));
    p.values.set("link", link);
    return render(in, language, std::move(p), request);
}

} // namespace

answer invitation_page(app::instance const& in, http::request request)
{
    co_return show_form(in, request, invitation_form(in, language_of(request)), nullptr, "invitation.js");
}

answer accept_invitation(app::instance const& in, http::request request)
{
    app::join_request wanted{.code = form_value(request, "invitation"),
                             .handle = form_value(request, "handle"),
                             .email = form_value(request, "email"),
                             .password = form_value(request, "password"),
                             .locale = language_of(request).language(),
                             .client_address = request.client_address};
    auto const joined = co_await app::join(in, std::move(wanted));
    if (!joined) {
        auto const failed = joined.error();
        co_return show_form(in, request, invitation_form(in, language_of(request)), &failed, "invitation.js");
    }
    co_return welcome(in, request, *joined);
}

} // namespace federwerk::web
