// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/highlights/receive_highlight.hpp"
#include "db/badges.hpp"
#include "db/highlights.hpp"
#include "db/multiverse.hpp"
#include "site.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using namespace std::chrono_literals;

namespace {

core::time_point const noon = core::parse_rfc3339("2026-06-15T12:00:00Z").value();

translate::remote_highlight note(domain::actor const& author, std::vector<std::string> hashtags = {})
{
    translate::remote_highlight in;
    in.highlight.uri = author.uri + "/notes/1";
    in.highlight.local = false;
    in.highlight.html = "<p>Hello</p>";
    in.highlight.published = noon;
    in.hashtags = std::move(hashtags);
    return in;
}

result<> receive(site& s, translate::remote_highlight in, domain::actor const& author)
{
    return s.base.pool().run_now(
        [&](db::transaction& tx) { return app::receive_highlight(tx, s.uris, in, author, noon + 1h); });
}

std::size_t items(site& s, domain::actor const& member)
{
    std::size_t count = 0;
    s.base.in_transaction(
        [&](db::transaction& tx) { count = db::multiverse_of(tx, member.id, {}, 50)->items.size(); });
    return count;
}

} // namespace

TEST_CASE("a remote note that concerns nobody is not stored", "[server][receive]")
{
    site s;
    auto const bo = s.remote_actor("https://b.test/u/bo");
    REQUIRE(receive(s, note(bo, {"rust"}), bo));
    CHECK(s.count("highlight") == 0);
}

TEST_CASE("a remote note reaches its author's followers here, once", "[server][receive]")
{
    site s;
    auto const alice = s.member("alice");
    auto const bo = s.remote_actor("https://b.test/u/bo");
    s.follow(alice.actor.id, bo.id);
    REQUIRE(receive(s, note(bo), bo));
    REQUIRE(receive(s, note(bo), bo));
    CHECK(s.count("highlight") == 1);
    CHECK(items(s, alice.actor) == 1);
}

TEST_CASE("a hashtag counts as the badge of that name, which announces only those who follow or wear it",
          "[server][receive]")
{
    bool const follows_badge = GENERATE(false, true);
    site s;
    auto const alice = s.member("alice");
    s.base.commit([&](db::transaction& tx) {
        REQUIRE(db::wear(tx, alice.actor.id, {db::find_badge_by_slug(tx, "open-source").value()->id}));
    });
    auto const bo = s.remote_actor("https://b.test/u/bo");
    if (follows_badge)
        s.follow(bo.id, s.badge_actor("open-source"));
    REQUIRE(receive(s, note(bo, {"OpenSource", "nothing"}), bo));
    CHECK(items(s, alice.actor) == 1);
    CHECK(s.count("highlight_badge") == 1);
    CHECK(s.count("announce") == (follows_badge ? 1 : 0));
}

TEST_CASE("only a newer edit by the author changes what is stored", "[server][receive]")
{
    site s;
    auto const alice = s.member("alice");
    auto const bo = s.remote_actor("https://b.test/u/bo"), eve = s.remote_actor("https://b.test/u/eve");
    s.follow(alice.actor.id, bo.id);
    REQUIRE(receive(s, note(bo), bo));
    auto edit = note(bo);
    edit.highlight.html = "<p>Two</p>";
    edit.highlight.edited_at = noon + 2min;
    edit.highlight.seen_by = domain::visibility::followers;
    REQUIRE(receive(s, edit, bo));
    CHECK(s.text("SELECT html FROM highlight") == "<p>Two</p>");
    CHECK(s.text("SELECT visibility FROM highlight") == "public");
    edit.highlight.html = "<p>One and a half</p>";
    edit.highlight.edited_at = noon + 1min;
    REQUIRE(receive(s, edit, bo));
    CHECK(s.text("SELECT html FROM highlight") == "<p>Two</p>");
    edit.highlight.edited_at = noon + 5min;
    CHECK(receive(s, edit, eve).error().code == errc::forbidden);
}

TEST_CASE("after a deletion nothing brings a note back, even if it came first", "[server][receive]")
{
    site s;
    auto const alice = s.member("alice");
    auto const bo = s.remote_actor("https://b.test/u/bo");
    s.follow(alice.actor.id, bo.id);
    if (GENERATE(false, true))
        REQUIRE(receive(s, note(bo), bo));
    auto const uri = note(bo).highlight.uri;
    REQUIRE(
        s.base.pool().run_now([&](db::transaction& tx) { return app::receive_deletion(tx, uri, bo, noon); }));
    REQUIRE(receive(s, note(bo), bo));
    CHECK(s.count("highlight") == 0);
    CHECK(items(s, alice.actor) == 0);
}

TEST_CASE("a peer cannot send or delete what is ours", "[server][receive]")
{
    site s;
    auto const alice = s.member("alice");
    auto const bo = s.remote_actor("https://b.test/u/bo");
    auto const made = s.publish(alice, R"({"headline":"Mine"})");
    auto forged = note(bo);
    forged.highlight.uri = text_of(made.root()["uri"]);
    CHECK(receive(s, forged, bo).error().code == errc::forbidden);
    auto const gone = s.base.pool().run_now(
        [&](db::transaction& tx) { return app::receive_deletion(tx, forged.highlight.uri, bo, noon); });
    CHECK(gone.error().code == errc::forbidden);
    CHECK(s.count("highlight") == 1);
}
