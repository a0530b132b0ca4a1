// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/vocab/contexts.hpp"
#include "federation/vocab/incoming.hpp"
#include "unit/vocab/letters.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::vocab;
using tests::letter;
using tests::parsed;

namespace {

incoming_note note_of(std::string const& name)
{
    auto const document = letter(name);
    return read_note(document.root()["object"]).value();
}

incoming_note with(std::string const& members)
{
    auto const document = parsed(
        R"({"id":"https://b.test/1","type":"Note","attributedTo":"https://b.test/u",)" + members + "}");
    return read_note(document.root()).value();
}

} // namespace

TEST_CASE("a Note of Mastodon is read with its picture and its hashtag", "[vocab][note]")
{
    auto const note = note_of("mastodon/create_note");
    CHECK(note.language == "en");
    CHECK_FALSE(note.summary);
    REQUIRE(note.attachments.size() == 1);
    CHECK(note.attachments[0].alt == "A bridge");
    CHECK(note.attachments[0].width == 1280);
    REQUIRE(note.tags.size() == 1);
    CHECK(note.tags[0].name == "#rust");
}

TEST_CASE("quirk 25: contentMap without content gives the text and its language", "[vocab][quirk]")
{
    auto const note = note_of("gotosocial/create_note");
    CHECK(note.content == "<p>Fertig!</p>");
    CHECK(note.language == "de");
    CHECK(note.attachments.at(0).alt == "a cat");
}

TEST_CASE("quirk 25: of several languages the one that equals content is the language", "[vocab][quirk]")
{
    auto const note =
        with(R"("content":"<p>Hallo</p>","contentMap":{"en":"<p>Hello</p>","de":"<p>Hallo</p>"})");
    CHECK(note.content == "<p>Hallo</p>");
    CHECK(note.language == "de");
    CHECK_FALSE(with(R"("content":"x","contentMap":{"und":"x"})").language);
}

TEST_CASE(
    "quirk 24: Pleroma's attachments and PeerTube's authors and addresses are lists of Links and actors",
    "[vocab][quirk]")
{
    auto const note = note_of("pleroma/create_note");
    REQUIRE(note.attachments.size() == 1);
    CHECK(note.attachments[0].url == "https://pleroma.example/media/1.png");
    CHECK(note.attachments[0].media_type == "image/png");
    CHECK(note.tags.size() == 1); // The bare string "pleroma" is no tag

    auto const document = letter("peertube/video");
    auto const video = read_note(document.root());
    REQUIRE(video.has_value());
    CHECK(video->attributed_to == "https://peertube.example/accounts/ana");
    CHECK(video->url == "https://peertube.example/videos/watch/1");
}

TEST_CASE("quirk 26: dates need a zone, and nonsense is no date", "[vocab][quirk]")
{
    CHECK(with(R"("published":"2026-03-01T11:00:00+01:00")").published ==
          with(R"("published":"2026-03-01T10:00:00Z")").published);
    CHECK(with(R"("published":"2026-03-01T10:00:00.123456Z")").published);
    auto const bad = GENERATE(as<std::string>{}, R"("yesterday")", R"("2026-03-01")",
                              R"("99999-01-01T00:00:00Z")", "7", "null");
    CHECK_FALSE(with("\"published\":" + bad).published);
}

TEST_CASE("an empty inReplyTo is none", "[vocab][note]")
{
    CHECK_FALSE(note_of("snac2/create_note").in_reply_to);
    CHECK(with(R"("inReplyTo":{"id":"https://a.test/ap/highlights/1","type":"Note"})").in_reply_to ==
          "https://a.test/ap/highlights/1");
}

TEST_CASE("attachments without an address are left out", "[vocab][note]")
{
    CHECK(note_of("badgefed/create_note").attachments.empty());
    CHECK(with(R"("attachment":{"type":"Document","url":"javascript:void"})").attachments.empty());
}

TEST_CASE("what a Federwerk says of a highlight is read, compact, prefixed or in full", "[vocab][note]")
{
    auto const prefix = GENERATE(as<std::string>{}, "", "federwerk:", "https://w3id.org/federwerk/ns#");
    auto const name = [&](std::string const& plain) { return "\"" + prefix + plain + "\":"; };
    auto const note = with(name("highlight") + "{" + name("headline") + R"("Shipped",)" + name("activity") +
                           R"("shipped",)" + name("occurredFrom") + R"("2026-02-27",)" + name("badges") +
                           R"(["https://b.test/ap/badges/1"]},)" +
                           R"("tag":{"type":"Link","rel":["https://w3id.org/federwerk/ns#badge"],)" +
                           R"("href":"https://b.test/ap/badges/2"})");
    CHECK(note.headline == "Shipped");
    CHECK(note.activity == "shipped");
    REQUIRE(note.happened_from);
    CHECK(core::to_iso_day(*note.happened_from) == "2026-02-27");
    CHECK_FALSE(note.happened_to);
    CHECK(note.badges ==
          std::vector<std::string>{"https://b.test/ap/badges/1", "https://b.test/ap/badges/2"});
}

TEST_CASE("tags and attachments are bounded", "[vocab][note]")
{
    std::string tags, attachments;
    for (int i = 0; i < 300; ++i) {
        tags += std::string(i ? "," : "") + R"({"type":"Hashtag","name":"#t"})";
        attachments += std::string(i ? "," : "") + R"({"type":"Image","url":"https://b.test/i"})";
    }
    auto const note = with("\"tag\":[" + tags + "],\"attachment\":[" + attachments + "]");
    CHECK(note.tags.size() == 100);
    CHECK(note.attachments.size() == 16);
}

TEST_CASE("the context that is served is the file in schemas", "[vocab][context]")
{
    CHECK(std::string(served_context()) ==
          tests::read_file(tests::source_tree() / "schemas/contexts/federwerk.jsonld"));
}

TEST_CASE(
    "the contexts that are sent are JSON, begin with ActivityStreams and hold every term of the served one",
    "[vocab][context]")
{
    auto const context = GENERATE(std::string(actor_context()), std::string(note_context()));
    auto const document = parsed(context);
    auto const served = parsed(std::string(served_context()));
    REQUIRE(document.root().is_array());
    CHECK(document.root().at(0).text() == activity_streams);
    auto const terms = document.root().at(document.root().size() - 1);
    for (auto const& [name, meaning] : served.root()["@context"].members())
        CHECK(terms[name].write() == meaning.write());
    CHECK(parsed(std::string(activity_context())).root().at(0).text() == activity_streams);
}
