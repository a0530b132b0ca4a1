// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/request_collaboration.hpp"

#include "app/record_step.hpp"
#include "app/refresh_opening.hpp"
#include "app/request_letters.hpp"
#include "app/sign_document.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/openings.hpp"
#include "db/requests.hpp"
#include "translate/outgoing_request.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

failure absent(core::snowflake opening_id)
{
    return {errc::not_found, "no opening " + opening_id.text() + " for this member", {}};
}

result<domain::opening> seen_opening(db::transaction& tx, core::snowflake id, domain::actor const& sender)
{
    TRY(auto found, db::find_opening(tx, id, sender.id));
    if (!found)
        return absent(id);
    return std::move(*found);
}

failure not_theirs()
{
    std::string const why = "must be an organisation here that you may speak for";
    return {errc::invalid,
            "request on behalf of an organisation",
            "This request cannot be sent.",
            {{"behalf", why}}};
}

// "@x" and "x@host" alike, of organisations of this instance.
result<std::optional<domain::actor>> find_behalf(db::transaction& tx, domain::uris const& uris,
                                                 domain::request_draft const& draft,
                                                 domain::actor const& sender)
{
    if (!draft.behalf)
        return std::nullopt;
    auto const parts = core::split(*draft.behalf, '@');
    auto const named = std::ranges::find_if(parts, [](auto part) { return !part.empty(); });
    if (named == parts.end() || (named + 1 != parts.end() && *(named + 1) != uris.authority()))
        return not_theirs();
    TRY(auto found, db::find_local_actor(tx, std::string(*named)));
    if (!found)
        return not_theirs();
    TRY(auto const may, may_answer_for(tx, found->id, sender.id));
    if (!may)
        return not_theirs();
    return found;
}

// Who may answer for the owner would ask themselves.
result<> check_not_own(db::transaction& tx, domain::opening const& o, request_file const& file)
{
    TRY(auto const may, may_answer_for(tx, o.actor_id, file.sender.id));
    if (may || (file.behalf && file.behalf->id == o.actor_id))
        return failure{
            errc::conflict, "own opening " + o.uri, "This is your own.", {{"opening", "is your own"}}};
    return {};
}

result<> check_limits(db::transaction& tx, domain::request const& r)
{
    TRY(auto const history, db::history_of_sender(tx, r.sender_id, r.created_at));
    TRY(auto const stranger, db::is_new_stranger(tx, r.sender_id, r.receiver_id, r.created_at));
    return stranger ? domain::check_may_request(history) : result<>{};
}

struct prepared {
    request_file file;
    translate::promises promises;
};

result<prepared> prepare(db::transaction& tx, domain::uris const& uris, domain::request_draft const& draft,
                         domain::actor const& sender)
{
    TRY(auto const o, seen_opening(tx, draft.opening_id, sender));
    prepared out;
    out.file.sender = sender;
    TRY(out.file.behalf, find_behalf(tx, uris, draft, sender));
    TRY(out.file.request, domain::make_request(draft, o, sender, core::now()));
    TRY_VOID(check_not_own(tx, o, out.file));
    TRY(auto receiver, db::find_actor(tx, o.actor_id));
    if (!receiver || receiver->state == domain::actor_state::gone ||
        receiver->state == domain::actor_state::suspended)
        return absent(o.id);
    out.file.receiver = std::move(*receiver);
    auto& r = out.file.request;
    if (out.file.behalf)
        r.behalf_id = out.file.behalf->id;
    TRY_VOID(check_limits(tx, r)); // Before anything is signed; once more when it counts
    TRY(r.id, db::next_id(tx));
    r.uri = uris.request(r.id);
    out.promises = translate::promises_for(r, o);
    return out;
}

asio::awaitable<result<std::string>> signed_offer(instance const& in, prepared const& p)
{
    if (p.file.receiver.local)
        co_return std::string();
    translate::request_parties who{p.file.sender, p.file.receiver};
    if (p.file.behalf)
        who.behalf_uri = p.file.behalf->uri;
    auto document = translate::offer(p.file.request, p.promises, who);
    co_return co_await sign_document(in, p.file.sender, std::move(document), p.file.request.created_at);
}

// What was true when it was prepared may have changed while it was signed.
result<> store(db::transaction& tx, prepared const& p, domain::request_draft const& draft, std::string body)
{
    auto const& r = p.file.request;
    TRY(auto const o, seen_opening(tx, draft.opening_id, p.file.sender));
    TRY_VOID(domain::make_request(draft, o, p.file.sender, r.created_at));
    TRY_VOID(check_limits(tx, r));
    TRY_VOID(db::insert_request(tx, r));
    if (!p.file.receiver.local)
        TRY_VOID(send_about(tx, r, {r.id, r.uri, "Offer", std::move(body), p.file.sender, p.file.receiver},
                            r.created_at));
    return tell_other(tx, {p.file, domain::party::sender}, domain::notification_kind::request_received);
}

} // namespace

asio::awaitable<result<request_file>> request_collaboration(instance const& in, domain::actor sender,
                                                            domain::request_draft draft,
                                                            along<request_file> with)
{
    // Asked for before the network is: whoever may not see it causes nothing.
    auto const look = [&](db::transaction& tx) { return seen_opening(tx, draft.opening_id, sender); };
    CO_TRY_VOID(co_await in.db.run(look));
    CO_TRY(auto const fresh, co_await refresh_opening(in, draft.opening_id));
    if (!fresh)
        co_return absent(draft.opening_id);
    auto const ready = [&](db::transaction& tx) { return prepare(tx, in.uris, draft, sender); };
    CO_TRY(auto const p, co_await in.db.run(ready));
    CO_TRY(auto const body, co_await signed_offer(in, p));
    auto const write = [&](db::transaction& tx) -> result<> {
        TRY_VOID(store(tx, p, draft, body));
        return write_along(with, tx, p.file);
    };
    CO_TRY_VOID(co_await in.db.run(write));
    in.post.nudge();
    co_return p.file;
}

} // namespace federwerk::app
