// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/message.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

TEST_CASE("header fields keep their order and are named without case", "[http][headers]")
{
    http::headers fields{{"Accept", "a"}, {"X", "1"}, {"accept", "b"}};
    CHECK(fields.get("ACCEPT") == "a");
    CHECK(fields.all("Accept") == std::vector<std::string_view>{"a", "b"});
    CHECK(fields.count("accept") == 2);
    fields.set("Accept", "c");
    CHECK(fields.all("Accept") == std::vector<std::string_view>{"c"});
    fields.remove("x");
    CHECK_FALSE(fields.get("X"));
    fields.set("New", "n");
    CHECK(fields.get("new") == "n");
}

TEST_CASE("only ActivityStreams types are activity content", "[http][media]")
{
    struct row {
        std::string type;
        bool expected;
    };
    auto const [type, expected] = GENERATE(values<row>({
        {"application/activity+json", true},
        {"Application/Activity+JSON; charset=utf-8", true},
        {R"(application/ld+json; profile="https://www.w3.org/ns/activitystreams")", true},
        {R"(application/ld+json;profile="x https://www.w3.org/ns/activitystreams")", true},
        {R"(application/ld+json; charset=utf-8; profile="https://www.w3.org/ns/activitystreams")", true},
        {"application/ld+json", false},
        {R"(application/ld+json; profile="https://www.w3.org/ns/other")", false},
        {R"(application/ld+json; x="; profile=https://www.w3.org/ns/activitystreams")", false},
        {"application/json", false},
        {"text/html", false},
        {"application/activity+jsonx", false},
        {"", false},
    }));
    CAPTURE(type);
    http::headers const fields{{"Content-Type", type}};
    CHECK(http::is_activity_content(fields) == expected);
}

TEST_CASE("two content types are none", "[http][media]")
{
    http::headers const twice{{"Content-Type", "application/activity+json"}, {"Content-Type", "text/html"}};
    CHECK_FALSE(http::is_activity_content(twice));
    CHECK_FALSE(http::is_activity_content({}));
    CHECK(http::media_type({}).empty());
    CHECK(http::media_type({{"Content-Type", "Text/HTML; charset=x"}}) == "text/html");
}

TEST_CASE("the best offer for an Accept header is chosen", "[http][media]")
{
    static constexpr std::string_view
        html = "text/html",
        ap = "application/activity+json",
        ld = R"(application/ld+json; profile="https://www.w3.org/ns/activitystreams")";
    struct row {
        std::string accept;
        std::optional<std::string_view> expected;
    };
    auto const [accept, expected] = GENERATE(values<row>({
        {"", html},
        {"*/*", html},
        {"application/activity+json", ap},
        {R"(application/ld+json; profile="https://www.w3.org/ns/activitystreams")", ld},
        {R"(application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams")",
         ld},
        {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", html},
        {"application/activity+json;q=0.5, text/html;q=0.4", ap},
        {"text/*;q=0.9, application/*", ap},
        {"text/html;q=0, */*", ap},
        {"*/*;q=0.1, text/html;q=0.05", ap},
        {"image/png", std::nullopt},
        {"text/html;q=0", std::nullopt},
        {"text/html;q=7", std::nullopt},
    }));
    CAPTURE(accept);
    CHECK(http::negotiate(accept, {html, ap, ld}) == expected);
}

TEST_CASE("codes and statuses are one table", "[http][status]")
{
    CHECK(http::status_of(errc::not_found) == 404);
    CHECK(http::status_of(errc::overloaded) == 503);
    CHECK(http::name_of(errc::throttled) == "throttled");
    CHECK(http::failure_of_status(410, "x").code == errc::gone);
    CHECK(http::failure_of_status(503, "x").code == errc::unavailable);
    CHECK(http::failure_of_status(500, "x").code == errc::unavailable);
    CHECK(http::failure_of_status(418, "x").code == errc::invalid);
}
