// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/threads/post_message.hpp"

#include "app/requests/request_letters.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/openings.hpp"
#include "translate/outgoing_request.hpp"
#include "translate/step_words.hpp"

namespace federwerk::app {

namespace {

result<> send_letter(db::transaction& tx, domain::uris const& uris, own_request const& own,
                     db::thread_message const& message)
{
    auto const& to = own.file.other(own.who);
    auto const& from = own.file.own(own.who);
    if (to.local)
        return {};
    TRY(auto const last, db::thread_messages(tx, own.file.request.id, std::nullopt, 1));
    TRY(auto const id, db::next_id(tx));
    auto const uri = uris.activity(id);
    translate::direct_message note{message.uri, message.html, {}, message.published};
    if (!last.empty())
        note.in_reply_to = last.front().uri;
    auto body = translate::create_message(uri, own.file.request, note, from, to);
    return send_about(tx, own.file.request, {id, uri, "Create", std::move(body), from, to, message.uri},
                      message.published);
}

} // namespace

result<db::thread_message> post_message(db::transaction& tx, domain::uris const& uris, own_request const& own,
                                        db::thread_message message)
{
    TRY(message.id, db::next_id(tx));
    message.uri = uris.message(message.id);
    message.request_id = own.file.request.id;
    message.actor_id = own.file.own(own.who).id;
    TRY_VOID(send_letter(tx, uris, own, message));
    TRY_VOID(db::insert_thread_message(tx, message));
    return message;
}

result<> say_step(db::transaction& tx, domain::uris const& uris, own_request const& after, domain::step what,
                  core::time_point now)
{
    auto const& r = after.file.request;
    TRY(auto const o, db::find_any_opening(tx, r.opening_uri));
    db::thread_message message;
    message.plain = translate::step_words(what, r, o ? o->language : std::nullopt);
    message.html = "<p>" + core::escape_html(message.plain) + "</p>";
    message.published = now;
    TRY_VOID(post_message(tx, uris, after, std::move(message)));
    return {};
}

} // namespace federwerk::app
