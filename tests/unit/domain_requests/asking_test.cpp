// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/request.hpp"
#include "support/results.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

core::time_point const now = core::time_point(std::chrono::sys_days(std::chrono::year(2026) / 6 / 1));

domain::opening an_opening()
{
    domain::opening o;
    o.id = {10};
    o.actor_id = {20};
    o.uri = "https://a.test/ap/calls/10";
    o.form = domain::opening_form::call;
    o.questions = {"Why?", "When?"};
    o.ends_at = now + days(30);
    o.seats = {{.position = 0, .uri = o.uri + "#primary", .kind = "code_review"},
               {.position = 1, .uri = o.uri + "#seat-1", .kind = "design"}};
    return o;
}

domain::actor somebody()
{
    return {.id = {30}, .uri = "https://a.test/ap/actors/30"};
}

domain::request_draft a_draft()
{
    return {
        .opening_id = {10}, .position = 1, .message = " I can do that. ", .answers = {"Because", " Soon "}};
}

std::string text_of(std::size_t length)
{
    std::string out;
    while (length-- > 0)
        out += "ü";
    return out;
}

} // namespace

TEST_CASE("a request answers one seat of an open opening and waits 21 days", "[domain][requests]")
{
    auto const r = domain::make_request(a_draft(), an_opening(), somebody(), now);
    REQUIRE(r);
    CHECK(r->message == "I can do that.");
    CHECK(r->answers == std::vector<std::string>{"Because", "Soon"});
    CHECK(r->kind == "design");
    CHECK(r->position == 1);
    CHECK((r->receiver_id == core::snowflake{20}));
    CHECK((r->expires_at == now + days(21)));
    CHECK((r->state == domain::request_state::sent));
}

TEST_CASE("an opening that is over, full or one's own takes no requests", "[domain][requests]")
{
    auto o = an_opening();
    auto who = somebody();
    switch (GENERATE(0, 1, 2, 3, 4)) {
    case 0:
        o.ends_at = now;
        break;
    case 1:
        o.closed_at = now - 1h;
        break;
    case 2:
        o.full_until = now + 1ms;
        break;
    case 3:
        who.id = o.actor_id;
        break;
    case 4:
        o.seats[1].taken = 1;
        break;
    }
    auto const r = domain::make_request(a_draft(), o, who, now);
    REQUIRE_FALSE(r);
    CHECK((r.error().code == errc::conflict));
    CHECK_FALSE(domain::make_incoming_request(a_draft(), o, who, now));
}

TEST_CASE("a refused request names its fields", "[domain][requests]")
{
    struct row {
        char const* field;
        void (*change)(domain::request_draft&);
    };
    auto const [field, change] = GENERATE(values<row>({
        {"seat", [](auto& d) { d.position = 2; }},
        {"message", [](auto& d) { d.message = " \n"; }},
        {"message", [](auto& d) { d.message = text_of(601); }},
        {"answers", [](auto& d) { d.answers = {"One"}; }},
        {"answers",
         [](auto& d) {
             d.answers = {"One", " "};
         }},
        {"answers",
         [](auto& d) {
             d.answers = {"One", "Two", "Three"};
         }},
        {"answers",
         [](auto& d) {
             d.answers = {"One", text_of(601)};
         }},
    }));
    auto draft = a_draft();
    change(draft);
    auto const r = domain::make_request(draft, an_opening(), somebody(), now);
    REQUIRE_FALSE(r);
    CHECK((r.error().code == errc::invalid));
    REQUIRE(r.error().details.size() == 1);
    CHECK(r.error().details[0].field == field);
}

TEST_CASE("600 characters are counted as characters", "[domain][requests]")
{
    auto draft = a_draft();
    draft.message = text_of(600);
    CHECK(domain::make_request(draft, an_opening(), somebody(), now));
}

TEST_CASE("from elsewhere a request may say nothing, for others know no questions", "[domain][requests]")
{
    domain::request_draft draft{.opening_id = {10}};
    CHECK(domain::make_incoming_request(draft, an_opening(), somebody(), now));
    draft.answers = {"Only one"};
    CHECK_FALSE(domain::make_incoming_request(draft, an_opening(), somebody(), now));
    CHECK(domain::make_incoming_request(a_draft(), an_opening(), somebody(), now));
}

TEST_CASE("many declines lower how many strangers a day", "[domain][requests]")
{
    struct row {
        int answered, declined, a_day;
    };
    auto const [answered, declined, a_day] = GENERATE(values<row>({
        {0, 0, 20},
        {9, 9, 20},
        {10, 7, 20},
        {12, 9, 10},
        {10, 8, 10},
        {10, 9, 5},
        {50, 50, 5},
    }));
    domain::request_history h{.answered = answered, .declined = declined};
    CHECK(domain::strangers_a_day(h) == a_day);
    h.strangers_today = a_day - 1;
    CHECK(domain::check_may_request(h, {}));
    h.strangers_today = a_day;
    CHECK((domain::check_may_request(h, {}).error().code == errc::throttled));
}

TEST_CASE("an instance elsewhere asks as few strangers as one person, until people here were interested",
          "[domain][requests]")
{
    struct row {
        int answered, declined, a_day;
    };
    auto const [answered, declined, a_day] = GENERATE(values<row>({
        {0, 0, 20},
        {5, 0, 40},
        {50, 0, 220},
        {50, 25, 120},
        {50, 40, 30},
        {50, 50, 5},
    }));
    domain::request_history const h{.of_host = true, .answered = answered, .declined = declined};
    CHECK(domain::strangers_a_day(h) == a_day);
}

TEST_CASE("who agreed once is asked at will, others a few times a day, and strangers first of all count",
          "[domain][requests]")
{
    domain::request_history const had_enough{.strangers_today = domain::strangers_at_first};
    CHECK_FALSE(domain::check_may_request(had_enough, {}));
    CHECK(domain::check_may_request(had_enough, {.agreed = true, .asked_today = 100}));
    CHECK(domain::check_may_request(had_enough, {.asked_today = domain::most_to_one_a_day - 1}));
    auto const refused = domain::check_may_request({}, {.asked_today = domain::most_to_one_a_day});
    REQUIRE_FALSE(refused);
    CHECK((refused.error().code == errc::throttled));
}
