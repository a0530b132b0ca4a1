// SPDX-License-Identifier: AGPL-3.0-or-later
#include "site.hpp"

#include <algorithm>
#include <thread>

using namespace federwerk;
using namespace federwerk::tests;

namespace {

http::response publish(site& s, site::person const& who, std::string const& body)
{
    return s.send(http::method::post, site::api + "/highlights", who.token, body);
}

std::string field_of(http::response const& answer)
{
    auto const read = json::document::parse(answer.body);
    REQUIRE(read);
    return text_of(read->root()["error"]["details"].at(0)["field"]);
}

// To how many inboxes something goes that is said about this object.
std::int64_t deliveries_of(site& s, std::string const& type, std::string const& object)
{
    return s.count("delivery d JOIN activity a ON a.id = d.activity_id WHERE a.type = '" + type +
                   "' AND a.object_uri = '" + object + "'");
}

} // namespace

TEST_CASE("a published highlight is stored, answered and enqueued once per server", "[server][highlights]")
{
    site s;
    auto const alice = s.member("alice");
    for (auto const uri : {"https://b.test/u/bo", "https://b.test/u/cy", "https://c.test/u/di"})
        s.follow(s.remote_actor(uri).id, alice.actor.id);
    auto const made =
        s.publish(alice, R"({"headline":"Shipped v2","markdown":"It *works*. <script>x</script>",
        "badges":["rust","founder"],"visibility":"public","activity":"shipped","language":"en",
        "happened":{"from":"2026-03-01","to":null},"quiet":false,"collaborators":["bo@b.test"],
        "links":["https://x.test/"]})");
    auto const root = made.root();
    CHECK(text_of(root["uri"]) == "https://a.test/ap/highlights/" + text_of(root["id"]));
    CHECK(text_of(root["url"]) == "https://a.test/@alice/" + text_of(root["id"]));
    CHECK(text_of(root["html"]).find("<em>works</em>") != std::string::npos);
    CHECK(text_of(root["html"]).find("<script") == std::string::npos);
    CHECK(text_of(root["badges"].at(0)["handle"]) == "badge.rust@a.test");
    CHECK(text_of(root["collaborators"].at(0)["handle"]) == "bo@b.test");
    auto const uri = text_of(root["uri"]);
    CHECK(deliveries_of(s, "Create", uri) == 2);
    // Whoever is named as a collaborator is asked as well: for a Federwerk, and in words for all others.
    CHECK(deliveries_of(s, "CreditRequest", uri) == 1);
    CHECK(s.count("activity WHERE type = 'Create'") == 2);
    CHECK(s.count("delivery") == 4);
    auto const create = json::document::parse(
        s.text("SELECT body FROM activity WHERE type = 'Create' AND object_uri = '" + uri + "'"));
    REQUIRE(create);
    CHECK(create->root()["proof"].is_object());
    CHECK(text_of(create->root()["object"]["id"]) == text_of(root["uri"]));
    CHECK(create->root()["object"]["collaborators"].present() == false);
}

TEST_CASE("each local badge announces a public highlight twice to its followers", "[server][highlights]")
{
    site s;
    auto const alice = s.member("alice");
    s.follow(s.remote_actor("https://l.test/u/lemmy").id, s.badge_actor("rust"));
    s.publish(alice, R"({"headline":"One","badges":["rust","cpp"]})");
    CHECK(s.count("activity WHERE type = 'Announce'") == 4);
    CHECK(s.count("announce") == 2);
    CHECK(s.count("delivery d JOIN activity a ON a.id = d.activity_id WHERE a.type = 'Announce'") == 2);
    s.publish(alice, R"({"headline":"Two","badges":["rust"],"visibility":"followers"})");
    CHECK(s.count("announce") == 2);
}

TEST_CASE("what is refused names its field and leaves nothing behind", "[server][highlights]")
{
    auto const [body, field] = GENERATE(table<std::string, std::string>({
        {R"({"headline":""})", "headline"},
        {R"({"markdown":"x"})", "headline"},
        {R"({"headline":"x","badges":["no-such-badge"]})", "badges"},
        {R"({"headline":"x","visibility":"friends"})", "visibility"},
        {R"({"headline":"x","happened":{"from":"2026-02-30"}})", "happened.from"},
        {R"({"headline":"x","happened":{"to":"2026-02-20"}})", "happened.from"},
        {R"({"headline":"x","media":["12345"]})", "media"},
        {R"({"headline":"x","media":["abc"]})", "media"},
        {R"({"headline":"x","links":["javascript:x"]})", "links"},
        {R"({"headline":"x","likes":5})", "likes"},
        {R"({"headline":"x","audience":["nobody"],"visibility":"named"})", "audience"},
    }));
    site s;
    auto const refused = publish(s, s.member("alice"), body);
    CAPTURE(body, refused.body);
    CHECK(refused.status == 422);
    CHECK(field_of(refused) == field);
    CHECK(s.count("highlight") == 0);
    CHECK(s.count("activity") == 0);
}

TEST_CASE("a backdated highlight is stored and in the outbox, but reaches nobody", "[server][highlights]")
{
    site s;
    auto const alice = s.member("alice"), bo = s.member("bo");
    s.follow(s.remote_actor("https://b.test/u/bo").id, alice.actor.id);
    s.follow(bo.actor.id, alice.actor.id);
    s.publish(alice, R"({"headline":"Founded it","badges":["founder"],"happened":{"from":"2015-05-01"}})");
    CHECK(s.count("activity WHERE type = 'Create'") == 1);
    CHECK(s.count("activity WHERE type = 'Announce'") == 0);
    CHECK(s.count("delivery") == 0);
    CHECK(s.count("multiverse_item") == 0);
}

TEST_CASE("a highlight for named people is theirs and the author's alone", "[server][highlights]")
{
    site s;
    auto const alice = s.member("alice"), bo = s.member("bo"), cy = s.member("cy");
    s.follow(cy.actor.id, alice.actor.id);
    auto const made =
        s.publish(alice, R"({"headline":"For Bo","visibility":"named","audience":["@bo@a.test"]})");
    auto const path = site::api + "/highlights/" + text_of(made.root()["id"]);
    CHECK(s.get(path, alice.token).status == 200);
    CHECK(s.get(path, bo.token).status == 200);
    CHECK(s.get(path, cy.token).status == 404);
    auto const absent = s.get(site::api + "/highlights/1", cy.token), hidden = s.get(path, {});
    CHECK(hidden.status == absent.status);
    CHECK(hidden.body == absent.body);
}

TEST_CASE("others do not see the Markdown, the collaborators or the named people", "[server][highlights]")
{
    site s;
    auto const alice = s.member("alice"), bo = s.member("bo");
    auto const made = s.publish(alice, R"({"headline":"x","markdown":"*x*","collaborators":["bo@b.test"]})");
    auto const seen = s.get(site::api + "/highlights/" + text_of(made.root()["id"]), bo.token);
    s.fits(seen, "highlight");
    CHECK(seen.body.find("markdown") == std::string::npos);
    CHECK(seen.body.find("bo@b.test") == std::string::npos);
}

TEST_CASE("an edit keeps a revision, is answered whole and told to followers", "[server][highlights]")
{
    site s;
    auto const alice = s.member("alice"), bo = s.member("bo");
    s.follow(s.remote_actor("https://b.test/u/bo").id, alice.actor.id);
    s.follow(s.remote_actor("https://l.test/u/le").id, s.badge_actor("rust"));
    auto const made = s.publish(alice, R"({"headline":"One","markdown":"*x*","badges":["rust"]})");
    auto const path = site::api + "/highlights/" + text_of(made.root()["id"]);
    CHECK(s.send(http::method::patch, path, bo.token, R"({"headline":"Stolen"})").status == 404);
    auto const edited =
        s.send(http::method::patch, path, alice.token, R"({"headline":"Two","badges":["cpp"]})");
    CHECK(edited.status == 200);
    s.fits(edited, "highlight_own");
    CHECK(edited.body.find("<em>x</em>") != std::string::npos);
    CHECK(s.text("SELECT headline FROM highlight") == "Two");
    CHECK(s.text("SELECT headline FROM highlight_revision") == "One");
    CHECK(s.count("delivery d JOIN activity a ON a.id = d.activity_id WHERE a.type = 'Update'") == 1);
    CHECK(s.count("delivery d JOIN activity a ON a.id = d.activity_id WHERE a.type = 'Undo'") == 1);
    CHECK(s.send(http::method::patch, path, alice.token, R"({"visibility":"named"})").status == 422);
}

TEST_CASE("a deletion leaves a tombstone and is told to all who may have it", "[server][highlights]")
{
    site s;
    auto const alice = s.member("alice"), bo = s.member("bo");
    s.follow(s.remote_actor("https://b.test/u/bo").id, alice.actor.id);
    s.follow(s.remote_actor("https://l.test/u/le").id, s.badge_actor("rust"));
    s.follow(bo.actor.id, alice.actor.id);
    auto const made = s.publish(alice, R"({"headline":"One","badges":["rust"]})");
    auto const path = site::api + "/highlights/" + text_of(made.root()["id"]);
    CHECK(s.send(http::method::delete_, path, bo.token).status == 404);
    CHECK(s.send(http::method::delete_, path, alice.token).status == 204);
    CHECK(s.get(path, alice.token).status == 404);
    CHECK(s.send(http::method::delete_, path, alice.token).status == 404);
    CHECK(s.text("SELECT uri FROM tombstone") == text_of(made.root()["uri"]));
    CHECK(s.count("multiverse_item") == 0);
    CHECK(s.count("delivery d JOIN activity a ON a.id = d.activity_id WHERE a.type = 'Delete'") == 2);
    CHECK(s.count("delivery d JOIN activity a ON a.id = d.activity_id WHERE a.type = 'Undo'") == 1);
}

TEST_CASE("a creation that is asked for twice with one key happens once", "[server][highlights]")
{
    site s;
    auto const alice = s.member("alice");
    auto const once = s.send(http::method::post, site::api + "/highlights", alice.token,
                             R"({"headline":"x"})", {{"Idempotency-Key", "k"}});
    auto const again = s.send(http::method::post, site::api + "/highlights", alice.token,
                              R"({"headline":"x"})", {{"Idempotency-Key", "k"}});
    CHECK(once.status == 201);
    CHECK(again.body == once.body);
    CHECK(s.count("highlight") == 1);
}

TEST_CASE("a highlight for named people goes to its collaborators where nobody else is named",
          "[server][highlights]")
{
    site s;
    auto const alice = s.member("alice");
    auto const bo = s.remote_actor("https://b.test/u/bo"), cy = s.remote_actor("https://c.test/u/cy");
    s.follow(cy.id, alice.actor.id);
    auto const made = s.publish(
        alice, R"({"headline":"x","visibility":"named","collaborators":["bo@b.test"],"badges":["rust"]})");
    CHECK(text_of(made.root()["audience"].at(0)) == bo.uri);
    auto const uri = text_of(made.root()["uri"]);
    CHECK(deliveries_of(s, "Create", uri) == 1);
    CHECK(deliveries_of(s, "CreditRequest", uri) == 1);
    CHECK(s.count("delivery") == 3);
    CHECK(s.count("delivery d JOIN peer_inbox i ON i.id = d.inbox_id WHERE i.uri LIKE 'https://c.test/%'") ==
          0);
    CHECK(s.count("announce") == 0);
    CHECK(s.count("activity WHERE body LIKE '%#Public%'") == 0);
}

TEST_CASE("two edits at the same time do not swallow each other", "[server][highlights]")
{
    site s;
    auto const alice = s.member("alice");
    auto const made = s.publish(alice, R"({"headline":"One"})");
    auto const path = site::api + "/highlights/" + text_of(made.root()["id"]);
    std::vector<unsigned> statuses(4);
    std::vector<std::thread> edits;
    for (std::size_t i = 0; i < statuses.size(); ++i)
        edits.emplace_back([&, i] {
            statuses[i] = s.send(http::method::patch, path, alice.token, R"({"headline":"Two"})").status;
        });
    for (auto& each : edits)
        each.join();
    auto const done = std::ranges::count(statuses, 200u), refused = std::ranges::count(statuses, 409u);
    CHECK(done >= 1);
    CHECK(done + refused == 4);
    CHECK(s.count("highlight_revision") == done);
    CHECK(s.count("activity WHERE type = 'Update'") == done);
}
