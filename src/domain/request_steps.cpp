// SPDX-License-Identifier: AGPL-3.0-or-later
// The steps of a request, as a table, and what the clock does to it.
#include "domain/request.hpp"
#include "domain/spoken.hpp"

#include <algorithm>
#include <array>

namespace federwerk::domain {

namespace {

constexpr bool by_sender = true, by_receiver = true;
struct rule {
    step what;
    std::string_view name;
    bool sender, receiver; // Who may
    std::vector<request_state> from;
};

rule const& rule_of(step what)
{
    using enum request_state;
    // not_now among what can be withdrawn: the sender must not notice a difference to silence.
    static rule const rules[] = {
        {step::withdraw, "withdraw", by_sender, false, {sent, interested, not_now}},
        {step::interest, "interest", false, by_receiver, {sent}},
        {step::not_now, "not_now", false, by_receiver, {sent, interested}},
        {step::agree, "agree", false, by_receiver, {sent, interested}},
        {step::done, "done", by_sender, by_receiver, {agreed}},
        {step::end, "end", by_sender, by_receiver, {agreed}},
    };
    return *std::ranges::find(rules, what, &rule::what);
}

bool waits(request_state state)
{
    return state == request_state::sent || state == request_state::interested ||
           state == request_state::not_now;
}

bool is_over(request const& r, core::time_point now)
{
    return waits(r.state) && r.expires_at <= now;
}

// The same words whatever the state is, or they would say what the sender must not know.
failure not_allowed(request const& r, rule const& rule)
{
    return {errc::conflict,
            std::string(rule.name) + " of a request that is " + std::string(to_string(r.state)),
            "This request does not allow that any more."};
}

void close(request& r, request_state state, core::time_point now)
{
    r.state = state;
    r.closed_at = now;
}

void say_done(request& r, party who, core::time_point now)
{
    (who == party::sender ? r.sender_done_at : r.receiver_done_at) = now;
    if (r.sender_done_at && r.receiver_done_at)
        r.state = request_state::done;
}

void apply(request& r, step what, party who, core::time_point now)
{
    switch (what) {
    case step::withdraw:
        return close(r, request_state::withdrawn, now);
    case step::end:
        return close(r, request_state::ended, now);
    case step::interest:
        r.state = request_state::interested;
        r.interested_at = now;
        r.expires_at = now + request_lasts;
        return;
    case step::not_now:
        r.state = request_state::not_now;
        return;
    case step::agree:
        r.state = request_state::agreed;
        r.agreed_at = now;
        r.interested_at = r.interested_at.value_or(now);
        return;
    case step::done:
        return say_done(r, who, now);
    }
}

} // namespace

std::string_view to_string(step what)
{
    return rule_of(what).name;
}

result<request> take(request before, step what, party who, core::time_point now)
{
    auto const& rule = rule_of(what);
    if (!(who == party::sender ? rule.sender : rule.receiver))
        return failure{errc::forbidden, std::string(rule.name) + " by the other party",
                       "That is for the other one to say."};
    auto const said = who == party::sender ? before.sender_done_at : before.receiver_done_at;
    if (std::ranges::find(rule.from, before.state) == rule.from.end() || is_over(before, now) ||
        (what == step::done && said))
        return not_allowed(before, rule);
    apply(before, what, who, now);
    return before;
}

std::optional<request> expire(request const& before, core::time_point now)
{
    if (!is_over(before, now))
        return std::nullopt;
    auto after = before;
    close(after, request_state::expired, before.expires_at);
    return after;
}

request before_expiry(request r, core::time_point now)
{
    if (!(r.state == request_state::expired || is_over(r, now)) || r.expires_at + late_answer <= now)
        return r;
    if (r.state == request_state::expired)
        r.state = r.interested_at ? request_state::interested : request_state::sent;
    r.closed_at.reset();
    r.expires_at = now + late_answer;
    return r;
}

request shown(party who, request r, core::time_point now)
{
    if (who == party::sender)
        r.introduction.clear(); // What the introducer said was for the receiver alone
    if (auto const ended = expire(r, now))
        return *ended;
    if (who == party::sender && r.state == request_state::not_now)
        r.state = r.interested_at ? request_state::interested : request_state::sent;
    return r;
}

bool has_thread(request const& r)
{
    return r.interested_at && !r.thread_removed_at;
}

bool may_write_in_thread(request const& r, core::time_point now)
{
    using enum request_state;
    return has_thread(r) && !is_over(r, now) &&
           (waits(r.state) || r.state == agreed || r.state == done || r.state == credited);
}

bool says_done(std::string_view plain_text)
{
    constexpr std::array<std::string_view, 3> words{"done", "erledigt",
                                                    "fertig"}; // As first_word leaves them
    return std::ranges::find(words, first_word(plain_text)) != words.end();
}

} // namespace federwerk::domain
