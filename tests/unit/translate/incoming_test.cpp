// SPDX-License-Identifier: AGPL-3.0-or-later
#include "translate/incoming.hpp"
#include "unit/translate/people.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::translate;
using namespace federwerk::tests;

namespace {

json::document letter(std::string const& name)
{
    return json::document::parse(read_file(source_tree() / "tests/fixtures" / (name + ".json"))).value();
}

remote_highlight received(std::string const& name, std::string const& followers)
{
    auto const document = letter(name);
    auto const note = vocab::read_note(document.root()["object"]).value();
    return to_highlight(note, followers, noon).value();
}

} // namespace

TEST_CASE("a highlight that left one Federwerk arrives the same at another", "[translate][incoming]")
{
    auto const h = shipped();
    auto const document = json::document::parse(note_document(uris, h, alice())).value();
    auto const note = vocab::read_note(document.root()).value();
    auto const got = to_highlight(note, alice().uri + "/followers", noon).value();
    CHECK(got.highlight.uri == h.uri);
    CHECK(got.highlight.headline == h.headline);
    CHECK(got.highlight.activity == h.activity);
    CHECK(got.highlight.html.starts_with("<p>Text</p>"));
    CHECK(got.highlight.html.find("hashtag") == std::string::npos);
    CHECK(got.highlight.language == "en");
    CHECK(got.highlight.seen_by == domain::visibility::public_);
    REQUIRE(got.highlight.happened);
    CHECK(got.highlight.happened->from == h.happened->from);
    CHECK(got.badge_uris == std::vector<std::string>{h.badges[0].uri, h.badges[1].uri});
    CHECK(got.hashtags == std::vector<std::string>{"cplusplus", "founder"});
    REQUIRE(got.highlight.pictures.size() == 1);
    CHECK(got.highlight.pictures[0].alt == "alt");
    CHECK_FALSE(got.highlight.local);
}

TEST_CASE("whom a Note is for is read from to and cc", "[translate][incoming]")
{
    vocab::incoming_note note{
        .id = "https://b.test/1", .type = "Note", .attributed_to = "https://b.test/u", .content = "x"};
    note.to = {"https://b.test/u/followers"};
    CHECK(to_highlight(note, "https://b.test/u/followers", noon)->highlight.seen_by ==
          domain::visibility::followers);
    CHECK(to_highlight(note, "", noon)->highlight.seen_by == domain::visibility::named);
    note.to = {"https://a.test/ap/actors/1"};
    auto const named = to_highlight(note, "https://b.test/u/followers", noon).value();
    CHECK(named.highlight.seen_by == domain::visibility::named);
    CHECK(named.highlight.audience == note.to);
    note.cc = {"https://www.w3.org/ns/activitystreams#Public"};
    CHECK(to_highlight(note, "", noon)->highlight.seen_by == domain::visibility::public_);
}

TEST_CASE("quirk 26: no post is from the future", "[translate][quirk]")
{
    vocab::incoming_note note{
        .id = "https://b.test/1", .type = "Note", .attributed_to = "https://b.test/u", .content = "x"};
    note.published = noon + std::chrono::hours(24 * 365 * 100);
    note.updated = noon + std::chrono::hours(24 * 365 * 200);
    auto const got = to_highlight(note, "", noon).value();
    CHECK(got.highlight.published == noon);
    CHECK_FALSE(got.highlight.edited_at.value_or(noon) > noon);
}

TEST_CASE("BadgeFed's one hashtag of several words is several, and its assertion is no picture",
          "[translate][incoming]")
{
    auto const got = received("badgefed/create_note", "");
    CHECK(got.hashtags == std::vector<std::string>{"rust", "open", "badge"});
    CHECK(got.highlight.pictures.empty());
}

TEST_CASE("long headlines are cut between characters", "[translate][incoming]")
{
    vocab::incoming_note note{
        .id = "https://b.test/1", .type = "Article", .attributed_to = "https://b.test/u", .content = "x"};
    std::string name;
    for (int i = 0; i < 200; ++i)
        name += "ü";
    note.name = "a" + name;
    auto const got = to_highlight(note, "", noon).value();
    CHECK(got.highlight.headline.size() == 299);
}

TEST_CASE("actors of other servers become actors here, with their keys", "[translate][actor]")
{
    struct row {
        std::string name, username, host;
        std::size_t keys;
    };
    auto const r = GENERATE(values<row>({{"mastodon/actor", "bo", "mastodon.example", 1},
                                         {"misskey/actor", "neko", "misskey.example", 1},
                                         {"lemmy/group", "rust", "lemmy.example", 1},
                                         {"fep-fb2a/actor", "renamed", "mitra.example", 2}}));
    CAPTURE(r.name);
    auto const document = letter(r.name);
    auto const got = to_actor(vocab::read_actor(document.root()).value(), r.host, noon);
    REQUIRE(got.has_value());
    CHECK(got->actor.username == r.username);
    CHECK(got->actor.host == r.host);
    CHECK(got->keys.size() == r.keys);
    CHECK(got->actor.published <= noon);
}

TEST_CASE("FEP-2c59: a webfinger of another host does not name the actor", "[translate][actor]")
{
    auto const document = letter("mastodon/actor");
    auto in = vocab::read_actor(document.root()).value();
    in.webfinger = "admin@bank.example";
    CHECK(to_actor(in, "mastodon.example", noon)->actor.username == "bo");
}

TEST_CASE("an actor without inbox or name is refused, a key of somebody else is left out",
          "[translate][actor]")
{
    auto const document = letter("mastodon/actor");
    auto in = vocab::read_actor(document.root()).value();
    in.keys[0].owner = "https://evil.example/u";
    CHECK(to_actor(in, "mastodon.example", noon)->keys.empty());
    in.preferred_username = "<b>";
    CHECK_FALSE(to_actor(in, "mastodon.example", noon).has_value());
    in.preferred_username = "bo";
    in.inbox = "";
    CHECK_FALSE(to_actor(in, "mastodon.example", noon).has_value());
}

TEST_CASE("a badge of another Federwerk keeps its look", "[translate][badge]")
{
    auto group = alice();
    group.kind = domain::actor_kind::group;
    group.username = "badge.rust";
    auto rust = badge("rust", 2);
    rust.hue = 12;
    rust.icon = "wrench";
    rust.kind = domain::badge_kind::craft;
    auto const text = badge_document(uris, rust, group, "", keys);
    auto const document = json::document::parse(text).value();
    auto const got = vocab::read_actor(document.root()).value();
    CHECK(got.badge_hue == 12);
    CHECK(got.badge_icon == "wrench");
    CHECK(got.badge_kind == "craft");
}
