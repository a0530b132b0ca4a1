// SPDX-License-Identifier: AGPL-3.0-or-later
// What a party elsewhere says about a request that is known here.
#include "app/requests/receive_request.hpp"

#include "app/requests/record_step.hpp"
#include "app/requests/request_letters.hpp"
#include "db/requests.hpp"

namespace federwerk::app {

namespace {

using domain::party;
using domain::request_state;
using domain::step;

failure not_theirs(domain::actor const& by, domain::request const& r)
{
    return {errc::forbidden, by.uri + " speaks about request " + r.uri + ", which is not theirs to say", {}};
}

std::optional<party> party_of(domain::actor const& by, domain::request const& r)
{
    if (by.id == r.sender_id)
        return party::sender;
    return by.id == r.receiver_id ? std::optional(party::receiver) : std::nullopt;
}

// What cannot follow any more was said already, or was overtaken by what was said here: no mistake of theirs.
result<bool> record(db::transaction& tx, step_taken const& from, step what, party who,
                    std::optional<std::string> agreement_uri = {})
{
    auto taken = domain::take(from.before, what, who, from.now);
    if (!taken)
        return taken.error().code == errc::conflict ? result<bool>(true) : taken.error();
    if (agreement_uri)
        taken->agreement_uri = std::move(agreement_uri);
    TRY(auto file, open_file(tx, std::move(*taken)));
    TRY_VOID(record_step(tx, from, {std::move(file), who}, what));
    return true;
}

bool is_yes(step what)
{
    return what == step::interest || what == step::agree;
}

// As its sender sees it.
bool is_over(domain::request const& r, core::time_point now)
{
    auto const state = domain::shown(party::sender, r, now).state;
    return state == request_state::withdrawn || state == request_state::expired;
}

// A yes to what is over would bind the owner alone: their server hears (again) that it was taken back, which
// it does not answer.
result<> take_back(db::transaction& tx, said_by const& who, domain::request r)
{
    TRY(auto file, open_file(tx, std::move(r)));
    return send_step(tx, who.uris, {std::move(file), party::sender}, step::withdraw, who.now);
}

// By the owner of the opening alone, and of openings elsewhere: what is ours is answered here.
result<bool> answer(db::transaction& tx, said_by const& who, std::optional<domain::request> const& found,
                    step what, std::optional<std::string> agreement_uri = {})
{
    if (!found)
        return false;
    if (who.actor.id != found->receiver_id || who.actor.local)
        return not_theirs(who.actor, *found);
    auto const before = domain::before_expiry(*found, who.now);
    if (is_yes(what) && is_over(before, who.now))
        TRY_VOID(take_back(tx, who, before));
    return record(tx, {who.uris, before, who.now}, what, party::receiver, std::move(agreement_uri));
}

result<bool> by_party(db::transaction& tx, said_by const& who, std::optional<domain::request> const& found,
                      step what)
{
    if (!found)
        return false;
    auto const which = party_of(who.actor, *found);
    if (!which || who.actor.local)
        return not_theirs(who.actor, *found);
    return record(tx, {who.uris, *found, who.now}, what, *which);
}

result<std::optional<domain::request>> named(db::transaction& tx, std::string const& uri)
{
    TRY(auto found, db::lock_request_by_uri(tx, uri));
    return found ? std::move(found) : db::lock_request_of_agreement(tx, uri);
}

} // namespace

result<bool> receive_interest(db::transaction& tx, said_by const& who, std::string const& request_uri)
{
    TRY(auto const found, db::lock_request_by_uri(tx, request_uri));
    return answer(tx, who, found, step::interest);
}

result<bool> receive_agreement(db::transaction& tx, said_by const& who, std::string const& request_uri,
                               std::string const& agreement_uri)
{
    TRY(auto const found, db::lock_request_by_uri(tx, request_uri));
    TRY(auto const taken, db::lock_request_of_agreement(tx, agreement_uri));
    if (found && taken && taken->id != found->id)
        return not_theirs(who.actor, *taken);
    return answer(tx, who, found, step::agree, agreement_uri);
}

result<bool> receive_rejection(db::transaction& tx, said_by const& who, std::string const& request_uri)
{
    TRY(auto const found, db::lock_request_by_uri(tx, request_uri));
    // Over by our clock too: the job says so, or said so. Only a yes may come late.
    if (!found || found->state == request_state::expired || domain::expire(*found, who.now))
        return found.has_value();
    return answer(tx, who, found, step::not_now);
}

result<bool> receive_withdrawal(db::transaction& tx, said_by const& who, std::string const& request_uri)
{
    TRY(auto const found, db::lock_request_by_uri(tx, request_uri));
    if (!found)
        return false;
    if (who.actor.id != found->sender_id || who.actor.local)
        return not_theirs(who.actor, *found);
    auto const what = found->state == request_state::agreed ? step::end : step::withdraw;
    return record(tx, {who.uris, *found, who.now}, what, party::sender);
}

result<bool> receive_done(db::transaction& tx, said_by const& who, std::string const& agreement_uri)
{
    TRY(auto const found, named(tx, agreement_uri));
    return by_party(tx, who, found, step::done);
}

result<bool> receive_end(db::transaction& tx, said_by const& who, std::string const& uri)
{
    TRY(auto const found, named(tx, uri));
    return by_party(tx, who, found, step::end);
}

} // namespace federwerk::app
