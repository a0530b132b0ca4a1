// SPDX-License-Identifier: AGPL-3.0-or-later
// The verbs beside Follow and Create: what they undo, add, take away and refuse.
#include "db/actors.hpp"
#include "db/highlights.hpp"
#include "support/inbox_world.hpp"

using namespace federwerk;
using tests::inbox_world;

namespace {

struct verb_world : inbox_world {
    verb_world()
    {
        bo.live_in(world);
        cy.live_in(world);
        alice_follows(bo);
        alice_follows(cy);
    }
    std::string bo_says(std::string const& type, std::string const& object, std::string const& further = {})
    {
        auto const id = "https://b.test/v/" + std::to_string(++said);
        return take(bo.post(bo.says(id, type, object, further)));
    }
    std::string cy_says(std::string const& type, std::string const& object, std::string const& further = {})
    {
        auto const id = "https://b.test/w/" + std::to_string(++said);
        return take(cy.post(cy.says(id, type, object, further)));
    }
    core::snowflake highlight_of_alice()
    {
        domain::highlight h;
        base.commit([&](db::transaction& tx) {
            h.id = db::next_id(tx).value();
            h.uri = uris.highlight(h.id);
            h.actor_id = alice.id;
            h.headline = "Shipped";
            h.html = "<p>Hi</p>";
            h.published = core::now();
            REQUIRE(db::insert_highlight(tx, h));
        });
        return h.id;
    }

    tests::remote_person cy{"cy", "b.test"};
    int said = 0;
};

} // namespace

TEST_CASE("An Undo of an Announce takes it back, for the one who said it", "[inbox][undo]")
{
    verb_world w;
    w.world.serve("https://b.test/n/1", w.bo.note("https://b.test/n/1", "Hi"));
    auto const announce = w.bo.says("https://b.test/x/1", "Announce", "\"https://b.test/n/1\"");
    CHECK(w.take(w.bo.post(announce)) == "done");
    REQUIRE(w.count("announce") == 1);
    auto const object =
        GENERATE(std::string("\"https://b.test/x/1\""), R"({"id":"https://b.test/x/1","type":"Announce"})");
    CHECK(w.cy_says("Undo", object).starts_with("ignored"));
    CHECK(w.count("announce") == 1);
    CHECK(w.bo_says("Undo", object) == "done");
    CHECK(w.count("announce") == 0);
}

TEST_CASE("Add and Remove move an actor's own notes in and out of its own featured collection",
          "[inbox][featured]")
{
    verb_world w;
    CHECK(w.bo_says("Create", w.bo.note("https://b.test/n/1", "Hi")) == "done");
    auto const featured = R"(,"target":")" + w.bo.uri + "/featured\"";
    auto const note = std::string("\"https://b.test/n/1\"");
    w.world.serve("https://b.test/n/1", w.bo.note("https://b.test/n/1", "Hi"));
    CHECK(w.cy_says("Add", note, featured).starts_with("ignored")); // Somebody else's collection
    CHECK(w.cy_says("Add", note, R"(,"target":")" + w.cy.uri + "/featured\"")
              .starts_with("refused")); // Or note
    CHECK(w.count("featured") == 0);
    CHECK(w.bo_says("Add", note, featured) == "done");
    CHECK(w.count("featured") == 1);
    CHECK(w.cy_says("Remove", note, featured).starts_with("ignored"));
    CHECK(w.count("featured") == 1);
    CHECK(w.bo_says("Remove", note, featured) == "done");
    CHECK(w.count("featured") == 0);
}

TEST_CASE("A request to like, answer, quote or pass on a highlight is rejected in writing", "[inbox][policy]")
{
    verb_world w;
    auto const highlight = w.uris.highlight(w.highlight_of_alice());
    auto const type = GENERATE("LikeRequest", "ReplyRequest", "QuoteRequest", "AnnounceRequest");
    CHECK(w.bo_says(type, '"' + highlight + '"', R"(,"instrument":"https://b.test/n/9")") == "done");
    CHECK(w.count("delivery") == 1);
    auto const reject = w.text("SELECT body FROM activity WHERE type = 'Reject'");
    CHECK(reject.find("\"actor\":\"" + w.alice.uri) != std::string::npos);
    CHECK(reject.find("\"https://b.test/v/1\"") != std::string::npos);
    CHECK(w.bo_says(type, "\"https://c.test/n/1\"").starts_with("ignored"));
}

TEST_CASE("A request to pass a highlight on is accepted of those who worked on it", "[inbox][policy]")
{
    verb_world w;
    auto const highlight = w.uris.highlight(w.highlight_of_alice());
    w.sql("INSERT INTO credit (highlight_uri, author_id, collaborator_id, digest, state) SELECT '" +
          highlight + "', " + w.alice.id.text() + ", id, 'x', 'confirmed' FROM actor WHERE uri = '" +
          w.bo.uri + "'");
    auto const instrument = R"(,"instrument":"https://b.test/n/9")";
    CHECK(w.bo_says("AnnounceRequest", '"' + highlight + '"', instrument) == "done");
    CHECK(w.text("SELECT body FROM activity WHERE type = 'Accept'").find("\"https://b.test/v/1\"") !=
          std::string::npos);
    CHECK(w.cy_says("AnnounceRequest", '"' + highlight + '"', instrument) == "done");
    CHECK(w.count("activity WHERE type = 'Reject'") == 1);
    CHECK(w.bo_says("LikeRequest", '"' + highlight + '"', instrument) == "done");
    CHECK(w.count("activity WHERE type = 'Reject'") == 2);
}

TEST_CASE("Followed again after an Undo, and asked twice under two ids: each Accept echoes the last Follow",
          "[inbox][follow]")
{
    verb_world w;
    auto const accepts = [&](std::string const& id) {
        return w.count("activity WHERE type = 'Accept' AND body LIKE '%\"" + id + "\"%'");
    };
    auto const follow = [&](std::string const& id) {
        return w.take(w.bo.post(w.bo.says(id, "Follow", '"' + w.alice.uri + '"')));
    };
    auto const followers = [&] { return w.count("follow WHERE followed_id = " + w.alice.id.text()); };
    CHECK(follow("https://b.test/f/1") == "done");
    CHECK(follow("https://b.test/f/2") == "done"); // Asked again, since no answer came
    CHECK(accepts("https://b.test/f/1") == 1);
    CHECK(accepts("https://b.test/f/2") == 1);
    CHECK(followers() == 1);
    CHECK(w.bo_says("Undo", "\"https://b.test/f/2\"") == "done");
    CHECK(followers() == 0);
    CHECK(follow("https://b.test/f/3") == "done");
    CHECK(accepts("https://b.test/f/3") == 1);
    CHECK(followers() == 1);
}

TEST_CASE("A member whom somebody elsewhere blocked sees nothing of them, until that is undone",
          "[inbox][block]")
{
    verb_world w;
    CHECK(w.bo_says("Block", '"' + w.alice.uri + '"') == "done");
    CHECK(w.count("block") == 1);
    auto const undo = R"({"id":"https://b.test/v/1","type":"Block","actor":")" + w.bo.uri +
                      R"(","object":")" + w.alice.uri + "\"}";
    w.cy_says("Undo", undo);
    CHECK(w.count("block") == 1);
    CHECK(w.bo_says("Undo", undo) == "done");
    CHECK(w.count("block") == 0);
}
