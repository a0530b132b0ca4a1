// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text.hpp"
#include "web/assets.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"

#include <array>

namespace federwerk::web {

namespace {

answer lost(app::instance const& in, http::request request)
{
    co_return refusal_page(in, request, errc::not_found);
}

struct row {
    http::method method;
    char const* pattern;
    answer (*act)(app::instance const&, http::request);
    std::size_t body_limit = 0;
};
constexpr std::array rows{
    row{http::method::get, "/", front_page},
    row{http::method::get, "/@{handle}", member_page},
    row{http::method::get, "/@{handle}/{id}", highlight_page},
    row{http::method::get, "/@{handle}/open/{id}", opening_page},
    row{http::method::get, "/badges/{slug}", badge_page},
    row{http::method::get, "/invitation", invitation_page},
    row{http::method::post, "/invitation", accept_invitation, 16 * 1024},
    row{http::method::get, "/waitlist", waitlist_page},
    row{http::method::post, "/waitlist", join_waitlist, 16 * 1024},
    row{http::method::get, "/waitlist/confirm/{token}", confirm_page},
    row{http::method::post, "/waitlist/confirm/{token}", confirm_waitlist, 1024},
    row{http::method::get, "/waitlist/{token}", status_page},
    row{http::method::get, "/digest/off/{token}", digest_page},
    row{http::method::post, "/digest/off/{token}", end_digests, 1024},
    row{http::method::get, "/open/extend/{token}", extend_page},
    row{http::method::post, "/open/extend/{token}", extend_opening, 1024},
    row{http::method::get, "/assets/{file}", asset},
    row{http::method::get, "/{page}", lost},
};

} // namespace

std::vector<http::route> web_routes(app::instance const& in)
{
    std::vector<http::route> out;
    for (auto const& r : rows)
        out.push_back({r.method, r.pattern,
                       [&in, act = r.act](http::request request) { return act(in, std::move(request)); },
                       r.body_limit});
    return out;
}

bool wants_activity(http::request const& request)
{
    auto const accept = request.headers.get("Accept");
    if (!accept)
        return false;
    auto const best =
        http::negotiate(*accept, {"text/html", "application/activity+json", "application/ld+json"});
    return best && *best != "text/html";
}

http::response redirect(std::string const& address)
{
    http::response out{.status = 302};
    out.headers.set("Location", address);
    out.headers.set("Vary", "Accept, Accept-Language");
    return out;
}

namespace {

// Named without q=0: browsers write "gzip, deflate, br", and nobody else has to be understood.
bool takes_gzip(http::request const& request)
{
    for (auto const entry : core::split(request.headers.get("Accept-Encoding").value_or(""), ','))
        if (core::lower_ascii(core::trim(entry)) == "gzip")
            return true;
    return false;
}

} // namespace

answer asset(app::instance const&, http::request request)
{
    http::response out;
    out.headers.set("X-Content-Type-Options", "nosniff");
    auto const* file = find_embedded("assets/" + std::string(request.parameter("file")));
    if (!file) {
        out.status = 404;
        co_return out;
    }
    static constexpr std::array<std::pair<std::string_view, char const*>, 4> types{{
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".woff2", "font/woff2"},
    }};
    for (auto const& [ending, type] : types)
        if (file->name.ends_with(ending))
            out.headers.set("Content-Type", type);
    // All but the mark carry a hash of their bytes in their names.
    out.headers.set("Cache-Control", file->name == "assets/mark.svg" ? "public, max-age=3600"
                                                                     : "public, max-age=31536000, immutable");
    out.headers.set("Vary", "Accept-Encoding");
    auto const* packed = takes_gzip(request) ? find_embedded(std::string(file->name) + ".gz") : nullptr;
    if (packed)
        out.headers.set("Content-Encoding", "gzip");
    out.body = std::string((packed ? packed : file)->bytes());
    co_return out;
}

} // namespace federwerk::web
