// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/page.hpp"

#include "core/secrets.hpp"
#include "core/text.hpp"
#include "http/conditional.hpp"
#include "web/assets.hpp"

namespace federwerk::web {

namespace {

// Partials are put in once, when a template is first used, so that a page is parsed and rendered as one text.
std::string with_partials(std::string text)
{
    for (std::size_t at; (at = text.find("{{> ")) != std::string::npos;) {
        auto const end = text.find("}}", at);
        auto const name = text.substr(at + 4, end - at - 4);
        text.replace(at, end + 2 - at, core::trim(embedded("templates/" + name + ".partial")));
    }
    return text;
}

std::string fill(std::string const& view, data const& values)
{
    // A parsed template keeps state while it renders: each thread has its own.
    thread_local std::map<std::string, kainjow::mustache::mustache> parsed;
    auto at = parsed.find(view);
    if (at == parsed.end()) {
        auto text = with_partials(std::string(embedded("templates/" + view + ".mustache")));
        at = parsed.try_emplace(view, text).first;
    }
    return at->second.render(values);
}

std::string mark()
{
    std::string svg(core::trim(embedded("assets/mark.svg")));
    constexpr std::string_view colour = "#0e7c86", opening = "<svg ";
    svg.replace(svg.find(colour), colour.size(), "currentColor");
    return svg.replace(0, opening.size(), "<svg aria-hidden=\"true\" ");
}

void set_optional(data& values, std::string const& key, std::optional<std::string> const& value)
{
    if (value && !value->empty())
        values.set(key, *value);
    else
        values.set(key, data::type::bool_false);
}

data messages_of(locale const& language)
{
    data t{data::type::object};
    for (auto const& [key, message] : language.messages())
        t.set(key, message);
    return t;
}

std::string in_layout(app::instance const& in, locale const& language, page const& p, data const& messages,
                      std::string_view request_path)
{
    data outer{data::type::object};
    outer.set("t", messages);
    outer.set("lang", language.language());
    outer.set("plain_title", p.title);
    outer.set("title", p.title + (p.view == "front" ? "" : " · " + in.settings.name));
    outer.set("instance", in.settings.name);
    outer.set("domain", in.settings.domain);
    outer.set("stylesheet", std::string(asset_address("main.css")));
    outer.set("mark", mark());
    outer.set("og_type", p.og_type);
    outer.set("hidden", p.hidden);
    outer.set("wide", p.wide);
    outer.set("at_waitlist", request_path == "/waitlist");
    outer.set("at_invitation", request_path == "/invitation");
    outer.set("font", std::string(asset_address("latin.woff2")));
    set_optional(outer, "description", p.description);
    set_optional(outer, "canonical", p.canonical);
    set_optional(outer, "alternate", p.alternate);
    set_optional(outer, "image", p.image);
    set_optional(outer, "image_alt", p.image_alt);
    set_optional(outer, "creator", p.creator);
    set_optional(outer, "script",
                 p.script ? std::optional<std::string>(asset_address(*p.script)) : std::nullopt);
    outer.set("content", fill(p.view, p.values));
    return fill("layout", outer);
}

void protect(http::headers& headers, page const& p)
{
    // Pictures may come from the homes of remote people; nothing else may come from elsewhere (T-60).
    headers.set("Content-Security-Policy",
                "default-src 'none'; style-src 'self'; font-src 'self'; script-src 'self'; "
                "img-src 'self' https: http:; form-action 'self'; frame-ancestors 'none'; "
                "base-uri 'none'");
    headers.set("Referrer-Policy", "no-referrer"); // Links of mails carry tokens
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Vary", "Accept, Accept-Language");
    headers.set("Cache-Control", p.hidden ? "private, no-store" : "public, max-age=60");
}

} // namespace

locale const& language_of(http::request const& request)
{
    return locale::accepted(request.headers.get("Accept-Language").value_or("en"));
}

http::response render(app::instance const& in, locale const& language, page p, http::request const& request)
{
    auto const messages = messages_of(language);
    p.values.set("t", messages);
    http::response out{.status = p.status};
    out.headers.set("Content-Type", "text/html; charset=utf-8");
    out.headers.set("Content-Language", language.language());
    protect(out.headers, p);
    out.body = in_layout(in, language, p, messages, request.path);
    if (p.hidden || p.status != 200)
        return out;
    auto const tag = '"' + core::to_base64url(core::sha256(out.body)).substr(0, 22) + '"';
    out.headers.set("ETag", tag);
    if (http::has_already(request, tag)) {
        out.status = 304;
        out.body.clear();
    }
    return out;
}

namespace {

http::response message_page(app::instance const& in, http::request const& request, unsigned status,
                            std::string const& key)
{
    auto const& language = language_of(request);
    page p{.view = "message", .title = language.text(key + "_heading"), .status = status, .hidden = true};
    p.values.set("heading", p.title);
    p.values.set("paragraphs", data{data::type::list} << language.text(key));
    data link{data::type::object};
    link.set("href", "/");
    link.set("label", language.text("front_page"));
    p.values.set("link", link);
    return render(in, language, std::move(p), request);
}

} // namespace

http::response refusal_page(app::instance const& in, http::request const& request, errc why)
{
    if (why == errc::not_found || why == errc::malformed) // An id that is none
        return message_page(in, request, 404, "not_found");
    if (why == errc::gone)
        return message_page(in, request, 410, "gone");
    auto out = message_page(in, request, 503, "unavailable");
    out.headers.set("Retry-After", "5");
    return out;
}

} // namespace federwerk::web
