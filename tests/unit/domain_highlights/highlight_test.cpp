// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/highlight.hpp"

#include "support/results.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace std::chrono_literals;

namespace {

core::time_point const noon = core::parse_rfc3339("2026-06-15T12:00:00Z").value();

domain::actor alice()
{
    domain::actor a;
    a.id = {7};
    return a;
}

domain::highlight_draft draft()
{
    domain::highlight_draft d;
    d.headline = "Shipped v2";
    return d;
}

domain::happening on(std::string const& from, std::optional<std::string> const& to = {})
{
    domain::happening when{core::parse_iso_day(from).value(), {}};
    if (to)
        when.to = core::parse_iso_day(*to).value();
    return when;
}

std::string refused_field(domain::highlight_draft const& d)
{
    auto const made = domain::make_highlight(d, alice(), noon);
    if (made || made.error().code != errc::invalid || made.error().details.empty())
        return {};
    return made.error().details.front().field;
}

} // namespace

TEST_CASE("a headline alone is a highlight", "[domain][highlight]")
{
    auto const made = domain::make_highlight(draft(), alice(), noon);
    REQUIRE(made);
    CHECK(made->headline == "Shipped v2");
    CHECK(made->actor_id == core::snowflake{7});
    CHECK(made->published == noon);
    CHECK(made->seen_by == domain::visibility::public_);
    CHECK(!made->quiet);
}

TEST_CASE("what breaks a rule is refused with the name of its field", "[domain][highlight]")
{
    auto d = draft();
    SECTION("headline")
    {
        d.headline = GENERATE(as<std::string>(), "", " \n ", std::string(301, 'x'));
        CHECK(refused_field(d) == "headline");
    }
    SECTION("markdown")
    {
        d.markdown = std::string(20'001, 'x');
        CHECK(refused_field(d) == "markdown");
    }
    SECTION("language")
    {
        d.language = GENERATE(as<std::string>(), "d", "de_AT", "<en>", "");
        CHECK(refused_field(d) == "language");
    }
    SECTION("links")
    {
        d.links = {{GENERATE(as<std::string>(), "javascript:alert(1)", "ftp://a.test", "/x"), ""}};
        CHECK(refused_field(d) == "links");
    }
    SECTION("activity")
    {
        d.activity = "spoke <b>";
        CHECK(refused_field(d) == "activity");
    }
    SECTION("collaborators")
    {
        d.collaborators = {GENERATE(as<std::string>(), "bo", "@bo", "bo@", "@@b.test")};
        CHECK(refused_field(d) == "collaborators");
    }
    SECTION("badges twice")
    {
        d.badges = {"rust", "rust"};
        CHECK(refused_field(d) == "badges");
    }
    SECTION("media twice")
    {
        d.media = {{1}, {1}};
        CHECK(refused_field(d) == "media");
    }
    SECTION("a future")
    {
        d.happened = on("2026-06-18");
        CHECK(refused_field(d) == "happened.from");
    }
    SECTION("a span that runs backwards")
    {
        d.happened = on("2026-06-02", "2026-06-01");
        CHECK(refused_field(d) == "happened.to");
    }
    SECTION("named people of a public one")
    {
        d.audience = {"bo@b.test"};
        CHECK(refused_field(d) == "audience");
    }
}

TEST_CASE("tomorrow is allowed, since it is tomorrow somewhere already", "[domain][highlight]")
{
    auto d = draft();
    d.happened = on("2026-06-16");
    CHECK(domain::make_highlight(d, alice(), noon));
}

TEST_CASE("an activity is one word as peers read it", "[domain][highlight]")
{
    auto d = draft();
    d.activity = " Spoke at ";
    CHECK(domain::make_highlight(d, alice(), noon)->activity == "spoke_at");
}

TEST_CASE("what happened long ago is quiet, unless its author says otherwise", "[domain][highlight]")
{
    struct row {
        std::string from;
        std::optional<std::string> to;
        std::optional<bool> said;
        bool quiet;
    };
    auto const [from, to, said, quiet] = GENERATE(values<row>({
        {"2026-06-14", {}, {}, false},
        {"2025-06-16", {}, {}, false},
        {"2025-06-13", {}, {}, true},
        {"2016-01-01", {}, {}, true},
        {"2016-01-01", "2026-06-10", {}, false},
        {"2016-01-01", {}, false, false},
        {"2026-06-14", {}, true, true},
    }));
    auto d = draft();
    d.happened = on(from, to);
    d.quiet = said;
    CAPTURE(from);
    CHECK(domain::make_highlight(d, alice(), noon)->quiet == quiet);
}

TEST_CASE("collaborators are named without being confirmed, each once", "[domain][highlight]")
{
    auto d = draft();
    d.collaborators = {"@Bo@B.test", "bo@b.test"};
    auto const made = domain::make_highlight(d, alice(), noon);
    REQUIRE(made);
    REQUIRE(made->collaborators.size() == 1);
    CHECK(made->collaborators.front().handle == "bo@b.test");
    CHECK(!made->collaborators.front().confirmed_at);
}

TEST_CASE("an edit changes what it names and nothing else", "[domain][highlight]")
{
    auto d = draft();
    d.markdown = "one";
    d.language = "en";
    auto const before = domain::make_highlight(d, alice(), noon).value();
    domain::highlight_edit edit;
    edit.markdown = "two";
    edit.language = std::optional<std::string>();
    auto const after = domain::edit_highlight(before, edit, noon + 1h);
    REQUIRE(after);
    CHECK(after->headline == "Shipped v2");
    CHECK(after->markdown == "two");
    CHECK(!after->language);
    CHECK(after->published == noon);
    CHECK(after->edited_at == noon + 1h);
}

TEST_CASE("who has confirmed stays confirmed when the list is written again", "[domain][highlight]")
{
    auto before = domain::make_highlight(draft(), alice(), noon).value();
    before.collaborators = {{"bo@b.test", core::snowflake{9}, noon}};
    domain::highlight_edit edit;
    edit.collaborators = {"bo@b.test", "cy@c.test"};
    auto const after = domain::edit_highlight(before, edit, noon + 1h).value();
    REQUIRE(after.collaborators.size() == 2);
    CHECK(after.collaborators[0].confirmed_at == noon);
    CHECK(!after.collaborators[1].confirmed_at);
}

TEST_CASE("an unknown visibility is none", "[domain][visibility]")
{
    CHECK(domain::parse_visibility("public") == domain::visibility::public_);
    CHECK(domain::parse_visibility("followers") == domain::visibility::followers);
    CHECK(domain::parse_visibility("named") == domain::visibility::named);
    CHECK(!domain::parse_visibility("unlisted"));
}
