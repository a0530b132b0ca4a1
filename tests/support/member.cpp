// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/program_under_test.hpp"
#include "support/source_tree.hpp"

#include <stdexcept>

namespace federwerk::tests {
namespace {

answer expect(unsigned status, answer got, std::string const& what)
{
    if (got.status != status)
        throw std::runtime_error(what + ": " + std::to_string(got.status) + " " + got.body);
    return got;
}

std::string actor_uri_of(answer const& webfinger)
{
    for (auto const& link : webfinger["links"].items())
        if (link["rel"].text() == "self")
            return std::string(link["href"].text().value_or(""));
    return {};
}

} // namespace

member::member(neighbourhood& around, program_under_test& home, std::string handle, std::string uri)
    : around_(around), home_(home), handle_(std::move(handle)), uri_(std::move(uri))
{
    token_ = home_.command({"token", "create", handle_, "--scopes", "read write follow push"});
}

member::member(neighbourhood& around, program_under_test& home, std::string handle)
    : around_(around), home_(home), handle_(std::move(handle))
{
    home_.command({"member", "create", handle_, "--email", handle_ + "@example.org"});
    token_ = home_.command({"token", "create", handle_, "--scopes", "read write follow push"});
    uri_ = actor_uri_of(around_.get(home_.url("/.well-known/webfinger?resource=acct:" + address()), "*/*"));
}

member member::invited(neighbourhood& around, program_under_test& home, std::string handle)
{
    auto const page = home.command({"invitation", "create"});
    auto const code = page.substr(page.find('#') + 1);
    auto const made =
        expect(201,
               around.post(home.url("/api/federwerk/v1/accounts"),
                           R"({"invitation":")" + code + R"(","handle":")" + handle + R"(","email":")" +
                               handle + R"(@example.org","password":"correct horse battery staple"})"),
               "accounts");
    return {around, home, std::move(handle), made.text("uri")};
}

http::outgoing member::request(http::method method, std::string const& path, std::string body,
                               std::string const& type, http::headers more) const
{
    http::outgoing out{.method = method,
                       .target = core::url::parse(home_.url("/api/federwerk/v1" + path)).value(),
                       .headers = std::move(more),
                       .body = std::move(body)};
    out.headers.set("Authorization", "Bearer " + token_);
    out.headers.set("Accept", "application/json");
    if (!out.body.empty())
        out.headers.set("Content-Type", type);
    return out;
}

answer member::send(http::method method, std::string const& path, std::string body, std::string const& type,
                    http::headers more)
{
    return around_.send(request(method, path, std::move(body), type, std::move(more)));
}

std::vector<unsigned> member::act_at_once(std::vector<std::string> const& paths)
{
    std::vector<http::outgoing> all;
    for (auto const& path : paths)
        all.push_back(request(http::method::post, path));
    std::vector<unsigned> out;
    for (auto const& each : around_.send_at_once(std::move(all)))
        out.push_back(each.status);
    return out;
}

answer member::get(std::string const& path)
{
    return expect(200, send(http::method::get, path), path);
}
answer member::post(std::string const& path, std::string const& body)
{
    return expect(201, send(http::method::post, path, body), path);
}
answer member::act(std::string const& path)
{
    return expect(200, send(http::method::post, path), path);
}
answer member::patch(std::string const& path, std::string const& body)
{
    return expect(200, send(http::method::patch, path, body), path);
}
answer member::put(std::string const& path, std::string const& body)
{
    return expect(200, send(http::method::put, path, body), path);
}
answer member::remove(std::string const& path)
{
    return expect(204, send(http::method::delete_, path), path);
}

std::string member::upload(std::filesystem::path const& picture, std::string const& alt)
{
    std::string const line = "--xxfederwerkxx\r\nContent-Disposition: form-data; name=";
    auto const body = line + "\"alt\"\r\n\r\n" + alt + "\r\n" + line +
                      "\"file\"; filename=\"picture.png\"\r\nContent-Type: image/png\r\n\r\n" +
                      read_file(picture) + "\r\n--xxfederwerkxx--\r\n";
    auto const made = send(http::method::post, "/media", body, "multipart/form-data; boundary=xxfederwerkxx");
    return expect(201, answer{made.status, made.body, json::document::parse(made.body).value()}, "media")
        .text("id");
}

answer member::publish(std::string const& headline, std::string const& further)
{
    return post("/highlights", R"({"headline":")" + headline + R"(","markdown":"What **happened**.")" +
                                   (further.empty() ? "" : "," + further) + "}");
}

bool member::try_to_publish(std::string const& headline)
{
    try {
        auto const made = send(http::method::post, "/highlights", R"({"headline":")" + headline + R"("})",
                               "application/json", {{"Idempotency-Key", headline}});
        return made.status == 201;
    } catch (std::exception const&) { // Killed before it answered
        return false;
    }
}

std::string member::follow(std::string const& target)
{
    return post("/follows", R"({"target":")" + target + R"("})").text("id");
}

void member::each_item(std::function<bool(json::view)> const& look)
{
    for (std::string cursor;;) {
        auto const page = get("/multiverse?limit=40" + (cursor.empty() ? "" : "&cursor=" + cursor));
        for (auto const& item : page["items"].items())
            if (look(item))
                return;
        cursor = page.text("next");
        if (cursor.empty())
            return;
    }
}

std::string member::find(std::string const& headline_or_uri)
{
    std::string found;
    each_item([&](json::view item) {
        auto const highlight = item["highlight"];
        if (highlight["headline"].text() == headline_or_uri || highlight["uri"].text() == headline_or_uri)
            found = item.write();
        return !found.empty();
    });
    return found;
}

std::map<std::string, int> member::headlines()
{
    std::map<std::string, int> out;
    each_item([&](json::view item) {
        ++out[std::string(item["highlight"]["headline"].text().value_or(""))];
        return false;
    });
    return out;
}

bool member::is_following(std::string const& follow_id)
{
    auto const page = get("/follows?limit=40");
    for (auto const& item : page["items"].items())
        if (item["id"].text() == follow_id)
            return item["state"].text() == "accepted";
    return false;
}

} // namespace federwerk::tests
