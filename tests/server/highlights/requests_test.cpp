// SPDX-License-Identifier: AGPL-3.0-or-later
#include "held_requests.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

std::string with(std::string const& member)
{
    return R"({"headline":"x",)" + member + "}";
}

// What a new highlight and an edited one have in common.
std::vector<row> shared_rows()
{
    return {
        {with(R"("markdown":"*b*","activity":"Spoke at","language":"de-AT")")},
        {with(R"("markdown":null,"activity":null,"language":null,"happened":null,"links":null)")},
        {with(R"("badges":null,"collaborators":null,"media":null)")},
        {with(R"("happened":{"from":"2026-03-01"})")},
        {with(R"("happened":{"from":"2026-03-01","to":null})")},
        {with(R"("happened":{"from":"2026-03-01","to":"2026-03-31"})")},
        {with(R"("links":["https://x.test/",{"url":"HTTP://y.test/a","title":"Y"}])")},
        {with(R"("links":[{"url":"https://x.test/","title":null}])")},
        {with(R"("badges":["rust","cpp"],"collaborators":["@bo@b.test","cy@c.test"])")},
        {with("\"markdown\":" + text(20'000))},
        {R"({"headline":)" + text(300) + "}"},
        {R"({"headline":)" + text(301) + "}", "headline"},
        {R"({"headline":""})", "headline"},
        {R"({"headline":"  "})", "headline"},
        {R"({"headline":null})", "headline"},
        {R"({"headline":5})", "headline"},
        {with("\"markdown\":" + text(20'001)), "markdown"},
        {with(R"("markdown":["a"])"), "markdown"},
        {with(R"("activity":"sh1pped")"), "activity"},
        {with("\"activity\":" + text(61)), "activity"},
        {with(R"("language":"")"), "language"},
        {with(R"("language":"d")"), "language"},
        {with(R"("language":"en_GB")"), "language"},
        {with(R"("happened":"2026-03-01")"), "happened"},
        {with(R"("happened":{})"), "happened.from"},
        {with(R"("happened":{"from":"1.3.2026"})"), "happened.from"},
        {with(R"("happened":{"from":"2026-13-01"})"), "happened.from"},
        {with(R"("happened":{"from":"2026-03-01","to":5})"), "happened.to"},
        {with(R"("happened":{"from":"2026-03-01","until":"2026-03-02"})"), "happened"},
        {with(R"("links":"https://x.test/")"), "links"},
        {with(R"("links":[5])"), "links"},
        {with(R"("links":["ftp://x.test/"])"), "links"},
        {with(R"("links":[{"title":"X"}])"), "links"},
        {with(R"("links":[{"url":"https://x.test/","title":5}])"), "links"},
        {with(R"("links":[{"url":"https://x.test/","rel":"me"}])"), "links"},
        {with("\"links\":" + list_of(17, R"("https://x.test/")")), "links"},
        {with(R"("badges":"rust")"), "badges"},
        {with(R"("badges":["rust","rust"])"), "badges"},
        {with(R"("badges":[1])"), "badges"},
        {with("\"badges\":" + list_of(13, R"("rust")")), "badges"},
        {with(R"("collaborators":["bo"])"), "collaborators"},
        {with(R"("collaborators":[{"handle":"bo@b.test"}])"), "collaborators"},
        {with(R"("media":[1])"), "media"},
        {with(R"("media":["a"])"), "media"},
        {with("\"media\":" + list_of(17, R"("1")")), "media"},
        {with(R"("title":"x")"), "title"},
    };
}

} // namespace

TEST_CASE("the schema of a new highlight is what the endpoint takes", "[server][schema]")
{
    site s;
    auto const alice = s.member("alice");
    s.remote_actor("https://b.test/u/bo");
    endpoint const at{http::method::post, "/highlights", "highlight_request"};
    hold(s, alice, at, shared_rows());
    hold(s, alice, at,
         {
             {with(R"("visibility":"followers","quiet":true)")},
             {with(R"("visibility":"named","audience":["bo@b.test"])")},
             {with(R"("visibility":null,"quiet":null,"audience":null)")},
             {"{}", "headline"},
             {with(R"("visibility":"private")"), "visibility"},
             {with(R"("visibility":1)"), "visibility"},
             {with(R"("quiet":"yes")"), "quiet"},
             {with(R"("audience":"bo@b.test")"), "audience"},
         });
}

TEST_CASE("the schema of an edited highlight is what the endpoint takes", "[server][schema]")
{
    site s;
    auto const alice = s.member("alice");
    auto const made = s.publish(alice, R"({"headline":"x"})");
    endpoint const at{http::method::patch, "/highlights/" + text_of(made.root()["id"]),
                      "highlight_edit_request"};
    hold(s, alice, at, shared_rows());
    hold(s, alice, at,
         {
             {"{}"},
             {with(R"("visibility":"public")"), "visibility"},
             {with(R"("audience":[])"), "visibility"},
             {with(R"("quiet":true)"), "quiet"},
         });
}
