// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the link in the mail of a day leads. Mail programs open links by themselves, so that a GET changes
// nothing; the button, and the POST of RFC 8058 3.2, which brings no session and wants no redirect, do.
#include "app/mail/end_digests.hpp"
#include "core/url.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"

namespace federwerk::web {

namespace {

page message(locale const& language, std::string const& key)
{
    page p{.view = "message", .title = language.text(key + "_heading"), .hidden = true};
    p.values.set("heading", p.title);
    p.values.set("paragraphs", data{data::type::list} << language.text(key));
    return p;
}

} // namespace

answer digest_page(app::instance const& in, http::request request)
{
    auto const& language = language_of(request);
    auto p = message(language, "digest_off_ask");
    data button{data::type::object};
    button.set("action", "/digest/off/" + core::percent_encode(request.parameter("token")));
    button.set("label", language.text("digest_off_button"));
    p.values.set("button", button);
    co_return render(in, language, std::move(p), request);
}

answer end_digests(app::instance const& in, http::request request)
{
    std::string const token(request.parameter("token"));
    auto const ended =
        co_await in.db.run([&](db::transaction& tx) { return app::end_digests(tx, in.secrets, token); });
    if (!ended)
        co_return refusal_page(in, request, ended.error().code);
    auto const& language = language_of(request);
    co_return render(in, language, message(language, "digest_off"), request);
}

} // namespace federwerk::web
