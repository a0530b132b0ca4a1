// SPDX-License-Identifier: AGPL-3.0-or-later
// Create, Update, Delete and Announce, from the signed request to the highlight.
#include "support/inbox_world.hpp"

using namespace federwerk;
using tests::inbox_world;

namespace {

struct note_world : inbox_world {
    note_world()
    {
        bo.live_in(world);
        alice_follows(bo);
    }
    std::string html(std::string const& uri = "https://b.test/n/1")
    {
        return text("SELECT coalesce((SELECT html FROM highlight WHERE uri = '" + uri + "'), 'absent')");
    }
    std::string create(std::string const& content)
    {
        return bo.says("https://b.test/a/1", "Create", bo.note("https://b.test/n/1", content));
    }
};

} // namespace

TEST_CASE("A Create by somebody whom alice follows is stored clean and reaches her Multiverse",
          "[inbox][note]")
{
    note_world w;
    CHECK(w.take(w.bo.post(w.create("<p>Hi</p><script>alert(1)</script>"))) == "done");
    CHECK(w.html() == "<p>Hi</p>");
    CHECK(w.count("multiverse_item") == 1);
}

TEST_CASE("T-12: an embedded Note of somebody else comes from its own home, or not at all", "[inbox][note]")
{
    note_world w;
    tests::remote_person eve("eve", "evil.test");
    eve.key = tests::another_rsa_key();
    eve.live_in(w.world);
    auto const forged =
        eve.says("https://evil.test/a/1", "Create", w.bo.note("https://b.test/n/1", "forged"));
    CHECK(w.take(eve.post(forged)).starts_with("refused"));
    CHECK(w.html() == "absent");
    w.world.serve("https://b.test/n/2", w.bo.note("https://b.test/n/2", "true words"));
    auto const wrapped =
        eve.says("https://evil.test/a/2", "Create", w.bo.note("https://b.test/n/2", "forged"));
    CHECK(w.take(eve.post(wrapped)).starts_with("refused")); // Its author did not say it
    CHECK(w.html("https://b.test/n/2") == "absent");
}

TEST_CASE("T-11: a forwarded Create is taken from its home; what home does not serve is refused",
          "[inbox][note]")
{
    note_world w;
    tests::remote_person eve("eve", "evil.test");
    eve.key = tests::another_rsa_key();
    eve.live_in(w.world);
    CHECK(w.take(eve.post(w.create("forged"))).starts_with("refused"));
    CHECK(w.html() == "absent");
    w.world.serve("https://b.test/a/7", w.bo.says("https://b.test/a/7", "Create", "\"https://b.test/n/7\""));
    w.world.serve("https://b.test/n/7", w.bo.note("https://b.test/n/7", "true"));
    auto const forwarded =
        w.bo.says("https://b.test/a/7", "Create", w.bo.note("https://b.test/n/7", "forged"));
    CHECK(w.take(eve.post(forwarded)) == "done");
    CHECK(w.html("https://b.test/n/7") == "true");
}

TEST_CASE("T-13: nobody edits what is not theirs, not even from the same host", "[inbox][note]")
{
    note_world w;
    w.take(w.bo.post(w.create("mine")));
    tests::remote_person const cy("cy", "b.test");
    cy.live_in(w.world);
    w.alice_follows(cy);
    auto theft = cy.note("https://b.test/n/1", "theirs", R"(,"updated":"2026-03-02T10:00:00Z")");
    CHECK(w.take(cy.post(cy.says("https://b.test/a/2", "Update", theft))).starts_with("refused"));
    CHECK(w.html() == "mine");
    auto const edit = w.bo.note("https://b.test/n/1", "edited", R"(,"updated":"2026-03-02T10:00:00Z")");
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/a/3", "Update", edit))) == "done");
    CHECK(w.html() == "edited");
}

TEST_CASE("T-14: a Delete counts from the owner; handed on, only where home says that it is gone",
          "[inbox][note]")
{
    note_world w;
    w.take(w.bo.post(w.create("mine")));
    auto const gone =
        w.bo.says("https://b.test/d/1", "Delete", R"({"id":"https://b.test/n/1","type":"Tombstone"})");
    tests::remote_person const cy("cy", "b.test");
    cy.live_in(w.world);
    w.alice_follows(cy);
    CHECK(w.take(cy.post(cy.says("https://b.test/d/0", "Delete", "\"https://b.test/n/1\"")))
              .starts_with("refused"));
    w.world.serve("https://b.test/n/1", w.bo.note("https://b.test/n/1", "mine"));
    CHECK(w.take(cy.post(gone)).starts_with("refused")); // Forwarded while it is still there
    CHECK(w.html() == "mine");
    CHECK(w.take(w.bo.post(gone)) == "done");
    CHECK(w.html() == "absent");
}

TEST_CASE("Quirk 14: a Create after its Delete stays deleted", "[inbox][note]")
{
    note_world w;
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/d/1", "Delete", "\"https://b.test/n/1\""))) == "done");
    w.take(w.bo.post(w.create("late")));
    CHECK(w.html() == "absent");
}

TEST_CASE("T-21: a Delete of what was never seen here holds for its actor's own ids alone", "[inbox][note]")
{
    note_world w;
    tests::remote_person const cy("cy", "b.test");
    cy.live_in(w.world);
    w.alice_follows(cy);
    CHECK(w.take(cy.post(cy.says("https://b.test/d/1", "Delete", "\"https://b.test/n/1\""))) == "done");
    CHECK(w.take(w.bo.post(w.create("mine"))) == "done");
    CHECK(w.html() == "mine");
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/d/2", "Delete", "\"https://b.test/n/1\""))) == "done");
    CHECK(w.html() == "absent");
}

TEST_CASE("Delete of the actor itself takes its highlights and follows with it", "[inbox][note]")
{
    note_world w;
    w.take(w.bo.post(w.create("mine")));
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/d/1", "Delete", '"' + w.bo.uri + '"'))) == "done");
    CHECK(w.html() == "absent");
    CHECK(w.count("follow") == 0);
    CHECK(w.text("SELECT state FROM actor WHERE uri = 'https://b.test/u/bo'") == "gone");
}

TEST_CASE("An Update of the actor is taken from what the actor signed", "[inbox][actor]")
{
    note_world w;
    auto changed = w.bo.document();
    auto const at = changed.find("The bo");
    changed.replace(at, 6, "Bo Bo!");
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/a/1", "Update", changed))) == "done");
    CHECK(w.text("SELECT name || summary FROM actor WHERE uri = 'https://b.test/u/bo'") ==
          "Bo Bo!<p>Hello</p>");
}

TEST_CASE("An announced Note comes from its own home: by id, or as the whole Create that badges send",
          "[inbox][announce]")
{
    note_world w;
    tests::remote_person badge("badge.rust", "c.test", "Group");
    badge.live_in(w.world);
    tests::remote_person const dee("dee", "d.test");
    dee.live_in(w.world);
    w.world.serve("https://d.test/n/1", dee.note("https://d.test/n/1", "true"));
    auto const object =
        GENERATE_COPY(std::string("\"https://d.test/n/1\""),
                      dee.says("https://d.test/a/1", "Create", dee.note("https://d.test/n/1", "forged")));
    auto const announce = badge.says("https://c.test/x/1", "Announce", object);
    CHECK(w.take(badge.post(announce)).starts_with("ignored")); // Nobody here follows the badge
    CHECK(w.world.count("d.test") == 0);
    w.alice_follows(badge);
    auto const again = badge.says("https://c.test/x/2", "Announce", object);
    CHECK(w.take(badge.post(again)) == "done");
    CHECK(w.html("https://d.test/n/1") == "true");
    CHECK(w.count("announce") == 1);
    CHECK(w.count("badge WHERE host = 'c.test' AND slug = 'rust'") == 1);
}

TEST_CASE("What a group hands on of likes and removals is not asked for", "[inbox][announce]")
{
    note_world w;
    auto const type = GENERATE(std::string("Like"), "Delete", "Undo", "Lock");
    auto const inner = w.bo.says("https://b.test/l/1", type, "\"https://b.test/n/1\"");
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/x/1", "Announce", inner))) == "ignored: no note");
    CHECK(w.world.count("https://b.test/l/1") == 0);
}

TEST_CASE("quirk 13: an actor whose home says 410 is gone here too, with what it wrote", "[inbox][actor]")
{
    note_world w;
    w.take(w.bo.post(w.create("mine")));
    w.sql("UPDATE actor SET fetched_at = now() - interval '2 days' WHERE host = 'b.test'");
    w.world.status(w.bo.uri, 404);
    remote::budget spend;
    CHECK(!w.run(w.remote.actor(w.bo.uri, spend)));
    CHECK(w.html() == "mine"); // 404 says nothing
    w.world.status(w.bo.uri, 410);
    remote::resolver fresh{w.settings, w.uris, w.keys, w.base.pool(), w.workers, w.world};
    CHECK(w.run(fresh.actor(w.bo.uri, spend)).error().code == errc::gone);
    CHECK(w.html() == "absent");
    CHECK(w.count("follow") == 0);
    CHECK(w.text("SELECT state FROM actor WHERE uri = 'https://b.test/u/bo'") == "gone");
}

TEST_CASE("A home that does not answer is asked again later, and the item waits", "[inbox][queue]")
{
    note_world w;
    w.world.on("https://b.test/n/1", [](auto const&) -> result<http::response> {
        return failure{errc::unavailable, "down", {}};
    });
    CHECK(w.take(w.bo.post(w.bo.says("https://b.test/a/1", "Create", "\"https://b.test/n/1\""))) == "open");
    CHECK(w.count("inbox_item WHERE run_at > now() AND lease_until IS NULL AND attempts = 1") == 1);
}
