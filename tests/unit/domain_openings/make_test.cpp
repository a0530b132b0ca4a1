// SPDX-License-Identifier: AGPL-3.0-or-later
#include "drafts.hpp"

#include <functional>

using namespace federwerk;
using namespace federwerk::tests;

namespace {

struct broken {
    std::string field;
    std::function<void(domain::opening_draft&)> how;
};
using texts = std::vector<std::string>;
using draft = domain::opening_draft;
using std::chrono::days;

domain::location at(double latitude, double longitude)
{
    return {"Zürich", latitude, longitude, 50};
}

} // namespace

TEST_CASE("an openness lasts as long as is allowed, unless its end is given", "[domain][openings]")
{
    auto const o = made(openness());
    CHECK(o.form == domain::opening_form::openness);
    CHECK(o.actor_id == alice.id);
    CHECK(o.ends_at == now + days(180));
    CHECK(o.terms == std::vector{domain::term::unpaid});
    CHECK(o.seats.size() == 1);
    CHECK(o.seats.front().kind == "podcast-guest");
    CHECK(o.is_public());
    CHECK(o.is_open(now));
    CHECK_FALSE(o.is_open(o.ends_at));
    auto d = openness();
    d.ends_at = now + days(10);
    CHECK(made(d).ends_at == now + days(10));
}

TEST_CASE("a call looks for people, has seats, and lasts 90 days at most", "[domain][openings]")
{
    auto const o = made(call());
    CHECK(o.direction == domain::direction::looking);
    CHECK(o.ends_at == now + days(90));
    REQUIRE(o.seats.size() == 2);
    CHECK(o.seats[0].places == 2);
    CHECK(o.seats[1].position == 1);
}

TEST_CASE("what an openness may have, it may have at its limit", "[domain][openings]")
{
    auto d = openness();
    d.markdown = std::string(280, 'x');
    d.questions = {"What?", "When?", std::string(200, 'y')};
    d.languages = {"de", "en-GB", "zh-Hant-TW"};
    d.capacity = 1000;
    d.terms = {"swap", "credit", "swap"};
    d.in_exchange = "code-review";
    d.ends_at = now + days(180);
    d.where = at(-90, 180);
    d.at_distance = false;
    d.exclusions = {"@bo@b.test", "evil.test", "localhost:8080"};
    d.audience = "two_credits";
    auto const o = made(d);
    CHECK(o.terms.size() == 2);
    CHECK(o.where->radius_km == 50);
    CHECK_FALSE(o.is_public());
}

TEST_CASE("what breaks a rule of openness is refused by the name of its field", "[domain][openings]")
{
    auto const each = GENERATE(values<broken>({
        {"kind", [](draft& d) { d.seats.front().kind = "juggling"; }},
        {"kind", [](draft& d) { d.seats.clear(); }},
        {"kind", [](draft& d) { d.seats.push_back(d.seats.front()); }},
        {"direction", [](draft& d) { d.direction = "both"; }},
        {"direction", [](draft& d) { d.direction.clear(); }},
        {"title", [](draft& d) { d.title = "A title"; }},
        {"note", [](draft& d) { d.markdown = std::string(281, 'x'); }},
        {"terms", [](draft& d) { d.terms.clear(); }},
        {"terms", [](draft& d) { d.terms = {"free"}; }},
        {"in_exchange", [](draft& d) { d.in_exchange = "mentoring"; }},
        {"in_exchange",
         [](draft& d) {
             d.terms = {"swap"};
             d.in_exchange = "juggling";
         }},
        {"badges",
         [](draft& d) {
             d.seats.front().badges = {"rust", "rust"};
         }},
        {"badges", [](draft& d) { d.seats.front().badges = texts(13, "x"); }},
        {"questions", [](draft& d) { d.questions = texts(4, "Why?"); }},
        {"questions", [](draft& d) { d.questions = {" "}; }},
        {"questions", [](draft& d) { d.questions = {std::string(201, 'x')}; }},
        {"languages", [](draft& d) { d.languages = {"german language"}; }},
        {"languages", [](draft& d) { d.languages = texts(11, "de"); }},
        {"language", [](draft& d) { d.language = "x"; }},
        {"capacity", [](draft& d) { d.capacity = 0; }},
        {"capacity", [](draft& d) { d.capacity = 1001; }},
        {"ends_at", [](draft& d) { d.ends_at = now; }},
        {"ends_at", [](draft& d) { d.ends_at = now + days(180) + std::chrono::milliseconds(1); }},
        {"place", [](draft& d) { d.at_distance = false; }},
        {"place.name", [](draft& d) { d.where = domain::location{}; }},
        {"place.latitude", [](draft& d) { d.where = at(90.1, 0); }},
        {"place.longitude", [](draft& d) { d.where = at(0, -180.1); }},
        {"place.latitude", [](draft& d) { d.where = domain::location{"X", 1.0, {}, {}}; }},
        {"place.radius_km", [](draft& d) { d.where = domain::location{"X", 1.0, 1.0, -1}; }},
        {"audience", [](draft& d) { d.audience = "friends"; }},
        {"exclusions", [](draft& d) { d.exclusions = {"bo"}; }},
        {"exclusions", [](draft& d) { d.exclusions = {"@"}; }},
        {"exclusions", [](draft& d) { d.exclusions = texts(51, "b.test"); }},
    }));
    CAPTURE(each.field);
    auto d = openness();
    each.how(d);
    CHECK(names(domain::make_opening(d, alice, now), each.field));
}

TEST_CASE("what breaks a rule of calls is refused by the name of its field", "[domain][openings]")
{
    auto const each = GENERATE(values<broken>({
        {"title", [](draft& d) { d.title = " "; }},
        {"title", [](draft& d) { d.title = std::string(201, 'x'); }},
        {"text", [](draft& d) { d.markdown = "\n "; }},
        {"text", [](draft& d) { d.markdown = std::string(5001, 'x'); }},
        {"direction", [](draft& d) { d.direction = "offering"; }},
        {"seats", [](draft& d) { d.seats.clear(); }},
        {"seats", [](draft& d) { d.seats.assign(21, d.seats.front()); }},
        {"seats[1].kind", [](draft& d) { d.seats[1].kind = "juggling"; }},
        {"seats[0].places", [](draft& d) { d.seats[0].places = 0; }},
        {"seats[0].places", [](draft& d) { d.seats[0].places = 101; }},
        {"seats[0].badges",
         [](draft& d) {
             d.seats[0].badges = {"a", "a"};
         }},
        {"capacity", [](draft& d) { d.capacity = 2; }},
        {"ends_at", [](draft& d) { d.ends_at = now + days(91); }},
    }));
    CAPTURE(each.field);
    auto d = call();
    each.how(d);
    CHECK(names(domain::make_opening(d, alice, now), each.field));
}

TEST_CASE("all that is wrong is said at once", "[domain][openings]")
{
    auto d = openness();
    d.terms.clear();
    d.direction = "x";
    d.seats.front().kind = "x";
    auto const refused = domain::make_opening(d, alice, now);
    CHECK(names(refused, "terms"));
    CHECK(names(refused, "direction"));
    CHECK(names(refused, "kind"));
}

TEST_CASE("an organisation has no credits, so that nobody is two of them away", "[domain][openings]")
{
    auto d = call();
    d.audience = "two_credits";
    CHECK(domain::make_opening(d, alice, now));
    auto firm = alice;
    firm.kind = domain::actor_kind::organization;
    CHECK(names(domain::make_opening(d, firm, now), "audience"));
}

TEST_CASE("the words of openings are read as they are written", "[domain][openings]")
{
    using domain::audience, domain::term, domain::opening_form;
    for (auto const a : {audience::everyone, audience::instance, audience::pacts,
                         audience::verified_organisations, audience::two_credits})
        CHECK(domain::parse_audience(domain::to_string(a)) == a);
    for (auto const t : {term::paid, term::unpaid, term::swap, term::equity, term::credit, term::expenses})
        CHECK(domain::parse_term(domain::to_string(t)) == t);
    for (auto const f : {opening_form::openness, opening_form::call})
        CHECK(domain::parse_opening_form(domain::to_string(f)) == f);
    CHECK_FALSE(domain::parse_term("Paid"));
}

TEST_CASE("an exclusion is a handle or a domain", "[domain][openings]")
{
    CHECK(domain::parse_exclusion("@Bo@B.test")->handle == "bo@b.test");
    CHECK(domain::parse_exclusion("  Evil.Test ")->domain == "evil.test");
    CHECK(domain::parse_exclusion("localhost:8080")->domain == "localhost:8080");
    for (auto const* text : {"", "@", "bo", "@bo", "a b.test", "bo@", "https://b.test/"})
        CHECK_FALSE(domain::parse_exclusion(text));
}
