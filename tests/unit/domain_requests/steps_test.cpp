// SPDX-License-Identifier: AGPL-3.0-or-later
// The whole table: every state, every step, both parties.
#include "domain/request.hpp"
#include "support/results.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <set>

using namespace federwerk;
using namespace std::chrono_literals;
using domain::party;
using domain::request_state;
using domain::step;
using std::chrono::days;

namespace {

using enum domain::request_state;

core::time_point const start = core::time_point(std::chrono::sys_days(std::chrono::year(2026) / 6 / 1));
core::time_point const later = start + days(2);

constexpr request_state all_states[] = {sent,      interested, agreed,  done, credited,
                                        withdrawn, not_now,    expired, ended};
constexpr step all_steps[] = {step::withdraw, step::interest, step::not_now,
                              step::agree,    step::done,     step::end};

domain::request in_state(request_state state)
{
    domain::request r{.id = {1}, .sender_id = {2}, .receiver_id = {3}, .state = state};
    r.created_at = start;
    r.expires_at = start + domain::request_lasts;
    if (state == interested || state == agreed || state == done || state == credited || state == ended)
        r.interested_at = start + 1h;
    if (state == agreed || state == done || state == credited || state == ended)
        r.agreed_at = start + 2h;
    if (state == expired)
        r.closed_at = r.expires_at;
    return r;
}

// What may be done, and the state that follows; all else is refused.
struct way {
    party who;
    request_state from;
    step what;
    auto operator<=>(way const&) const = default;
};
std::map<way, request_state> const ways = {
    {{party::sender, sent, step::withdraw}, withdrawn},
    {{party::sender, interested, step::withdraw}, withdrawn},
    {{party::sender, not_now, step::withdraw}, withdrawn},
    {{party::receiver, sent, step::interest}, interested},
    {{party::receiver, sent, step::not_now}, not_now},
    {{party::receiver, interested, step::not_now}, not_now},
    {{party::receiver, sent, step::agree}, agreed},
    {{party::receiver, interested, step::agree}, agreed},
    {{party::sender, agreed, step::done}, agreed},
    {{party::receiver, agreed, step::done}, agreed},
    {{party::sender, agreed, step::end}, ended},
    {{party::receiver, agreed, step::end}, ended},
};
std::set<std::pair<party, step>> const never_theirs = {
    {party::receiver, step::withdraw},
    {party::sender, step::interest},
    {party::sender, step::not_now},
    {party::sender, step::agree},
};

} // namespace

TEST_CASE("each party does in each state what the table says, and nothing else", "[domain][requests]")
{
    for (auto const who : {party::sender, party::receiver})
        for (auto const from : all_states)
            for (auto const what : all_steps) {
                CAPTURE(who == party::sender, domain::to_string(from), domain::to_string(what));
                auto const taken = domain::take(in_state(from), what, who, later);
                auto const way = ways.find({who, from, what});
                REQUIRE(taken.has_value() == (way != ways.end()));
                if (taken)
                    CHECK((taken->state == way->second));
                else if (never_theirs.contains({who, what}))
                    CHECK((taken.error().code == errc::forbidden));
                else
                    CHECK((taken.error().code == errc::conflict));
            }
}

TEST_CASE("a refusal says the same words in every state", "[domain][requests]")
{
    std::set<std::string> words;
    for (auto const from : all_states)
        for (auto const what : {step::withdraw, step::done, step::end})
            if (auto const taken = domain::take(in_state(from), what, party::sender, later); !taken)
                words.insert(taken.error().safe);
    CHECK(words.size() == 1);
}

TEST_CASE("done is done when both have said it, each once", "[domain][requests]")
{
    auto const [first, second] =
        GENERATE(std::pair(party::sender, party::receiver), std::pair(party::receiver, party::sender));
    auto const half = domain::take(in_state(agreed), step::done, first, later);
    REQUIRE(half);
    CHECK((half->state == agreed));
    CHECK((domain::take(*half, step::done, first, later).error().code == errc::conflict));
    auto const whole = domain::take(*half, step::done, second, later + 1h);
    REQUIRE(whole);
    CHECK((whole->state == done));
    CHECK(whole->sender_done_at.has_value());
    CHECK(whole->receiver_done_at.has_value());
    CHECK((domain::take(*half, step::end, second, later)->state == ended));
}

TEST_CASE("interest gives both another 21 days, and opens the thread", "[domain][requests]")
{
    auto const before = in_state(sent);
    CHECK_FALSE(domain::has_thread(before));
    auto const after = domain::take(before, step::interest, party::receiver, later);
    REQUIRE(after);
    CHECK((after->interested_at == later));
    CHECK((after->expires_at == later + days(21)));
    CHECK(domain::has_thread(*after));
    CHECK(domain::may_write_in_thread(*after, later));
    auto const at_once = domain::take(before, step::agree, party::receiver, later);
    CHECK(domain::has_thread(*at_once));
}

TEST_CASE("the clock ends what waits, and nothing else", "[domain][requests]")
{
    for (auto const state : all_states) {
        CAPTURE(domain::to_string(state));
        auto const r = in_state(state);
        CHECK_FALSE(domain::expire(r, r.expires_at - 1ms));
        auto const after = domain::expire(r, r.expires_at + 5h);
        REQUIRE(after.has_value() == (state == sent || state == interested || state == not_now));
        if (!after)
            continue;
        CHECK((after->state == expired));
        CHECK((after->closed_at == r.expires_at)); // Not when the job came round
        for (auto const what : all_steps)
            for (auto const who : {party::sender, party::receiver})
                CHECK_FALSE(domain::take(r, what, who, r.expires_at));
    }
}

TEST_CASE("not now and silence look alike to the sender at every moment", "[domain][requests]")
{
    auto const talked = GENERATE(false, true);
    auto silent = in_state(talked ? interested : sent);
    auto declined = domain::take(silent, step::not_now, party::receiver, start + days(1)).value();
    CHECK((domain::shown(party::receiver, declined, start + days(1)).state == not_now));
    for (auto const at : {start + days(1), start + days(20), silent.expires_at - 1ms, silent.expires_at,
                          silent.expires_at + 1ms, start + days(400)}) {
        if (auto const over = domain::expire(silent, at); over && at > silent.expires_at) {
            silent = *over;
            declined = domain::expire(declined, at).value();
        }
        auto const one = domain::shown(party::sender, silent, at),
                   other = domain::shown(party::sender, declined, at);
        CHECK((one.state == other.state));
        CHECK((one.closed_at == other.closed_at));
        CHECK((one.expires_at == other.expires_at));
        CHECK((one.interested_at == other.interested_at));
        CHECK((one.state == (at < silent.expires_at ? (talked ? interested : sent) : expired)));
        CHECK(domain::may_write_in_thread(silent, at) == domain::may_write_in_thread(declined, at));
    }
}

TEST_CASE("what an introducer said is shown to the receiver and never to the sender", "[domain][requests]")
{
    for (auto const state : all_states) {
        CAPTURE(domain::to_string(state));
        auto r = in_state(state);
        r.introducer_id = core::snowflake{4};
        r.introduction = "I know her from work.";
        for (auto const at : {later, start + days(400)}) {
            CHECK(domain::shown(party::receiver, r, at).introduction == r.introduction);
            CHECK(domain::shown(party::sender, r, at).introduction.empty());
            CHECK(domain::shown(party::sender, r, at).introducer_id == r.introducer_id);
        }
    }
}

TEST_CASE("an answer that was on its way when our clock ended the request still counts", "[domain][requests]")
{
    auto const r = in_state(sent);
    auto const over = domain::expire(r, r.expires_at).value();
    auto const soon = r.expires_at + days(3), late = r.expires_at + days(7);
    for (auto const& each : {r, over}) {
        auto const revived = domain::before_expiry(each, soon);
        CHECK((revived.state == sent));
        CHECK_FALSE(revived.closed_at);
        CHECK((domain::take(revived, step::agree, party::receiver, soon)->state == agreed));
        CHECK_FALSE(domain::take(domain::before_expiry(each, late), step::agree, party::receiver, late));
    }
    CHECK((domain::before_expiry(in_state(withdrawn), soon).state == withdrawn));
}

TEST_CASE("states and steps have names that are read back", "[domain][requests]")
{
    for (auto const state : all_states)
        CHECK((domain::parse_request_state(domain::to_string(state)) == state));
    CHECK_FALSE(domain::parse_request_state("seen"));
    std::set<std::string_view> names;
    for (auto const what : all_steps)
        names.insert(domain::to_string(what));
    CHECK(names.size() == std::size(all_steps));
}

TEST_CASE("the thread is over with the request, and gone when one removes it", "[domain][requests]")
{
    for (auto const state : all_states) {
        CAPTURE(domain::to_string(state));
        auto r = in_state(state);
        r.interested_at = start + 1h;
        bool const open = state != withdrawn && state != expired && state != ended;
        CHECK(domain::has_thread(r));
        CHECK(domain::may_write_in_thread(r, later) == open);
        r.thread_removed_at = later;
        CHECK_FALSE(domain::has_thread(r));
        CHECK_FALSE(domain::may_write_in_thread(r, later));
    }
}
