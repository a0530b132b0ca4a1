// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pictures/media_files.hpp"
#include "app/pictures/picture_worker.hpp"
#include "app/pictures/purge_media.hpp"
#include "site.hpp"

#include <fstream>
#include <unistd.h>

using namespace federwerk;
using namespace federwerk::tests;

namespace {

// This executable is its own picture worker, as the program is.
[[maybe_unused]] bool const is_worker = [] {
    std::ifstream arguments("/proc/self/cmdline");
    std::string first, second;
    std::getline(arguments, first, '\0');
    std::getline(arguments, second, '\0');
    if (second == "picture-worker")
        app::run_picture_worker(0, nullptr);
    return false;
}();

// The smallest GIF of one pixel.
std::string const pixel{
    "GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02"
    "D\x01\x00;",
    35};

http::response upload(site& s, site::person const& who, std::string const& bytes,
                      std::string const& alt = "A pixel", http::headers more = {},
                      std::string const& boundary = "xyz")
{
    auto const body = "--" + boundary +
                      "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../p.gif\"\r\n\r\n" +
                      bytes + "\r\n--" + boundary +
                      "\r\nContent-Disposition: form-data; name=\"alt\"\r\n\r\n" + alt + "\r\n--" + boundary +
                      "--\r\n";
    more.set("Content-Type", "multipart/form-data; boundary=" + boundary);
    return s.send(http::method::post, site::api + "/media", who.token, body, std::move(more));
}

} // namespace

TEST_CASE("an uploaded picture is written anew, described, attached and served", "[server][media]")
{
    site s;
    auto const alice = s.member("alice"), bo = s.member("bo");
    auto const made = upload(s, alice, pixel);
    CAPTURE(made.body);
    REQUIRE(made.status == 201);
    s.fits(made, "picture");
    auto const picture = json::document::parse(made.body).value();
    auto const id = text_of(picture.root()["id"]), url = text_of(picture.root()["url"]);
    REQUIRE(url.starts_with("https://a.test/media/"));
    CHECK(text_of(picture.root()["alt"]) == "A pixel");
    auto const path = url.substr(std::string("https://a.test").size());
    auto const served = s.get(path);
    CHECK(served.status == 200);
    CHECK(served.headers.get("X-Content-Type-Options") == "nosniff");
    CHECK(served.headers.get("Content-Security-Policy") == "sandbox; default-src 'none'");
    CHECK(std::filesystem::file_size(served.file) > 0);
    CHECK(s.send(http::method::get, path, {}, {}, {{"Accept", "application/activity+json"}}).status == 406);
    CHECK(s.send(http::method::patch, site::api + "/media/" + id, bo.token, R"({"alt":"Mine"})").status ==
          404);
    CHECK(
        s.send(http::method::patch, site::api + "/media/" + id, alice.token, R"({"alt":"Better"})").status ==
        200);
    CHECK(s.send(http::method::post, site::api + "/highlights", bo.token,
                 R"({"headline":"x","media":[")" + id + "\"]}")
              .status == 422);
    auto const h = s.publish(alice, R"({"headline":"x","media":[")" + id + "\"]}");
    CHECK(text_of(h.root()["media"].at(0)["alt"]) == "Better");
    CHECK(s.send(http::method::delete_, site::api + "/highlights/" + text_of(h.root()["id"]), alice.token)
              .status == 204);
    CHECK(s.get(path).status == 404);
}

TEST_CASE("an upload that is sent again with its key is one picture, whatever the form's boundary is",
          "[server][media][idempotency]")
{
    site s;
    auto const alice = s.member("alice");
    http::headers const key{{"Idempotency-Key", "k"}};
    auto const first = upload(s, alice, pixel, "A pixel", key, "one"),
               again = upload(s, alice, pixel, "A pixel", key, "two");
    CHECK(first.status == 201);
    CHECK(again.status == 201);
    CHECK(again.body == first.body);
    CHECK(upload(s, alice, pixel, "Another", key, "one").status == 422);
    CHECK(s.count("media") == 1);
    std::filesystem::directory_iterator const files(app::media_folder(s.settings));
    CHECK(std::distance(begin(files), end(files)) == 1);
}

TEST_CASE("what is no picture is refused", "[server][media]")
{
    auto const bytes = GENERATE(as<std::string>(), "", "text", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    site s;
    auto const refused = upload(s, s.member("alice"), bytes);
    CHECK(refused.status >= 400);
    CHECK(refused.status < 500);
    if (!bytes.empty())
        CHECK_THAT(refused.body,
                   Catch::Contains("Only PNG, JPEG, WebP, GIF, AVIF and HEIC pictures are accepted."));
    CHECK(s.count("media") == 0);
    CHECK(!std::filesystem::exists(app::media_folder(s.settings)));
}

TEST_CASE("only names that we gave out are served", "[server][media]")
{
    auto const name =
        GENERATE(as<std::string>(), "x.webp", "0123456789abcdef0123456789abcdef.webp",
                 "0123456789ABCDEF0123456789ABCDEF.webp", "0123456789abcdef0123456789abcdef.webp.part");
    site s;
    CHECK(s.get("/media/" + name).status == 404);
}

TEST_CASE("uploads that nothing took are gone after a day, files too", "[server][media]")
{
    site s;
    auto const made = upload(s, s.member("alice"), pixel);
    REQUIRE(made.status == 201);
    auto const purge = [&](core::time_point now) {
        boost::asio::io_context loop;
        auto answer = boost::asio::co_spawn(loop, app::purge_media(s.in, now), boost::asio::use_future);
        loop.run();
        return answer.get().value();
    };
    CHECK(purge(core::now()) == 0);
    CHECK(purge(core::now() + std::chrono::hours(25)) == 1);
    CHECK(std::filesystem::is_empty(app::media_folder(s.settings)));
}

TEST_CASE("an avatar is a picture of one's own, and stays", "[server][media]")
{
    site s;
    auto const alice = s.member("alice"), bo = s.member("bo");
    auto const picture = json::document::parse(upload(s, alice, pixel).body).value();
    auto const body = R"({"avatar":")" + text_of(picture.root()["id"]) + "\"}";
    CHECK(s.send(http::method::patch, site::api + "/profile", bo.token, body).status == 422);
    auto const edited = s.send(http::method::patch, site::api + "/profile", alice.token, body);
    REQUIRE(edited.status == 200);
    CHECK(edited.body.find(text_of(picture.root()["url"])) != std::string::npos);
}
