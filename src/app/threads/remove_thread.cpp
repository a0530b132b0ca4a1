// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/threads/remove_thread.hpp"

#include "app/requests/request_letters.hpp"
#include "db/actors.hpp"
#include "db/requests.hpp"
#include "db/thread_messages.hpp"
#include "translate/outgoing_request.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

// Gone for us, whatever the other server makes of it.
result<> forget_thread(db::transaction& tx, domain::request r, core::time_point now)
{
    r.thread_removed_at = now;
    TRY_VOID(db::delete_thread_messages(tx, r.id));
    return db::update_request(tx, r);
}

result<> ask_to_forget(db::transaction& tx, domain::uris const& uris, own_request const& own,
                       core::time_point now)
{
    auto const& to = own.file.other(own.who);
    auto const& from = own.file.own(own.who);
    TRY(auto const id, db::next_id(tx));
    auto const uri = uris.activity(id);
    auto body = translate::remove_thread(uri, own.file.request, from, to);
    return send_about(tx, own.file.request, {id, uri, "Remove", std::move(body), from, to}, now);
}

// Of our own alone: what the other one wrote is theirs to delete.
result<> delete_own_messages(db::transaction& tx, domain::uris const& uris, own_request const& own,
                             core::time_point now)
{
    auto const& to = own.file.other(own.who);
    auto const& from = own.file.own(own.who);
    TRY(auto const written, db::thread_messages_by(tx, own.file.request.id, from.id));
    for (auto const& message_uri : written) {
        TRY(auto const id, db::next_id(tx));
        auto const uri = uris.activity(id);
        auto body = translate::delete_message(uri, message_uri, from, to);
        TRY_VOID(send_about(tx, own.file.request, {id, uri, "Delete", std::move(body), from, to}, now));
    }
    return {};
}

// Nobody says beforehand whether they understand the Remove; whoever wrote a plain Note does not.
result<> tell_other_server(db::transaction& tx, domain::uris const& uris, own_request const& own,
                           core::time_point now)
{
    if (own.file.other(own.who).local)
        return {};
    TRY_VOID(delete_own_messages(tx, uris, own, now));
    return own.file.request.spoken == domain::spoken::offer ? ask_to_forget(tx, uris, own, now) : result<>{};
}

} // namespace

asio::awaitable<result<>> remove_thread(instance const& in, domain::actor member, core::snowflake request_id)
{
    auto const now = core::now();
    auto const forget = [&](db::transaction& tx) -> result<> {
        TRY(auto const own, lock_own_thread(tx, request_id, member.id));
        TRY_VOID(tell_other_server(tx, in.uris, own, now));
        return forget_thread(tx, own.file.request, now);
    };
    CO_TRY_VOID(co_await in.db.run(forget));
    in.post.nudge();
    co_return result<>{};
}

result<bool> receive_thread_removal(db::transaction& tx, domain::actor const& by,
                                    std::string const& request_uri, core::time_point now)
{
    TRY(auto const found, db::lock_request_by_uri(tx, request_uri));
    if (!found || !party_elsewhere(*found, by))
        return false;
    if (domain::has_thread(*found))
        TRY_VOID(forget_thread(tx, *found, now));
    return true;
}

} // namespace federwerk::app
