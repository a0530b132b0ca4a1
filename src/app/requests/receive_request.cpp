// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/requests/receive_request.hpp"

#include "app/requests/expire_requests.hpp"
#include "app/requests/record_step.hpp"
#include "app/requests/request_letters.hpp"
#include "db/actors.hpp"
#include "db/openings.hpp"
#include "db/requests.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

std::string opening_uri_of(std::string const& seat_uri)
{
    return seat_uri.substr(0, seat_uri.find('#'));
}

// Of those that do not say which, the first one is meant.
int position_of(domain::opening const& o, std::string const& seat_uri)
{
    auto const named = std::ranges::find(o.seats, seat_uri, &domain::seat::uri);
    if (named != o.seats.end())
        return named->position;
    return seat_uri == o.uri && !o.seats.empty() ? o.seats.front().position : -1;
}

// FEP-0837: equal quantities, and a return where one is asked for. Messages know of neither.
result<> check_promises(domain::opening const& o, incoming_request const& in)
{
    bool const given = in.gives_back || !o.asks_for_return() || in.spoken == domain::spoken::note;
    if (in.is_one && given)
        return {};
    return failure{errc::invalid, in.uri + " promises something else than " + o.uri + " asks for", {}};
}

// Both clocks end it at once, though letters take their time; but nobody sets ours as they like.
core::time_point begin_of(incoming_request const& in, core::time_point now)
{
    return std::clamp(in.published.value_or(now), now - domain::late_answer, now);
}

result<domain::request> read(domain::opening const& o, incoming_request const& in, core::time_point now)
{
    TRY_VOID(check_promises(o, in));
    domain::request_draft const draft{.opening_id = o.id,
                                      .position = position_of(o, in.seat_uri),
                                      .message = in.message,
                                      .answers = in.answers};
    TRY(auto r, domain::make_incoming_request(draft, o, in.sender, now));
    r.expires_at = begin_of(in, now) + domain::request_lasts;
    r.uri = in.uri;
    r.spoken = in.spoken;
    r.unit = in.unit;
    r.behalf_id = in.behalf_id;
    r.introducer_id = in.introducer_id;
    r.introduction = in.introduction;
    return r;
}

// A refusal is said by the owner, as FEP-0837 demands an answer.
result<request_intake> refuse(db::transaction& tx, domain::uris const& uris, domain::opening const& o,
                              incoming_request const& in, core::time_point now)
{
    request_file file;
    file.request.uri = in.uri;
    file.request.opening_uri = o.uri;
    file.request.spoken = in.spoken;
    file.sender = in.sender;
    TRY(auto const owner, db::find_actor(tx, o.actor_id));
    if (!owner)
        return request_intake::no_opening;
    file.receiver = *owner;
    TRY_VOID(send_rejection(tx, uris, file, now));
    return request_intake::refused;
}

// Within the limits of both.
result<bool> may_ask(db::transaction& tx, incoming_request const& in, domain::opening const& o,
                     core::time_point now)
{
    TRY(auto const sender, db::history_of_sender(tx, in.sender.id, now));
    TRY(auto const host, db::history_of_host(tx, in.sender.host, now));
    TRY(auto const with, db::acquaintance_of(tx, in.sender.id, o.actor_id, now));
    return domain::check_may_request(sender, with) && domain::check_may_request(host, with);
}

result<request_intake> store(db::transaction& tx, domain::request r)
{
    TRY(r.id, db::next_id(tx));
    auto const made = db::insert_request(tx, r);
    if (!made && made.error().code == errc::conflict)
        return request_intake::known;
    if (!made)
        return made.error();
    TRY(auto file, open_file(tx, std::move(r)));
    TRY_VOID(tell_other(tx, {std::move(file), domain::party::sender},
                        domain::notification_kind::request_received));
    return request_intake::stored;
}

} // namespace

result<request_intake> receive_request(db::transaction& tx, domain::uris const& uris,
                                       incoming_request const& in, core::time_point now)
{
    TRY(auto const known, db::lock_request_by_uri(tx, in.uri));
    if (known)
        return request_intake::known;
    TRY(auto const o, db::find_opening_by_uri(tx, opening_uri_of(in.seat_uri), in.sender.id));
    if (!o || !o->local)
        return request_intake::no_opening;
    auto r = read(*o, in, now);
    if (!r)
        return refuse(tx, uris, *o, in, now);
    TRY_VOID(expire_requests_of(tx, uris, in.sender.id, o->uri, now));
    TRY(auto const may, may_ask(tx, in, *o, now));
    if (!may)
        return request_intake::throttled;
    return store(tx, std::move(*r));
}

} // namespace federwerk::app
