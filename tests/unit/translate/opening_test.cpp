// SPDX-License-Identifier: AGPL-3.0-or-later
#include "translate/incoming.hpp"
#include "translate/outgoing_opening.hpp"
#include "unit/translate/people.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::translate;
using namespace federwerk::tests;

namespace {

std::string const everybody = "https://www.w3.org/ns/activitystreams#Public";

json::document parsed(std::string const& text)
{
    return json::document::parse(text).value();
}

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

remote_opening read(std::string const& document, core::time_point now = noon + std::chrono::hours(1))
{
    auto const tree = parsed(document);
    return to_opening(vocab::read_note(tree.root()).value(), now).value();
}

remote_opening foreign(std::string const& further, core::time_point now = noon)
{
    return read(R"({"id":"https://b.test/p/1","type":"Note","attributedTo":"https://b.test/u/bo",)"
                R"("published":"2026-02-01T00:00:00Z","to":"as:Public")" +
                    further + "}",
                now);
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

TEST_CASE("a swap, and nothing but a swap, asks for something in return", "[translate][opening]")
{
    auto o = podcast();
    o.terms = {domain::term::swap};
    o.in_exchange = "podcast-guest";
    auto const tree = parsed(note_document(uris, o, alice()));
    CHECK(why(note_document(uris, o, alice()), "opening.json") == "");
    CHECK(tree.root()["reciprocal"]["id"].text() == o.uri + "#reciprocal");
    CHECK(read(note_document(uris, o, alice())).terms.at(0).reciprocal->uri == o.uri + "#reciprocal");
    o.terms.push_back(domain::term::paid);
    CHECK_FALSE(parsed(note_document(uris, o, alice())).root()["reciprocal"].present());
    CHECK(read(note_document(uris, o, alice())).opening.in_exchange == "podcast-guest");
}

TEST_CASE("a proposal of somebody who knows nothing of Federwerk is an opening", "[translate][opening]")
{
    auto const in =
        foreign(R"(,"purpose":"request","name":"Need a hand","content":"<p>Now</p>",)"
                R"("publishes":{"type":"Intent","resourceConformsTo":"https://www.wikidata.org/wiki/Q1",)"
                R"("resourceQuantity":{"hasUnit":"hour","hasNumericalValue":"3"}})");
    CHECK(in.opening.form == domain::opening_form::call);
    CHECK(in.opening.direction == domain::direction::looking);
    CHECK(in.opening.title == "Need a hand");
    CHECK(in.opening.html == "<p>Now</p>");
    REQUIRE(in.opening.seats.size() == 1);
    CHECK(in.opening.seats[0].kind.empty());
    CHECK(in.opening.seats[0].uri == "https://b.test/p/1#primary");
    CHECK(in.terms[0].unit == "hour");
    CHECK(in.terms[0].quantity == "3");
    CHECK(in.opening.at_distance);
}

TEST_CASE("a kind that we know is recognised by its address", "[translate][opening]")
{
    auto const in = foreign(
        R"(,"publishes":[{"resourceConformsTo":"https://w3id.org/federwerk/ns#kind-podcast-guest"}])");
    CHECK(in.opening.form == domain::opening_form::openness);
    CHECK(in.opening.direction == domain::direction::offering);
    CHECK(in.opening.seats[0].kind == "podcast-guest");
    auto const invented =
        foreign(R"(,"publishes":[{"resourceConformsTo":"https://w3id.org/federwerk/ns#kind-inventing"}])");
    CHECK(invented.opening.seats[0].kind.empty());
}

TEST_CASE("nothing holds for ever: no end is 90 days, and a far one is cut", "[translate][opening]")
{
    auto const said = core::parse_rfc3339("2026-02-01T00:00:00Z").value();
    auto const end = [&](std::string const& further) {
        return foreign(R"(,"publishes":{})" + further).opening.ends_at;
    };
    CHECK(end("") == said + std::chrono::days(90));
    CHECK(end(R"(,"endTime":"2026-02-20T00:00:00Z")") == core::parse_rfc3339("2026-02-20T00:00:00Z").value());
    CHECK(end(R"(,"endTime":"9999-01-01T00:00:00Z")") == said + domain::longest_openness);
    CHECK(end(R"(,"purpose":"request","endTime":"9999-01-01T00:00:00Z")") == said + domain::longest_call);
    CHECK(end(R"(,"endTime":"9999-01-01T00:00:00Z","updated":"2026-02-11T00:00:00Z")") ==
          said + std::chrono::days(10) + domain::longest_openness);
}

TEST_CASE("no opening is from the future or from before the flood", "[translate][opening]")
{
    auto const published =
        GENERATE(as<std::string>{}, "9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "nonsense");
    auto const in = read(R"({"id":"https://b.test/p/1","type":"Note","attributedTo":"https://b.test/u/bo",)"
                         R"("to":"as:Public","publishes":{},"published":")" +
                             published + "\"}",
                         noon);
    CHECK(in.opening.published <= noon);
    CHECK(in.opening.published >= core::time_point{});
    CHECK(in.opening.ends_at >= in.opening.published);
}

TEST_CASE("places that are none are left out", "[translate][opening]")
{
    auto const in =
        foreign(R"(,"publishes":{},"location":{"type":"Place","name":"X","latitude":1e300,"longitude":8,)"
                R"("radius":1e300})");
    CHECK(in.opening.where->name == "X");
    CHECK_FALSE(in.opening.where->latitude);
    CHECK_FALSE(in.opening.where->longitude);
    CHECK_FALSE(in.opening.where->radius_km);
    CHECK_FALSE(in.opening.at_distance);
    CHECK(foreign(R"(,"publishes":{},"location":{"name":"X","radius":1500})").opening.where->radius_km == 2);
}

TEST_CASE("a seat named twice is one, and a call has so many at most", "[translate][opening]")
{
    std::string many = R"({"id":"https://b.test/p/1#a"},{"id":"https://b.test/p/1#a"})";
    for (int i = 0; i < 40; ++i)
        many += R"(,{"id":"https://b.test/p/1#)" + std::to_string(i) + "\"}";
    auto const in = foreign(R"(,"publishes":{},"opening":{"form":"call","seats":[)" + many + "]}");
    CHECK(in.opening.seats.size() <= 20);
    CHECK(in.opening.seats[1].uri == "https://b.test/p/1#0");
    CHECK(in.opening.seats[1].position == 1);
}
