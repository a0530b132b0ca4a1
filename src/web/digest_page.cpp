// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the link in the mail of a day leads. The button ends them, and so does the POST of RFC 8058 3.2,
// which brings no session and wants no redirect.
#include "app/mail/end_digests.hpp"
#include "core/url.hpp"
#include "web/message_page.hpp"
#include "web/pages.hpp"

namespace federwerk::web {

answer digest_page(app::instance const& in, http::request request)
{
    auto const& language = language_of(request);
    auto p = message_page(language, "digest_off_ask", {language.text("digest_off_ask")});
    set_button(p, "/digest/off/" + core::percent_encode(request.parameter("token")),
               language.text("digest_off_button"));
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
    co_return render(in, language, message_page(language, "digest_off", {language.text("digest_off")}),
                     request);
}

} // namespace federwerk::web
