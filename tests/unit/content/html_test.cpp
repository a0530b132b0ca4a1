// SPDX-License-Identifier: AGPL-3.0-or-later
#include "content/html.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

TEST_CASE("what is not on the list of allowed HTML does not survive", "[content][sanitise][T-60]")
{
    struct row {
        std::string given, expected;
    };
    auto const [given, expected] = GENERATE(values<row>({
        {"<p>plain</p>", "<p>plain</p>"},
        {"a < b & c", "a &lt; b &amp; c"},
        {"<script>alert(1)</script>text", "text"},
        {"<p onclick=alert(1) style='x'>a</p>", "<p>a</p>"},
        {"<img src=x onerror=alert(1)>", ""},
        {"<a href=\"javascript:alert(1)\">a</a>", "<a>a</a>"},
        {"<a href=\" java\nscript:alert(1)\">a</a>", "<a>a</a>"},
        {"<a href=\"data:text/html,x\">a</a>", "<a>a</a>"},
        {"<a href=\"//evil.test\">a</a>", "<a>a</a>"},
        {"<a href=\"https://a.test/?a=1&amp;b=%22\">a</a>",
         "<a href=\"https://a.test/?a=1&amp;b=%22\" rel=\"nofollow noopener noreferrer\">a</a>"},
        {"<a class=\"mention u-url evil\" href=\"https://a.test/@b\">@b</a>",
         "<a href=\"https://a.test/@b\" rel=\"nofollow noopener noreferrer\" class=\"mention u-url\">@b</a>"},
        {"<span class=\"invisible\">https://</span>", "<span class=\"invisible\">https://</span>"},
        {"<h1>Big</h1>", "<p><strong>Big</strong></p>"},
        {"<svg><script>alert(1)</script><a xlink:href=\"javascript:x\">t</a></svg>", ""},
        {"<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", ""},
        {"<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<p></p>"},
        {"<div><section><p>kept</p></section></div>", "<p>kept</p>"},
        {"<!-- <p>comment</p> -->a", "a"},
        {"<p>unclosed", "<p>unclosed</p>"},
        {"<custom-element>t</custom-element>", "t"},
    }));
    CAPTURE(given);
    CHECK(content::sanitise(given) == expected);
    CHECK(content::sanitise(content::sanitise(given)) == content::sanitise(given));
}

TEST_CASE("hostile HTML is cut, and does not crash or grow", "[content][sanitise][T-41]")
{
    std::string deep, formatting, entities(200'000, '&');
    for (int i = 0; i < 100'000; ++i) {
        deep += "<div>";
        formatting += "<b><a href=x>";
    }
    CHECK(content::sanitise(deep).empty());
    CHECK(content::sanitise(formatting).size() < 200'000);
    CHECK(content::sanitise(entities).size() < 600'000);
    CHECK(content::sanitise("<a href='" + std::string(100'000, 'x')).size() < 100);
}

TEST_CASE("Markdown becomes clean HTML", "[content][markdown]")
{
    CHECK(content::markdown_to_html("**bold** and `code`") ==
          "<p><strong>bold</strong> and <code>code</code></p>");
    CHECK(content::markdown_to_html("<script>alert(1)</script>").find("script") == std::string::npos);
    CHECK(content::markdown_to_html("see https://a.test/x").find("href=\"https://a.test/x\"") !=
          std::string::npos);
    CHECK(content::markdown_to_html("[a](javascript:alert(1))") == "<p><a>a</a></p>");
    CHECK(content::markdown_to_html("# Title\n\ntext") == "<p><strong>Title</strong></p>\n<p>text</p>");
    CHECK(content::markdown_to_html("~~gone~~") == "<p><del>gone</del></p>");
    CHECK(content::markdown_to_html("").empty());
}

TEST_CASE("an excerpt is plain, on one line, and cut at a word", "[content]")
{
    CHECK(content::plain_text("<p>One</p><p>two <b>three</b></p><script>x</script>") == "One\ntwo three");
    CHECK(content::excerpt("<p>One</p><p>two three</p>", 100) == "One two three");
    CHECK(content::excerpt("<p>Grüße aus Köln am Rhein</p>", 14) == "Grüße aus…");
}
