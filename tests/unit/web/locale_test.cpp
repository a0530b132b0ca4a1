// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/assets.hpp"
#include "web/locale.hpp"
#include "json/document.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace federwerk;
using namespace std::chrono_literals;

namespace {

core::day day(int year, unsigned month, unsigned of_month)
{
    return core::day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(of_month));
}

// The names in braces: what a message asks for.
std::set<std::string> arguments_of(std::string const& message)
{
    std::set<std::string> out;
    for (std::size_t at = 0; (at = message.find('{', at)) != std::string::npos; ++at)
        out.insert(message.substr(at, message.find_first_of(",}", at) - at));
    return out;
}

// ICU writes spans with thin spaces around the dash; which ones, changes from version to version.
std::string plain(std::string text)
{
    for (std::string const space : {"\u2009", "\u202f", "\u00a0"})
        for (std::size_t at; (at = text.find(space)) != std::string::npos;)
            text.replace(at, space.size(), " ");
    return text;
}

} // namespace

TEST_CASE("the language is the best that we have of those that are accepted", "[web][locale]")
{
    struct row {
        char const *accepted, *language;
    };
    auto const given = GENERATE(values<row>({
        {"", "en"},
        {"*", "en"},
        {"de", "de"},
        {"DE-at", "de"},
        {"de-CH-1996;q=0.4, en;q=0.3", "de"},
        {"fr, de;q=0.5, en;q=0.6", "en"},
        {"en;q=0, de;q=0.1", "de"},
        {"de;Q=0.2, en; q=0.9", "en"},
        {"den, deu", "en"}, // Other languages, whose tags begin alike
        {"de;q=2", "en"},
        {"de;q=x", "en"},
        {",,;;q=,de", "de"},
    }));
    CHECK(web::locale::accepted(given.accepted).language() == given.language);
}

TEST_CASE("both languages say the same messages with the same arguments", "[web][locale]")
{
    auto const& english = web::locale::named("en").messages();
    auto const& german = web::locale::named("de").messages();
    REQUIRE(english.size() == german.size());
    for (auto const& [key, message] : english) {
        CAPTURE(key);
        REQUIRE(german.contains(key));
        CHECK(arguments_of(message) == arguments_of(german.at(key)));
        CHECK(message.find('!') == std::string::npos); // WEB.md: no exclamation marks
    }
}

TEST_CASE("dates are written as each language writes them", "[web][locale]")
{
    auto const &english = web::locale::named("en"), &german = web::locale::named("de");
    CHECK(english.day(day(2026, 3, 1)) == "March 1, 2026");
    CHECK(german.day(day(2026, 3, 1)) == "1. März 2026");
    CHECK(german.day(core::time_point(std::chrono::sys_days(day(2025, 12, 31))) + 23h) ==
          "31. Dezember 2025");
    CHECK(german.day(day(1900, 1, 1)) == "1. Januar 1900");
}

TEST_CASE("spans say no part twice, and whole months where they are long", "[web][locale]")
{
    auto const &english = web::locale::named("en"), &german = web::locale::named("de");
    CHECK(plain(english.span(day(2025, 9, 5), day(2025, 9, 7))) == "September 5 – 7, 2025");
    CHECK(plain(german.span(day(2025, 9, 5), day(2025, 9, 7))) == "5.–7. September 2025");
    CHECK(plain(english.span(day(2026, 2, 1), day(2026, 5, 31))) == "February – May 2026");
    CHECK(plain(german.span(day(2024, 11, 1), day(2025, 2, 1))) == "November 2024 – Februar 2025");
}

TEST_CASE("arguments are text, never patterns", "[web][locale]")
{
    auto const written =
        web::locale::named("en").format("welcome_heading", {{"handle", "{0} 'it' {handle}"}});
    CHECK(written == "Welcome, @{0} 'it' {handle}");
    CHECK(web::locale::named("de").format("status_place", {{"place", 1042}, {"of", 2310}}) ==
          "Du bist Nummer 1.042 von 2.310.");
}

TEST_CASE("an icon is found by its name, from the first to the last", "[web][assets]")
{
    auto const all = web::embedded("icons.tsv");
    std::size_t lines = 0;
    for (std::size_t at = 0; at < all.size(); at = all.find('\n', at) + 1, ++lines) {
        auto const line = all.substr(at, all.find('\n', at) - at);
        auto const name = line.substr(0, line.find('\t'));
        CAPTURE(name);
        CHECK(web::icon(name).find(line.substr(line.find('\t') + 1)) != std::string::npos);
    }
    CHECK(lines > 1000);
    CHECK(web::icon("\"><script>") == web::icon("sparkles"));
}
