// SPDX-License-Identifier: AGPL-3.0-or-later
#include "translate/outgoing_opening.hpp"
#include "unit/translate/people.hpp"
#include "unit/translate/read_opening.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::translate;
using namespace federwerk::tests;

namespace {

std::string const everybody = "https://www.w3.org/ns/activitystreams#Public";

domain::opening podcast()
{
    domain::opening o;
    o.id = {40};
    o.actor_id = {1};
    o.uri = uris.opening(o.id);
    o.direction = domain::direction::offering;
    o.html = "<p>About <em>compilers</em>.</p>";
    o.plain = "About compilers.";
    o.language = "en";
    o.terms = {domain::term::unpaid, domain::term::expenses};
    o.languages = {"en", "de"};
    o.questions = {"Which show & when?"};
    o.where = domain::location{"Zürich", 47.37, 8.54, 50};
    o.published = noon;
    o.ends_at = noon + std::chrono::days(90);
    domain::seat seat{
        .position = 0, .uri = o.uri + "#primary", .kind = "podcast-guest", .badges = {badge("rust", 20)}};
    o.seats = {seat};
    return o;
}

domain::opening crew()
{
    auto o = podcast();
    o.form = domain::opening_form::call;
    o.uri = uris.call(o.id);
    o.direction = domain::direction::looking;
    o.title = "A crew for a workshop";
    domain::seat first{.position = 0,
                       .uri = o.uri + "#primary",
                       .kind = "podcast-guest",
                       .badges = {},
                       .places = 3,
                       .taken = 1};
    domain::seat second{
        .position = 1, .uri = o.uri + "#seat-1", .kind = "workshop", .badges = {badge("go", 30)}};
    if (!domain::find_kind(second.kind))
        second.kind = "podcast-guest";
    o.seats = {first, second};
    return o;
}

} // namespace

TEST_CASE("an openness and a call fit their schema, alone and in their activities",
          "[translate][opening][schema]")
{
    auto const o = GENERATE(0, 1) == 0 ? podcast() : crew();
    std::string const id = "https://a.test/ap/activities/5";
    CHECK(why(note_document(uris, o, alice()), "opening.json") == "");
    CHECK(why(create(uris, id, o, alice()), "create.json") == "");
    CHECK(why(update(uris, id, o, alice()), "update.json") == "");
    CHECK(why(delete_(id, o, alice()), "delete.json") == "");
}

TEST_CASE("an opening is a Note that any server shows: no name, no summary, its words in content",
          "[translate][opening]")
{
    auto const tree = parsed(note_document(uris, podcast(), alice()));
    auto const note = tree.root();
    CHECK(note["type"].text() == "Note");
    CHECK_FALSE(note["name"].present());
    CHECK_FALSE(note["summary"].present());
    CHECK_FALSE(note["inReplyTo"].present());
    auto const content = std::string(note["content"].text().value());
    CHECK(note["contentMap"]["en"].text() == content);
    for (auto const* part : {"Open to: ", "<em>compilers</em>", "unpaid, expenses", "Zürich (50 km)",
                             "until 2026-05-30", "Which show &amp; when?", "/@alice/open/40"})
        CHECK(content.find(part) != std::string::npos);
    CHECK(note["purpose"].text() == "offer");
    CHECK(note["publishes"]["id"].text() == uris.opening({40}) + "#primary");
    CHECK(note["publishes"]["resourceConformsTo"].text() ==
          "https://w3id.org/federwerk/ns#kind-podcast-guest");
    CHECK(note["publishes"]["resourceQuantity"]["hasNumericalValue"].text() == "1");
}

TEST_CASE("an opening in German speaks German", "[translate][opening]")
{
    auto o = podcast();
    o.language = "de-CH";
    auto const html = opening_html(uris, o, alice());
    CHECK(html.find("Offen für: ") != std::string::npos);
    CHECK(html.find("unbezahlt, Auslagen") != std::string::npos);
    CHECK(html.find("von überall") != std::string::npos);
}

TEST_CASE("anybody may answer an opening with its owner's consent, and nothing else", "[translate][opening]")
{
    auto const tree = parsed(note_document(uris, podcast(), alice()));
    auto const policy = tree.root()["interactionPolicy"];
    CHECK(policy["canReply"]["manualApproval"].at(0).text() == everybody);
    for (auto const* act : {"canLike", "canReply", "canAnnounce", "canQuote"})
        CHECK(policy[act]["automaticApproval"].at(0).text() == alice().uri);
}

TEST_CASE("one that is not public names nobody who could be listed", "[translate][opening]")
{
    auto o = podcast();
    auto const exclusion = GENERATE(true, false);
    if (exclusion)
        o.exclusions = {{.actor_id = {}, .domain = "evil.test"}};
    else
        o.audience = domain::audience::two_credits;
    auto const text = create(uris, "https://a.test/ap/activities/5", o, alice());
    CHECK(text.find(everybody) ==
          text.find(everybody, text.find("manualApproval") - 10)); // In the policy alone
    CHECK(text.find("evil.test") == std::string::npos);
    CHECK(text.find("two_credits") == std::string::npos);
    auto const tree = parsed(text);
    CHECK(tree.root()["to"].at(0).text() == o.uri + "/audience");
    CHECK(tree.root()["to"].size() == 1);
    CHECK(tree.root()["cc"].size() == 0);
    CHECK(tree.root()["object"]["to"].at(0).text() == o.uri + "/audience");
    CHECK(read(note_document(uris, o, alice())).opening.audience == domain::audience::instance);
}

TEST_CASE("what Federwerk says of an opening, Federwerk reads", "[translate][opening]")
{
    auto const before = GENERATE(0, 1) == 0 ? podcast() : crew();
    auto const after = read(note_document(uris, before, alice()));
    auto const& o = after.opening;
    CHECK(o.uri == before.uri);
    CHECK(o.form == before.form);
    CHECK(o.direction == before.direction);
    CHECK(o.title == before.title);
    CHECK(o.html == before.html);
    CHECK(o.terms == before.terms);
    CHECK(o.languages == before.languages);
    CHECK(o.questions == before.questions);
    CHECK(o.where->name == "Zürich");
    CHECK(o.where->radius_km == 50);
    CHECK(o.at_distance);
    CHECK(o.ends_at == before.ends_at);
    CHECK(o.audience == domain::audience::everyone);
    REQUIRE(o.seats.size() == before.seats.size());
    for (std::size_t i = 0; i < o.seats.size(); ++i) {
        CHECK(o.seats[i].uri == before.seats[i].uri);
        CHECK(o.seats[i].kind == before.seats[i].kind);
        CHECK(o.seats[i].places == before.seats[i].places);
        CHECK(o.seats[i].taken == before.seats[i].taken);
        CHECK(after.badge_uris[i].size() == before.seats[i].badges.size());
    }
}

TEST_CASE("a full openness says to everybody that nothing is available, and until when to us",
          "[translate][opening]")
{
    auto o = podcast();
    o.published = core::now();
    o.full_until = o.published + std::chrono::days(3);
    o.ends_at = o.published + std::chrono::days(30);
    auto const text = note_document(uris, o, alice());
    CHECK(why(text, "opening.json") == "");
    CHECK(parsed(text).root()["publishes"]["availableQuantity"]["hasNumericalValue"].text() == "0");
    auto const full = read(text, core::now()).opening;
    CHECK(full.full_until == o.full_until);
    CHECK_FALSE(full.seats[0].full());
    o.full_until = core::now() - std::chrono::days(3); // Of a month that is over
    CHECK_FALSE(parsed(note_document(uris, o, alice())).root()["publishes"]["availableQuantity"].present());
}

TEST_CASE("a swap, and nothing but a swap, asks for something in return", "[translate][opening]")
{
    auto o = podcast();
    o.terms = {domain::term::swap};
    o.in_exchange = "podcast-guest";
    auto const tree = parsed(note_document(uris, o, alice()));
    CHECK(why(note_document(uris, o, alice()), "opening.json") == "");
    CHECK(tree.root()["reciprocal"]["id"].text() == o.uri + "#reciprocal");
    CHECK(read(note_document(uris, o, alice())).terms.at(o.uri + "#primary").reciprocal->uri ==
          o.uri + "#reciprocal");
    o.terms.push_back(domain::term::paid);
    CHECK_FALSE(parsed(note_document(uris, o, alice())).root()["reciprocal"].present());
    CHECK(read(note_document(uris, o, alice())).opening.in_exchange == "podcast-guest");
}
