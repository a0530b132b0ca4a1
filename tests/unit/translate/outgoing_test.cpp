// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/vocab/incoming.hpp"
#include "unit/translate/people.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::translate;
using namespace federwerk::tests;

namespace {

json::document parsed(std::string const& text)
{
    return json::document::parse(text).value();
}

std::string const everybody = "https://www.w3.org/ns/activitystreams#Public";

} // namespace

TEST_CASE("every actor that we emit fits its schema", "[translate][schema]")
{
    CHECK(why(member_document(uris, alice(), {badge("rust", 2)}, keys), "person.json") == "");
    auto organisation = alice();
    organisation.kind = domain::actor_kind::organization;
    organisation.icon_url = "https://a.test/media/a.png";
    organisation.moved_to = "https://b.test/u/alice";
    CHECK(why(member_document(uris, organisation, {}, keys), "person.json") == "");
    auto suspended = alice();
    suspended.state = domain::actor_state::suspended;
    CHECK(why(member_document(uris, suspended, {}, keys), "person.json") == "");
    auto group = alice();
    group.kind = domain::actor_kind::group;
    group.username = "badge.rust";
    CHECK(why(badge_document(uris, badge("rust", 2), group, alice().uri, keys), "badge.json") == "");
    CHECK(why(badge_document(uris, badge("rust", 2), group, "", keys), "badge.json") == "");
    auto instance = alice();
    instance.kind = domain::actor_kind::application;
    instance.uri = uris.instance_actor();
    CHECK(why(instance_document(uris, instance, {keys.rsa_pem, ""}), "application.json") == "");
    CHECK(why(stub_document(uris, alice(), keys), "stub.json") == "");
}

TEST_CASE("every activity that we emit fits its schema", "[translate][schema]")
{
    std::string const id = "https://a.test/ap/activities/5", them = "https://b.test/u/bo",
                      theirs = "https://b.test/f/1";
    auto const h = shipped();
    auto const said = create(uris, id, h, alice());
    CHECK(why(note_document(uris, h, alice()), "note.json") == "");
    CHECK(why(said, "create.json") == "");
    CHECK(why(update(uris, id, h, alice()), "update.json") == "");
    CHECK(why(update_actor(uris, id, alice(), member_document(uris, alice(), {}, keys)), "update.json") ==
          "");
    CHECK(why(delete_(uris, id, alice().uri, h.uri, {everybody}, {}), "delete.json") == "");
    CHECK(why(delete_(uris, id, alice().uri, alice().uri, {everybody}, {}), "delete.json") == "");
    CHECK(why(tombstone_document(h.uri, "Note", noon), "tombstone.json") == "");
    CHECK(why(follow(uris, id, alice().uri, them), "follow.json") == "");
    CHECK(why(undo_follow(uris, id, uris.activity({4}), alice().uri, them), "undo.json") == "");
    CHECK(why(accept_follow(uris, id, theirs, them, alice().uri), "accept.json") == "");
    CHECK(why(reject_follow(uris, id, theirs, them, alice().uri), "reject.json") == "");
    CHECK(why(answer_interaction("Reject", id, alice().uri, them, theirs), "reject.json") == "");
    CHECK(why(announce_note(uris, id, uris.badge({3}), h, alice().uri), "announce.json") == "");
    CHECK(why(announce_create(uris, id, uris.badge({3}), said, noon), "announce.json") == "");
    CHECK(why(undo_announce(uris, id, uris.badge({3}), uris.activity({4}), h.uri), "undo.json") == "");
}

TEST_CASE("a schema refuses what must never be on a highlight", "[translate][schema]")
{
    auto text = note_document(uris, shipped(), alice());
    auto const member = GENERATE(as<std::string>{}, R"("name":"x")", R"("summary":"x")", R"("inReplyTo":"")",
                                 R"("replies":"https://a.test/r")", R"("likes":"https://a.test/l")");
    text.insert(1, member + ",");
    CHECK_FALSE(fits(text, "note.json"));
}

TEST_CASE("a highlight begins with its headline and ends with its badges", "[translate][note]")
{
    auto const document = parsed(note_document(uris, shipped(), alice()));
    auto const content = std::string(*document.root()["content"].text());
    CHECK(content ==
          "<p><strong>Shipped v2 &lt;now&gt;</strong></p><p>Text</p>"
          "<p><a href=\"https://x.test/?a=1&amp;b=2\" rel=\"nofollow noopener\">The &quot;post&quot;</a></p>"
          "<p><a href=\"https://a.test/badges/c-plus-plus\" class=\"mention hashtag\" "
          "rel=\"tag\">#<span>cplusplus</span></a> "
          "<a href=\"https://a.test/badges/founder\" class=\"mention hashtag\" "
          "rel=\"tag\">#<span>founder</span></a></p>");
    CHECK(document.root()["contentMap"]["en"].text() == content);
}

TEST_CASE("quirk 22: Note and Create say to and cc, and say the same", "[translate][quirk]")
{
    auto const seen_by =
        GENERATE(domain::visibility::public_, domain::visibility::followers, domain::visibility::named);
    auto h = shipped();
    h.seen_by = seen_by;
    h.audience = {"https://b.test/u/bo"};
    auto const document = parsed(create(uris, "https://a.test/ap/activities/5", h, alice()));
    auto const activity = document.root(), note = activity["object"];
    CHECK(activity["to"].is_array());
    CHECK(activity["cc"].is_array());
    CHECK(activity["to"].write() == note["to"].write());
    CHECK(activity["cc"].write() == note["cc"].write());
    bool const open = activity["to"].write().find("Public") != std::string::npos;
    CHECK(open == (seen_by == domain::visibility::public_));
    CHECK(note["audience"].present() == open);
    CHECK((note["tag"].write().find("Mention") != std::string::npos) ==
          (seen_by == domain::visibility::named));
}

TEST_CASE("a public highlight goes to everybody and to its primary badge alone", "[translate][note]")
{
    auto const sent = address(uris, shipped(), alice());
    CHECK(sent.to == std::vector<std::string>{everybody, uris.badge({21})});
    CHECK(sent.cc == std::vector<std::string>{alice().uri + "/followers"});
}

TEST_CASE("a highlight for followers goes to followers only", "[translate][note]")
{
    auto h = shipped();
    h.seen_by = domain::visibility::followers;
    auto const sent = address(uris, h, alice());
    CHECK(sent.to == std::vector<std::string>{alice().uri + "/followers"});
    CHECK(sent.cc.empty());
}

TEST_CASE("quirk 24: to, cc, tag and attachment are lists even when they are empty", "[translate][quirk]")
{
    auto h = shipped();
    h.badges.clear();
    h.pictures.clear();
    auto const document = parsed(note_document(uris, h, alice()));
    for (auto const name : {"to", "cc", "tag", "attachment"}) {
        CAPTURE(name);
        CHECK(document.root()[name].is_array());
    }
}

TEST_CASE("quirk 25: contentMap is there only beside content, and equals it", "[translate][quirk]")
{
    auto h = shipped();
    h.language.reset();
    CHECK_FALSE(parsed(note_document(uris, h, alice())).root()["contentMap"].present());
}

TEST_CASE("quirk 26: dates are RFC 3339 with Z", "[translate][quirk]")
{
    auto const document = parsed(note_document(uris, shipped(), alice()));
    CHECK(document.root()["published"].text() == "2026-03-01T12:00:00.000Z");
}

TEST_CASE("quirk 16: an Accept echoes the whole Follow", "[translate][quirk]")
{
    auto const document = parsed(accept_follow(uris, "https://a.test/ap/activities/5", "https://b.test/f/1",
                                               "https://b.test/u/bo", alice().uri));
    auto const object = document.root()["object"];
    CHECK(object["id"].text() == "https://b.test/f/1");
    CHECK(object["actor"].text() == "https://b.test/u/bo");
    CHECK(object["object"].text() == alice().uri);
    CHECK(document.root()["actor"].text() == alice().uri);
}

TEST_CASE("quirk 8: an Update of an actor carries its keys and one context", "[translate][quirk]")
{
    auto const text = update_actor(uris, "https://a.test/ap/activities/5", alice(),
                                   member_document(uris, alice(), {}, keys));
    auto const document = parsed(text);
    CHECK(document.root()["object"]["publicKey"]["publicKeyPem"].present());
    CHECK(text.find("@context", 3) == std::string::npos);
}

TEST_CASE("quirk 21: no object that is embedded has a context of its own", "[translate][quirk]")
{
    auto const text = create(uris, "https://a.test/ap/activities/5", shipped(), alice());
    CHECK(text.find("{\"@context\":") == 0);
    CHECK(text.find("@context", 3) == std::string::npos);
}

TEST_CASE("the announced Create is the Create, byte for byte", "[translate][announce]")
{
    auto const said = create(uris, "https://a.test/ap/activities/5", shipped(), alice());
    CHECK(announce_create(uris, "https://a.test/ap/activities/6", uris.badge({3}), said, noon).find(said) !=
          std::string::npos);
}

TEST_CASE("nobody but the author may like, reply or quote, and that is never an empty list",
          "[translate][policy]")
{
    auto const document = parsed(note_document(uris, shipped(), alice()));
    auto const policy = document.root()["interactionPolicy"];
    for (auto const name : {"canLike", "canReply", "canQuote"}) {
        CAPTURE(name);
        CHECK(policy[name]["automaticApproval"].write() == "[\"https://a.test/ap/actors/1\"]");
        CHECK(policy[name]["always"].write() == "[\"https://a.test/ap/actors/1\"]");
    }
    CHECK(policy["canAnnounce"]["automaticApproval"].write() ==
          R"(["https://a.test/ap/actors/1","https://a.test/ap/badges/21","https://a.test/ap/badges/31"])");
}

TEST_CASE("only collaborators who have confirmed are named", "[translate][note]")
{
    auto h = shipped();
    h.collaborators = {{"bo@b.test", {}, {}}, {"kim@c.test", {}, noon}};
    auto const document = parsed(note_document(uris, h, alice()));
    CHECK(document.root()["highlight"]["collaborators"].write() == R"(["acct:kim@c.test"])");
}

TEST_CASE("the same highlight is the same bytes", "[translate][note]")
{
    CHECK(note_document(uris, shipped(), alice()) == note_document(uris, shipped(), alice()));
}

TEST_CASE("a stub tells nothing about the person", "[translate][actor]")
{
    auto const text = stub_document(uris, alice(), keys);
    CHECK(text.find("Alice") == std::string::npos);
    CHECK(text.find("Rust") == std::string::npos);
}

TEST_CASE("quirks 6, 19 and 20: every address of ours is on the configured origin", "[translate][quirk]")
{
    auto const note = parsed(note_document(uris, shipped(), alice()));
    for (auto const name : {"id", "url", "attributedTo", "audience"}) {
        CAPTURE(name);
        CHECK(note.root()[name].text()->starts_with("https://a.test/"));
    }
    auto const actor = parsed(member_document(uris, alice(), {}, keys));
    for (auto const name :
         {"id", "url", "inbox", "outbox", "followers", "following", "featured", "featuredTags"}) {
        CAPTURE(name);
        CHECK(actor.root()[name].text()->starts_with("https://a.test/"));
    }
    CHECK(actor.root()["endpoints"]["sharedInbox"].text() == "https://a.test/ap/inbox");
    CHECK(actor.root()["publicKey"]["id"].text()->starts_with(alice().uri + "#"));
}

TEST_CASE("quirk 27: every actor has an outbox and a key", "[translate][quirk]")
{
    auto instance = alice();
    instance.uri = uris.instance_actor();
    auto const document = parsed(instance_document(uris, instance, keys));
    CHECK(document.root()["outbox"].present());
    CHECK(document.root()["publicKey"]["publicKeyPem"].present());
}
