// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/media.hpp"

#include "api/body.hpp"
#include "api/federwerk/routes.hpp"
#include "api/idempotency.hpp"
#include "api/multipart.hpp"
#include "app/pictures/media_files.hpp"
#include "app/pictures/upload_picture.hpp"
#include "core/text.hpp"
#include "json/reader.hpp"

#include <algorithm>

namespace federwerk::api {

namespace {

using boost::asio::awaitable;

constexpr std::size_t room_for_headers = 64 * 1024;

result<part> find_part(std::vector<part> const& parts, std::string_view name)
{
    auto const found = std::ranges::find(parts, name, &part::name);
    if (found == parts.end() || std::ranges::count(parts, name, &part::name) != 1)
        return failure{errc::invalid,
                       "form without " + std::string(name),
                       "This picture cannot be saved.",
                       {{std::string(name), "must be there once"}}};
    return *found;
}

http::response to_response(unsigned status, domain::picture const& p)
{
    json::writer w;
    write_picture(w, p);
    return json_response(status, w.take());
}

awaitable<result<http::response>> upload(app::instance const& in, call c)
{
    auto const type = c.request.headers.get("Content-Type").value_or("");
    CO_TRY(auto const parts, parse_multipart(type, c.request.body));
    CO_TRY(auto const file, find_part(parts, "file"));
    std::string alt;
    if (std::ranges::find(parts, "alt", &part::name) != parts.end()) {
        CO_TRY(auto const given, find_part(parts, "alt"));
        alt = given.body;
    }
    if (!core::is_valid_utf8(alt))
        co_return failure{
            errc::invalid, "alt is no text", "This picture cannot be saved.", {{"alt", "must be UTF-8"}}};
    if (file.body.size() > in.settings.media.maximum_bytes)
        co_return failure{errc::too_large, "picture too large", "The picture is too large."};
    auto const answer = [](domain::picture const& p) { return to_response(201, p); };
    auto with = kept<domain::picture>(c, answer);
    CO_TRY(auto const made,
           co_await app::upload_picture(in, c.viewer_id(), file.body, std::move(alt), std::move(with)));
    co_return answer(made);
}

awaitable<result<http::response>> describe(app::instance const& in, call c)
{
    auto const id = core::snowflake::parse(c.request.parameter("id"));
    if (!id)
        co_return failure{errc::not_found, "no id of a picture", {}};
    CO_TRY(auto const body, parse_body(c.request));
    json::reader reading(body.root());
    auto alt = reading.text("alt", app::most_alt_characters);
    reading.allow_only({"alt"});
    if (auto refused = reading.refusal())
        co_return *refused;
    CO_TRY(auto const changed, co_await app::describe_picture(in, c.viewer_id(), *id, std::move(alt)));
    co_return to_response(200, changed);
}

bool asks_for_activity(http::request const& request)
{
    auto const accept = core::lower_ascii(request.headers.get("Accept").value_or(""));
    return accept.find("application/activity+json") != std::string::npos ||
           accept.find("application/ld+json") != std::string::npos;
}

http::response serve(app::instance const& in, http::request const& request)
{
    auto const name = request.parameter("file");
    if (asks_for_activity(request))
        return {.status = 406, .headers = {{"Vary", "Accept"}}, .body = {}, .file = {}};
    auto const file = app::media_folder(in.settings) / std::string(name);
    std::error_code error;
    if (!app::is_media_name(name) || !std::filesystem::is_regular_file(file, error))
        return error_response({errc::not_found, "no such picture", {}});
    return {.status = 200,
            .headers = {{"Content-Type", "image/webp"},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Content-Security-Policy", "sandbox; default-src 'none'"},
                        {"Cross-Origin-Resource-Policy", "cross-origin"},
                        {"Cache-Control", "public, max-age=31536000, immutable"},
                        {"Vary", "Accept"}},
            .body = {},
            .file = file.string()};
}

} // namespace

void write_picture(json::writer& w, domain::picture const& p)
{
    w.object([&] {
        w.field("id", p.id).field("url", p.url).field("media_type", p.media_type).field("alt", p.alt);
        w.field("blurhash", p.blurhash).field("width", p.width).field("height", p.height);
    });
}

std::vector<api_route> media_routes(app::instance const& in)
{
    std::string const prefix(federwerk_prefix);
    auto const limit = static_cast<std::size_t>(in.settings.media.maximum_bytes) + room_for_headers;
    return {
        {http::method::post,
         prefix + "/media",
         who::member,
         "write",
         limit,
         [&in](call c) { return upload(in, std::move(c)); },
         {"picture_upload_request", "picture", 201, "", "multipart/form-data"}},
        {http::method::patch,
         prefix + "/media/{id}",
         who::member,
         "write",
         16 * 1024,
         [&in](call c) { return describe(in, std::move(c)); },
         {"picture_request", "picture"}},
    };
}

http::route media_file_route(app::instance const& in)
{
    return {http::method::get, "/media/{file}",
            [&in](http::request request) -> awaitable<http::response> { co_return serve(in, request); }, 0};
}

} // namespace federwerk::api
