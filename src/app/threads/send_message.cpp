// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/threads/send_message.hpp"

#include "app/requests/record_step.hpp"
#include "app/threads/post_message.hpp"
#include "content/html.hpp"
#include "core/text.hpp"
#include "db/blocks.hpp"
#include "db/requests.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

failure is_over(core::snowflake request_id)
{
    return {errc::conflict, "the thread of request " + request_id.text() + " is over",
            "This conversation is over."};
}

result<std::string> check_text(std::string const& markdown)
{
    auto text = core::trim(markdown);
    auto const refused = [](std::string message) {
        return failure{
            errc::invalid, "message: " + message, "This message cannot be sent.", {{"text", message}}};
    };
    if (text.empty())
        return refused("must not be empty");
    if (core::count_characters(text) > most_message)
        return refused("must have at most " + std::to_string(most_message) + " characters");
    return text;
}

asio::awaitable<result<db::thread_message>> render(instance const& in, std::string text)
{
    co_return co_await in.workers.run([&]() -> result<db::thread_message> {
        db::thread_message message;
        message.html = content::markdown_to_html(text);
        message.plain = content::plain_text(message.html);
        return message;
    });
}

// Not over, and neither has had enough of the other.
result<bool> may_write(db::transaction& tx, domain::request const& r, core::time_point now)
{
    TRY(auto const blocked, db::blocks_between(tx, r.sender_id, r.receiver_id));
    return !blocked && domain::may_write_in_thread(r, now);
}

result<bool> wrote_enough(db::transaction& tx, domain::request const& r, core::snowflake writer_id,
                          core::time_point now)
{
    TRY(int const written, db::count_thread_messages_today(tx, r.id, writer_id, now));
    return written >= most_messages_a_day;
}

result<> tell(db::transaction& tx, own_request const& own, db::thread_message const& message)
{
    return tell_other_once(tx, own, domain::notification_kind::thread_message, message.uri);
}

result<sent_message> write(db::transaction& tx, domain::uris const& uris, own_request const& own,
                           db::thread_message message)
{
    TRY(auto const may, may_write(tx, own.file.request, message.published));
    if (!may)
        return is_over(own.file.request.id);
    TRY(bool const enough, wrote_enough(tx, own.file.request, own.file.own(own.who).id, message.published));
    if (enough)
        return failure{errc::throttled, "too many messages in one thread",
                       "That is enough for one day. Go on tomorrow."};
    TRY(message, post_message(tx, uris, own, std::move(message)));
    TRY_VOID(tell(tx, own, message));
    return sent_message{std::move(message), own.file.own(own.who)};
}

} // namespace

asio::awaitable<result<sent_message>> send_message(instance const& in, domain::actor member,
                                                   core::snowflake request_id, std::string markdown,
                                                   along<sent_message> with)
{
    CO_TRY(auto text, check_text(markdown));
    CO_TRY(auto message, co_await render(in, std::move(text)));
    message.published = core::now();
    auto const store = [&](db::transaction& tx) -> result<sent_message> {
        TRY(auto const own, lock_own_thread(tx, request_id, member.id));
        TRY(auto sent, write(tx, in.uris, own, message));
        TRY_VOID(write_along(with, tx, sent));
        return sent;
    };
    CO_TRY(auto sent, co_await in.db.run(store));
    in.post.nudge();
    co_return sent;
}

result<bool> receive_message(db::transaction& tx, domain::actor const& by, core::snowflake request_id,
                             db::thread_message message, core::time_point now)
{
    TRY(auto const found, db::lock_request(tx, request_id));
    auto const who = found ? party_elsewhere(*found, by) : std::nullopt;
    if (!who)
        return false;
    TRY(auto const may, may_write(tx, *found, now));
    TRY(bool const enough, wrote_enough(tx, *found, by.id, now));
    if (!may || enough)
        return false;
    message.request_id = request_id;
    message.actor_id = by.id;
    TRY(auto const is_new, db::insert_thread_message(tx, message));
    if (!is_new)
        return true;
    TRY(auto file, open_file(tx, *found));
    TRY_VOID(tell(tx, {std::move(file), *who}, message));
    return true;
}

} // namespace federwerk::app
