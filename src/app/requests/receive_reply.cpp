// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/requests/receive_reply.hpp"

#include "app/requests/request_people.hpp"
#include "app/threads/send_message.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/openings.hpp"
#include "db/requests.hpp"
#include "db/thread_messages.hpp"

#include <algorithm>
#include <charconv>

namespace federwerk::app {

namespace {

constexpr std::size_t most_plain = 20'000, most_html = 102'400; // Bytes: migrations/0014_requests.sql

// "2. I would like to": people count from one.
std::optional<std::size_t> leading_number(std::string_view text)
{
    if (text.starts_with('#'))
        text.remove_prefix(1);
    std::size_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} ? std::optional(number) : std::nullopt;
}

domain::seat const* named_seat(domain::opening const& o, std::string_view text)
{
    auto const number = leading_number(text);
    bool const one_of_several = o.seats.size() > 1 && number && *number >= 1 && *number <= o.seats.size();
    return one_of_several ? &o.seats[*number - 1] : nullptr;
}

std::string seat_uri(domain::opening const& o, std::string_view text)
{
    if (auto const* const named = named_seat(o, text))
        return named->uri;
    auto const unlimited = o.form == domain::opening_form::openness;
    auto const free = std::ranges::find_if(o.seats, [&](auto const& s) { return unlimited || !s.full(); });
    return free == o.seats.end() ? o.uri : free->uri;
}

bool is_for(incoming_words const& in, std::string const& whom)
{
    return std::ranges::find(in.addressed, whom) != in.addressed.end() &&
           std::ranges::all_of(in.addressed,
                               [&](auto const& each) { return each == whom || each == in.by.uri; });
}

db::thread_message message_of(incoming_words const& in, core::time_point now)
{
    return {.id = {},
            .uri = in.uri,
            .request_id = {},
            .actor_id = in.by.id,
            .html = in.html,
            .plain =
                in.plain.size() <= most_plain ? in.plain : core::first_characters(in.plain, most_plain / 4),
            .published = now};
}

result<> keep_whole(db::transaction& tx, incoming_words const& in, core::time_point now)
{
    TRY(auto const stored, db::lock_request_by_uri(tx, in.uri));
    if (!stored || in.html.size() > most_html)
        return {};
    auto whole = message_of(in, now);
    TRY(whole.id, db::next_id(tx));
    whole.request_id = stored->id;
    TRY_VOID(db::insert_thread_message(tx, whole));
    return {};
}

// Who answers the opening once more goes on talking, unless they ask for another seat.
result<std::optional<domain::request>> open_request_of(db::transaction& tx, incoming_words const& in)
{
    TRY(auto const o, db::find_any_opening(tx, in.in_reply_to));
    if (!o)
        return std::nullopt;
    TRY(auto const open, db::lock_open_requests(tx, in.by.id, o->uri));
    auto const* const named = named_seat(*o, in.plain);
    auto const found =
        std::ranges::find_if(open, [&](auto const& r) { return !named || named->position == r.position; });
    return found == open.end() ? std::nullopt : std::optional(*found);
}

// By what it answers, or by the context that all messages of a thread carry.
result<std::optional<domain::request>> request_of(db::transaction& tx, incoming_words const& in)
{
    TRY(auto const before, db::find_thread_message(tx, in.in_reply_to));
    if (before)
        return db::lock_request(tx, before->request_id);
    TRY(auto found, db::lock_request_by_uri(tx, in.in_reply_to));
    if (!found && in.context) {
        TRY(found, db::lock_request_by_uri(tx, *in.context));
    }
    return found ? std::move(found) : open_request_of(tx, in);
}

// Who speaks by Offers sends a receipt.
result<> take_spoken_done(db::transaction& tx, said_by const& who, domain::request const& r,
                          std::string const& plain)
{
    if (r.spoken != domain::spoken::note || r.sender_id != who.actor.id || !domain::says_done(plain))
        return {};
    TRY_VOID(receive_done(tx, who, r.uri));
    return {};
}

} // namespace

result<request_intake> receive_reply(db::transaction& tx, domain::uris const& uris, incoming_words const& in,
                                     core::time_point now)
{
    TRY(auto const o, db::find_opening_by_uri(tx, in.in_reply_to, in.by.id));
    if (!o || !o->local)
        return request_intake::no_opening;
    TRY(auto const owner, db::find_actor(tx, o->actor_id));
    if (!owner || !is_for(in, owner->uri))
        return request_intake::no_opening;
    incoming_request said{.uri = in.uri, .sender = in.by, .seat_uri = seat_uri(*o, in.plain)};
    said.message = core::first_characters(in.plain, domain::most_request_message);
    said.spoken = domain::spoken::note;
    TRY(auto const done, receive_request(tx, uris, said, now));
    if (done == request_intake::stored && said.message.size() < in.plain.size())
        TRY_VOID(keep_whole(tx, in, now));
    return done;
}

result<bool> receive_words(db::transaction& tx, domain::uris const& uris, incoming_words const& in,
                           core::time_point now)
{
    TRY(auto const found, request_of(tx, in));
    if (!found || in.html.size() > most_html)
        return false;
    auto const other = in.by.id == found->sender_id ? found->receiver_id : found->sender_id;
    TRY(auto const reader, db::find_actor(tx, other));
    if (!reader || !is_for(in, reader->uri))
        return false;
    auto message = message_of(in, now);
    TRY(message.id, db::next_id(tx));
    TRY_VOID(take_spoken_done(tx, {uris, in.by, now}, *found, in.plain));
    return receive_message(tx, in.by, found->id, std::move(message), now);
}

result<bool> receive_words_deletion(db::transaction& tx, said_by const& who, std::string const& uri)
{
    TRY(bool const message, db::delete_thread_message(tx, uri, who.actor.id));
    TRY(auto const request, db::lock_request_by_uri(tx, uri));
    if (!request || request->spoken != domain::spoken::note || request->sender_id != who.actor.id)
        return message;
    return receive_withdrawal(tx, who, uri);
}

} // namespace federwerk::app
