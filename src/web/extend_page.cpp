// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the mail leads that asks whether an openness still holds. The button extends it.
#include "app/openings/extend_opening.hpp"
#include "core/url.hpp"
#include "web/message_page.hpp"
#include "web/pages.hpp"

namespace federwerk::web {

namespace {

http::response describe(app::instance const& in, http::request const& request,
                        result<app::end_asked_about> const& asked)
{
    if (!asked)
        return refusal_page(in, request, asked.error().code);
    auto const& language = language_of(request);
    auto const& o = asked->opening;
    std::string const key = asked->open              ? "extend_ask"
                            : o.is_open(core::now()) ? "extend_done"
                                                     : "extend_over";
    auto const text = language.format(
        key, {{"what", app::called(language.language(), o)}, {"until", language.day(o.ends_at)}});
    auto p = message_page(language, key, {text});
    if (asked->open)
        set_button(p, "/open/extend/" + core::percent_encode(request.parameter("token")),
                   language.text("extend_button"));
    return render(in, language, std::move(p), request);
}

} // namespace

answer extend_page(app::instance const& in, http::request request)
{
    std::string const token(request.parameter("token"));
    auto const asked = co_await in.db.run(
        [&](db::transaction& tx) { return app::find_end_asked_about(tx, in.secrets, token); });
    co_return describe(in, request, asked);
}

answer extend_opening(app::instance const& in, http::request request)
{
    auto const asked = co_await app::extend_opening(in, std::string(request.parameter("token")));
    co_return describe(in, request, asked);
}

} // namespace federwerk::web
