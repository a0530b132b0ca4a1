// SPDX-License-Identifier: AGPL-3.0-or-later
#include "instance.hpp"

#include "api/federwerk/routes.hpp"
#include "api/refusals.hpp"
#include "support/source_tree.hpp"
#include "json/document.hpp"
#include "json/schema.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::tests;

namespace {

std::string const below(api::federwerk_prefix);

// An instance whose API words its refusals, beside pages that do not.
struct office : instance {
    office() : instance({.words = api::refusal_words})
    {
        routes.add({method::post, below + "/echo", echo, 10});
        routes.add({method::get, below + "/throws", throws});
        routes.add({method::get, below + "/splits", splits});
    }
};

std::string post(std::string const& fields, std::string const& body)
{
    return "POST " + below + "/echo HTTP/1.1\r\n" + host + fields + "\r\n" + body;
}

std::string body_of(std::string const& heard)
{
    return heard.substr(heard.find("\r\n\r\n") + 4);
}

} // namespace

TEST_CASE("what the server refuses below the API has the shape of the API's errors", "[server][http][api]")
{
    struct row {
        std::string request, status, code;
    };
    auto const [request, status, code] = GENERATE(values<row>({
        {get(below + "/nothing", closing), "404", "not_found"},
        {get(below + "/nothing?a=b", closing), "404", "not_found"},
        {"DELETE " + below + "/echo HTTP/1.1\r\n" + host + closing + "\r\n", "405", "method_not_allowed"},
        {post("Content-Length: 11\r\n", "01234567890"), "413", "too_large"},
        {post("Transfer-Encoding: chunked\r\n", "b\r\n01234567890\r\n0\r\n\r\n"), "413", "too_large"},
        {post("Transfer-Encoding: chunked\r\n", "x\r\n"), "400", "malformed"},
        {post("Content-Encoding: gzip\r\nContent-Length: 1\r\n", "x"), "415", "unsupported"},
        {post("Expect: tea\r\nContent-Length: 1\r\n", "x"), "417", "expectation_failed"},
        {post("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", "1\r\nx\r\n0\r\n\r\n"), "400",
         "malformed"},
        {"GET " + below + "/throws HTTP/1.1\r\n\r\n", "400", "malformed"}, // No Host
        {get(below + "/throws", closing), "500", "internal"},
        {get(below + "/splits", closing), "500", "internal"},
    }));
    CAPTURE(request);
    office here;
    auto peer = here.connect();
    peer.say(request);
    auto const heard = peer.hear_all();
    CHECK(heard.starts_with("HTTP/1.1 " + status + ' '));
    CHECK(heard.find("\r\nContent-Type: application/json; charset=utf-8\r\n") != std::string::npos);
    CHECK((status != "405" || heard.find("\r\nAllow: POST\r\n") != std::string::npos));
    auto const said = json::document::parse(body_of(heard)).value();
    CHECK(said.root()["error"]["code"].text() == code);
    CHECK(json::validate(body_of(heard), source_tree() / "schemas" / "api" / "error.json").has_value());
    CHECK(heard.find("secret") == std::string::npos);
}

TEST_CASE("pages beside the API, and what begins like it, are refused in a line of text",
          "[server][http][api]")
{
    auto const path = GENERATE_COPY(values<std::string>({"/nothing", below + "ish/nothing"}));
    office here;
    auto peer = here.connect();
    peer.say(get(path, closing));
    auto const heard = peer.hear_all();
    CHECK(heard.starts_with("HTTP/1.1 404 "));
    CHECK(body_of(heard) == "Not Found\n");
}
