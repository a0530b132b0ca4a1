// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/requests/prepare_request.hpp"

#include "app/openings/refresh_opening.hpp"
#include "app/sign_document.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/openings.hpp"
#include "db/requests.hpp"
#include "db/seat_terms.hpp"

#include <algorithm>

namespace federwerk::app {

namespace asio = boost::asio;

failure no_opening(core::snowflake opening_id)
{
    return {errc::not_found, "no opening " + opening_id.text() + " for this member", {}};
}

result<domain::opening> seen_opening(db::transaction& tx, core::snowflake id, domain::actor const& sender)
{
    TRY(auto found, db::find_opening(tx, id, sender.id));
    if (!found)
        return no_opening(id);
    return std::move(*found);
}

result<> check_limits(db::transaction& tx, domain::request const& r)
{
    TRY(auto const history, db::history_of_sender(tx, r.sender_id, r.created_at));
    TRY(auto const with, db::acquaintance_of(tx, r.sender_id, r.receiver_id, r.created_at));
    return domain::check_may_request(history, with);
}

namespace {

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
    if (!found || !found->verified)
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
        return no_opening(o.id);
    out.file.receiver = std::move(*receiver);
    auto& r = out.file.request;
    TRY(auto const terms, db::find_seat_terms(tx, o.id, r.position));
    r.unit = terms.unit; // FEP-0837: the answer counts as the proposal does
    if (out.file.behalf)
        r.behalf_id = out.file.behalf->id;
    TRY_VOID(check_limits(tx, r)); // Before anything is signed; once more when it counts
    TRY(r.id, db::next_id(tx));
    r.uri = uris.request(r.id);
    out.promises = translate::promises_for(r, o, terms);
    return out;
}

} // namespace

asio::awaitable<result<prepared>> prepare_request(instance const& in, domain::request_draft const& draft,
                                                  domain::actor sender)
{
    // Asked for before the network is: whoever may not see it causes nothing.
    auto const look = [&](db::transaction& tx) { return seen_opening(tx, draft.opening_id, sender); };
    CO_TRY_VOID(co_await in.db.run(look));
    CO_TRY(auto const fresh, co_await refresh_opening(in, draft.opening_id));
    if (!fresh)
        co_return no_opening(draft.opening_id);
    auto const ready = [&](db::transaction& tx) { return prepare(tx, in.uris, draft, sender); };
    co_return co_await in.db.run(ready);
}

asio::awaitable<result<std::string>> sign_offer(instance const& in, prepared const& p)
{
    translate::request_parties who{p.file.sender, p.file.receiver};
    if (p.file.behalf)
        who.behalf_uri = p.file.behalf->uri;
    auto document = translate::offer(p.file.request, p.promises, who);
    co_return co_await sign_document(in, p.file.sender, std::move(document), p.file.request.created_at);
}

} // namespace federwerk::app
