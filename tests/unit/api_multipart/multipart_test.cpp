// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/multipart.hpp"

#include "support/results.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

namespace {

std::string const type = "multipart/form-data; boundary=xyz";

std::string one(std::string const& head, std::string const& body = "text")
{
    return "--xyz\r\n" + head + "\r\n\r\n" + body + "\r\n--xyz--\r\n";
}

std::string const named = "Content-Disposition: form-data; name=\"file\"; filename=\"a.png\"";

} // namespace

TEST_CASE("the parts of a form are read with their bytes as they are", "[api][multipart]")
{
    auto const bytes = std::string("\x89PNG\r\n\x1a\n\0--xy\r\n", 16);
    auto const body = "--xyz\r\n" + named + "\r\nContent-Type: image/png\r\n\r\n" + bytes +
                      "\r\n--xyz\r\ncontent-disposition: form-data; name=alt\r\n\r\nA ship\r\n--xyz--";
    auto const parts = api::parse_multipart(type, body);
    REQUIRE(parts);
    REQUIRE(parts->size() == 2);
    CHECK((*parts)[0].name == "file");
    CHECK((*parts)[0].filename == "a.png");
    CHECK((*parts)[0].body == bytes);
    CHECK((*parts)[1].name == "alt");
    CHECK((*parts)[1].body == "A ship");
    CHECK(!(*parts)[1].filename);
}

TEST_CASE("a part may be empty, and the boundary quoted", "[api][multipart]")
{
    auto const parts =
        api::parse_multipart("Multipart/Form-Data; charset=utf-8; boundary=\"xyz\"", one(named, ""));
    REQUIRE(parts);
    CHECK((*parts)[0].body.empty());
}

TEST_CASE("another media type is not supported", "[api][multipart]")
{
    auto const other = GENERATE(as<std::string>(), "", "application/json", "multipart/mixed; boundary=xyz");
    CHECK(api::parse_multipart(other, one(named)).error().code == errc::unsupported);
}

TEST_CASE("what parsers could read differently is refused", "[api][multipart]")
{
    auto const long_head = named + "\r\nX: " + std::string(5000, 'x');
    auto const body = GENERATE_COPY(
        as<std::string>(), "", "--xyz", "--xyz--extra", "preamble\r\n" + one(named), one(named) + "epilogue",
        "--xyz\n" + named + "\n\ntext\n--xyz--", "--xyz\r\n" + named + "\r\n\r\ntext",
        one("Content-Type: image/png"), one(named + "\r\n" + named), one("Content-Disposition: form-data"),
        one("Content-Disposition: attachment; name=file"),
        one("Content-Disposition: form-data; name=a; name=b"),
        one("Content-Disposition: form-data; name=\"a"), one(named + "\r\nContent-Transfer-Encoding: base64"),
        one(named + "\r\n folded"), one(named + "\r\nX\1: y"), one(long_head));
    CAPTURE(body.substr(0, 120));
    auto const refused = api::parse_multipart(type, body);
    REQUIRE(!refused);
    CHECK(refused.error().code == errc::malformed);
}

TEST_CASE("a boundary follows RFC 2046", "[api][multipart]")
{
    auto const parameter =
        GENERATE(as<std::string>(), "", "; boundary=", "; boundary=\"a\r\n\"", "; boundary=a; boundary=b",
                 "; boundary=" + std::string(71, 'a'), "; boundary=\"a ");
    CAPTURE(parameter);
    CHECK(!api::parse_multipart("multipart/form-data" + parameter, one(named)));
}

TEST_CASE("the number of parts is bounded", "[api][multipart]")
{
    std::string body;
    for (int i = 0; i < 9; ++i)
        body += "--xyz\r\n" + named + "\r\n\r\n\r\n";
    CHECK(api::parse_multipart(type, body + "--xyz--").error().code == errc::malformed);
}
