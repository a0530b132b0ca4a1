// SPDX-License-Identifier: AGPL-3.0-or-later
// What a party elsewhere says about a request that is known here.
#include "app/receive_request.hpp"

#include "app/record_step.hpp"
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
result<bool> record(db::transaction& tx, domain::request const& before, step what, party who,
                    core::time_point now, std::optional<std::string> agreement_uri = {})
{
    auto taken = domain::take(before, what, who, now);
    if (!taken)
        return taken.error().code == errc::conflict ? result<bool>(true) : taken.error();
    if (agreement_uri)
        taken->agreement_uri = std::move(agreement_uri);
    TRY(auto file, open_file(tx, std::move(*taken)));
    TRY_VOID(record_step(tx, before, {std::move(file), who}, what));
    return true;
}

// By the owner of the opening alone, and of openings elsewhere: what is ours is answered here.
result<bool> answer(db::transaction& tx, std::optional<domain::request> const& found, domain::actor const& by,
                    step what, core::time_point now, std::optional<std::string> agreement_uri = {})
{
    if (!found)
        return false;
    if (by.id != found->receiver_id || by.local)
        return not_theirs(by, *found);
    return record(tx, domain::before_expiry(*found, now), what, party::receiver, now,
                  std::move(agreement_uri));
}

result<std::optional<domain::request>> named(db::transaction& tx, std::string const& uri)
{
    TRY(auto found, db::lock_request_by_uri(tx, uri));
    return found ? std::move(found) : db::find_request_of_agreement(tx, uri);
}

} // namespace

result<bool> receive_interest(db::transaction& tx, domain::actor const& by, std::string const& request_uri,
                              core::time_point now)
{
    TRY(auto const found, db::lock_request_by_uri(tx, request_uri));
    return answer(tx, found, by, step::interest, now);
}

result<bool> receive_agreement(db::transaction& tx, domain::actor const& by, std::string const& request_uri,
                               std::string const& agreement_uri, core::time_point now)
{
    TRY(auto const found, db::lock_request_by_uri(tx, request_uri));
    TRY(auto const taken, db::find_request_of_agreement(tx, agreement_uri));
    if (found && taken && taken->id != found->id)
        return not_theirs(by, *taken);
    return answer(tx, found, by, step::agree, now, agreement_uri);
}

result<bool> receive_rejection(db::transaction& tx, domain::actor const& by, std::string const& request_uri,
                               core::time_point now)
{
    TRY(auto const found, db::lock_request_by_uri(tx, request_uri));
    if (!found || domain::expire(*found, now)) // Over by our clock too: the job says so
        return found.has_value();
    return answer(tx, found, by, step::not_now, now);
}

result<bool> receive_withdrawal(db::transaction& tx, domain::actor const& by, std::string const& request_uri,
                                core::time_point now)
{
    TRY(auto const found, db::lock_request_by_uri(tx, request_uri));
    if (!found)
        return false;
    if (by.id != found->sender_id || by.local)
        return not_theirs(by, *found);
    auto const what = found->state == request_state::agreed ? step::end : step::withdraw;
    return record(tx, *found, what, party::sender, now);
}

result<bool> receive_done(db::transaction& tx, domain::actor const& by, std::string const& agreement_uri,
                          core::time_point now)
{
    TRY(auto const found, named(tx, agreement_uri));
    auto const who = found ? party_of(by, *found) : std::nullopt;
    if (found && (!who || by.local))
        return not_theirs(by, *found);
    return found ? record(tx, *found, step::done, *who, now) : result<bool>(false);
}

result<bool> receive_end(db::transaction& tx, domain::actor const& by, std::string const& uri,
                         core::time_point now)
{
    TRY(auto const found, named(tx, uri));
    auto const who = found ? party_of(by, *found) : std::nullopt;
    if (found && (!who || by.local))
        return not_theirs(by, *found);
    return found ? record(tx, *found, step::end, *who, now) : result<bool>(false);
}

} // namespace federwerk::app
