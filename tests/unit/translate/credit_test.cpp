// SPDX-License-Identifier: AGPL-3.0-or-later
// How credits are written, and read from what others write.
#include "domain/credit.hpp"
#include "federation/vocab/incoming.hpp"
#include "people.hpp"
#include "support/results.hpp"
#include "translate/incoming.hpp"
#include "translate/outgoing_credit.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::translate;
using namespace federwerk::tests;

namespace {

json::document parsed(std::string const& text)
{
    return json::document::parse(text).value();
}

domain::actor bo()
{
    domain::actor a;
    a.id = {2};
    a.uri = "https://b.test/u/bo";
    a.username = "bo";
    a.host = "b.test";
    return a;
}

domain::credit asked()
{
    domain::credit c;
    c.request_uri = "https://a.test/ap/activities/5";
    c.uri = "https://b.test/ap/credits/6";
    c.highlight_uri = shipped().uri;
    c.role = "Design";
    c.digest = domain::credit_digest("Shipped v2 <now>", "Text");
    c.requested_at = noon;
    return c;
}

} // namespace

TEST_CASE("who has confirmed may announce the highlight, and is named with their authorization",
          "[translate][note][credit]")
{
    auto h = shipped();
    h.badges.clear();
    h.collaborators = {
        {"bo@b.test", {}, noon, "https://b.test/u/bo", "https://b.test/ap/credits/1", "Design"},
        {"kim@c.test", {}, noon, "https://c.test/u/kim"},
        {"lu@c.test", {}, {}, "https://c.test/u/lu"}};
    auto const text = note_document(uris, h, alice());
    CHECK(why(text, "note.json").empty());
    auto const document = parsed(text);
    CHECK(document.root()["interactionPolicy"]["canAnnounce"]["always"].write() ==
          R"(["https://a.test/ap/actors/1","https://b.test/u/bo","https://c.test/u/kim"])");
    CHECK(document.root()["highlight"]["with"].write() ==
          R"([{"actor":"https://b.test/u/bo","authorization":"https://b.test/ap/credits/1","role":"Design"},)"
          R"({"actor":"https://c.test/u/kim"}])");
    h.seen_by = domain::visibility::followers;
    CHECK(
        parsed(note_document(uris, h, alice())).root()["interactionPolicy"]["canAnnounce"]["always"].size() ==
        1);
}

TEST_CASE("the question carries the whole highlight, and the letter its property", "[translate][credit]")
{
    auto const request = credit_request(uris, asked(), shipped(), {alice(), bo()});
    CHECK(why(request, "credit_request.json") == "");
    CHECK(parsed(request).root()["to"].write() == R"(["https://b.test/u/bo"])");
    question_ids const ids{"https://a.test/ap/activities/7", "https://a.test/ap/messages/5"};
    for (auto const* language : {"en", "de"}) {
        auto h = shipped();
        h.language = language;
        auto const letter = parsed(credit_question(ids, asked(), h, {alice(), bo()}));
        auto const note = letter.root()["object"];
        CHECK(note["creditRequest"].text() == "https://a.test/ap/activities/5");
        CHECK(note["tag"].at(0)["href"].text() == "https://b.test/u/bo");
        CHECK(note["to"].write() == R"(["https://b.test/u/bo"])");
        CHECK(note["content"].text()->find("Shipped v2 &lt;now&gt;") != std::string::npos);
    }
}

TEST_CASE("what is written as an authorization is read as one", "[translate][credit]")
{
    auto const document = parsed(credit_authorization(asked(), {alice(), bo()}, noon));
    auto const said = vocab::read_authorization(document.root());
    REQUIRE(said);
    CHECK(said->attributed_to == bo().uri);
    CHECK(said->author == alice().uri);
    CHECK(said->highlight == shipped().uri);
    CHECK(said->digest == asked().digest);
    CHECK(said->role == "Design");
    CHECK_FALSE(vocab::read_authorization(parsed(R"({"type":"Note","id":"https://b.test/n/1"})").root()));
}

TEST_CASE("the text of a credit is the same on both sides, whatever frame stands around it",
          "[translate][credit]")
{
    auto h = shipped();
    auto const with_links = GENERATE(true, false);
    auto const with_badges = GENERATE(true, false);
    auto const* const html =
        GENERATE("<p>Text</p>", "<p>Text</p><p><a href=\"https://y.test/\" rel=\"nofollow "
                                "noopener noreferrer\">mine</a></p>");
    h.html = html;
    if (!with_links)
        h.links.clear();
    if (!with_badges)
        h.badges.clear();
    auto const document = parsed(note_document(uris, h, alice()));
    auto const note = vocab::read_note(document.root()).value();
    CHECK(to_highlight(note, "", noon)->credited_html == html);
}
