// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/request.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace federwerk::domain {

namespace {

struct state_name {
    request_state state;
    std::string_view name;
};
constexpr state_name state_names[] = {
    {request_state::sent, "sent"},         {request_state::interested, "interested"},
    {request_state::agreed, "agreed"},     {request_state::done, "done"},
    {request_state::credited, "credited"}, {request_state::withdrawn, "withdrawn"},
    {request_state::not_now, "not_now"},   {request_state::expired, "expired"},
    {request_state::ended, "ended"},
};

using errors = std::vector<field_error>;

constexpr auto is_blank = [](std::string const& text) { return text.empty(); };

enum class demands { nothing, a_message };

// White space at its ends is not counted.
std::string message_of(errors& found, std::string_view text, demands needed)
{
    auto message = core::trim(text);
    if (needed == demands::a_message && is_blank(message))
        found.push_back({"message", "must not be empty"});
    if (core::count_characters(message) > most_request_message)
        found.push_back({"message", "must have at most 600 characters"});
    return message;
}

std::vector<std::string> answers_of(errors& found, std::vector<std::string> const& given, opening const& o)
{
    std::vector<std::string> answers;
    for (auto const& each : given)
        answers.push_back(core::trim(each));
    if (answers.size() != o.questions.size())
        found.push_back({"answers", "must be one for each question: " + std::to_string(o.questions.size())});
    else if (std::ranges::any_of(answers, is_blank))
        found.push_back({"answers", "must not be empty"});
    if (std::ranges::any_of(answers,
                            [](auto const& a) { return core::count_characters(a) > most_request_answer; }))
        found.push_back({"answers", "must have at most 600 characters each"});
    return answers;
}

failure takes_none(std::string log, std::string why)
{
    return {errc::conflict, std::move(log), why, {{"opening", why}}};
}

result<> check_takes_requests(opening const& o, actor const& sender, core::time_point now)
{
    if (o.actor_id == sender.id)
        return takes_none("own opening " + o.uri, "This is your own.");
    if (!o.is_open(now))
        return takes_none("not open: " + o.uri, "This is not open any more.");
    if (o.is_full(now))
        return takes_none("full: " + o.uri, "This is full at the moment.");
    return {};
}

result<seat const*> seat_of(errors& found, opening const& o, int position)
{
    auto const seat = std::ranges::find(o.seats, position, &domain::seat::position);
    if (seat == o.seats.end()) {
        found.push_back({"seat", "is none of this opening"});
        return nullptr;
    }
    if (o.form == opening_form::call && seat->full())
        return takes_none("full seat of " + o.uri, "This seat is taken.");
    return &*seat;
}

result<request> make(request_draft const& draft, opening const& o, actor const& sender, core::time_point now,
                     demands needed = demands::a_message)
{
    TRY_VOID(check_takes_requests(o, sender, now));
    errors found;
    TRY(auto const* seat, seat_of(found, o, draft.position));
    request made{.opening_id = o.id, .opening_uri = o.uri, .position = draft.position};
    made.message = message_of(found, draft.message, needed);
    made.answers = answers_of(found, draft.answers, o);
    if (!found.empty())
        return failure{errc::invalid, "request of " + sender.uri + " for " + o.uri,
                       "This request cannot be sent.", std::move(found)};
    made.kind = seat->kind;
    made.sender_id = sender.id;
    made.receiver_id = o.actor_id;
    made.created_at = now;
    made.expires_at = now + request_lasts;
    return made;
}

} // namespace

std::string_view to_string(request_state state)
{
    for (auto const& each : state_names)
        if (each.state == state)
            return each.name;
    return "sent";
}

std::optional<request_state> parse_request_state(std::string_view text)
{
    for (auto const& each : state_names)
        if (each.name == text)
            return each.state;
    return std::nullopt;
}

result<request> make_request(request_draft const& draft, opening const& o, actor const& sender,
                             core::time_point now)
{
    return make(draft, o, sender, now);
}

result<request> make_incoming_request(request_draft const& draft, opening const& o, actor const& sender,
                                      core::time_point now)
{
    opening asks_nothing = o;
    if (draft.answers.empty())
        asks_nothing.questions.clear();
    return make(draft, asks_nothing, sender, now, demands::nothing);
}

int strangers_a_day(request_history const& h)
{
    constexpr int enough_to_judge = 10;
    int const usual = strangers_at_first + (h.of_host ? strangers_by_welcome * (h.answered - h.declined) : 0);
    if (h.answered < enough_to_judge || h.declined * 4 < h.answered * 3)
        return usual;
    return h.declined * 10 < h.answered * 9 ? usual / 2 : usual / 4;
}

result<> check_may_request(request_history const& h, acquaintance const& with)
{
    if (with.agreed)
        return {};
    if (with.asked_today >= most_to_one_a_day)
        return failure{errc::throttled, "asked " + std::to_string(with.asked_today) + " times today",
                       "You have asked them often enough for one day. Try again tomorrow."};
    if (with.asked_today > 0 || h.strangers_today < strangers_a_day(h))
        return {};
    return failure{errc::throttled, std::to_string(h.strangers_today) + " strangers asked today",
                   "That is enough new people for one day. Try again tomorrow."};
}

} // namespace federwerk::domain
