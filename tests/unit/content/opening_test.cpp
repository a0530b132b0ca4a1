// SPDX-License-Identifier: AGPL-3.0-or-later
#include "content/html.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

TEST_CASE("the opening of a text ends at a word and leaves no tag open", "[content][opening]")
{
    struct row {
        std::string given;
        std::size_t characters;
        std::string expected;
    };
    auto const [given, characters, expected] = GENERATE(values<row>({
        {"", 5, ""},
        {"<p>short</p>", 5, "<p>short</p>"},
        {"<p>one two three</p>", 9, "<p>one two…</p>"},
        {"<p>one two three</p>", 7, "<p>one two…</p>"},
        {"<p>one</p><p>two</p>", 3, "<p>one…</p>"},
        {"<ul><li>one <a href=\"https://a.test/\">two three</a></li></ul>", 9,
         "<ul><li>one <a href=\"https://a.test/\">two…</a></li></ul>"},
        {"<p>a<br>b c d</p>", 3, "<p>a<br>b…</p>"},
        {"<p>&amp;&lt; ö ü</p>", 4, "<p>&amp;&lt; ö…</p>"},
        {"<p>Donaudampfschiff</p>", 5, "<p>…</p>"},
        {"Donaudampfschiff", 5, "Donau…"},
        {"<p>one</p>\n<p></p>", 3, "<p>one</p>\n<p></p>"},
    }));
    CAPTURE(given, characters);
    CHECK(content::opening(given, characters) == expected);
}

TEST_CASE("the opening of Markdown is sanitised HTML again", "[content][opening]")
{
    std::string text;
    for (int i = 0; i < 40; ++i)
        text +=
            "- **bold** [link](https://a.test/" + std::to_string(i) + ") and `code & more`\n\n> quoted\n\n";
    auto const html = content::markdown_to_html(text);
    for (std::size_t characters = 1; characters < 400; characters += 7) {
        auto const part = content::opening(html, characters);
        CHECK(content::sanitise(part) == part);
        CHECK(part.size() < html.size());
    }
}
