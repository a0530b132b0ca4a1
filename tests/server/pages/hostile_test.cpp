// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text.hpp"
#include "visitor.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

std::string const attack = R"('\"><script>alert(1)</script>{{title}}{{{mark}}})"; // As inside a JSON text
std::string const raw = R"('"><script>alert(1)</script>{{title}}{{{mark}}})";

// Nothing of it is markup, and braces are text, not templates.
void harmless(http::response const& answer)
{
    CHECK(answer.status == 200);
    CHECK_FALSE(has(answer, "<script>alert"));
    CHECK_FALSE(has(answer, "'\">"));
    CHECK(has(answer, "&lt;script&gt;alert(1)&lt;/script&gt;{{title}}{{{mark}}}"));
}

void name_everything(visitor& v, site::person const& alice)
{
    auto const profile =
        v.home.send(http::method::patch, site::api + "/profile", alice.token,
                    R"({"name":")" + attack + R"(","bio":")" + attack + R"(","fields":[{"name":")" + attack +
                        R"(","value":")" + attack + R"("}]})");
    CAPTURE(profile.body);
    REQUIRE(profile.status == 200);
    v.home.base.commit([&](db::transaction& tx) {
        tx.exec_params(
            "UPDATE badge SET name = $1, description = $1, icon = $2 WHERE slug = 'rust' AND host = ''", raw,
            raw.substr(0, 40));
    });
}

} // namespace

TEST_CASE("hostile names and headlines are text wherever a page shows them", "[server][pages][T-60]")
{
    visitor v;
    auto const alice = v.home.member("alice");
    name_everything(v, alice);
    auto const published =
        v.home.publish(alice, R"({"headline":")" + attack + R"(","markdown":")" + attack +
                                  R"(","badges":["rust"],"links":[{"url":"https://example.org/","title":")" +
                                  attack + R"("}]})");
    v.home.base.commit([&](db::transaction& tx) {
        tx.exec_params(
            "INSERT INTO media (highlight_id, actor_id, position, media_type, url, alt) "
            "SELECT id, actor_id, 0, 'image/webp', 'https://a.test/media/x.webp', $1 FROM highlight",
            raw);
    });
    for (auto const& path :
         {std::string("/"), std::string("/@alice"), std::string("/badges/rust"), page_of(published)}) {
        CAPTURE(path);
        harmless(v.get(path));
    }
    auto const page = v.get(page_of(published));
    CHECK(has(page, "<meta property=\"og:title\" content=\"&apos;&quot;&gt;&lt;script&gt;"));
    CHECK(has(page, "alt=\"&apos;&quot;&gt;&lt;script&gt;"));
    CHECK(has(page, "<meta property=\"og:image:alt\" content=\"&apos;&quot;&gt;"));
}

TEST_CASE("a form gives back what was typed as text, and never the password", "[server][pages][T-60]")
{
    visitor v;
    auto const typed = core::percent_encode(raw);
    auto const answer = v.post("/invitation", "invitation=" + typed + "&handle=" + typed + "&email=" + typed +
                                                  "&password=secret-" + typed);
    CHECK(answer.status >= 400);
    CHECK_FALSE(has(answer, "<script>alert"));
    CHECK(has(answer, "value=\"&apos;&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"));
    CHECK_FALSE(has(answer, "secret-"));
    auto const waiting =
        v.post("/waitlist", "email=x&handle=x&about=" + core::percent_encode("\n</textarea>" + raw));
    CHECK(waiting.status >= 400);
    CHECK(has(waiting, "&lt;/textarea&gt;"));
    CHECK(has(waiting, "role=\"alert\""));
    CHECK(std::string(waiting.headers.get("Cache-Control").value_or("")) == "private, no-store");
}

TEST_CASE("bytes that are no text are not given back", "[server][pages]")
{
    visitor v;
    auto const answer = v.post("/waitlist", "email=%FF%FE&handle=%00&about=%C3");
    CHECK(answer.status >= 400);
    CHECK(core::is_valid_utf8(answer.body));
}
