// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/introductions/receive_introduction.hpp"

#include "app/introductions/introduction_letters.hpp"
#include "app/requests/incoming_offer.hpp"
#include "app/requests/take_step.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/blocks.hpp"
#include "db/credits.hpp"
#include "db/introductions.hpp"
#include "db/openings.hpp"
#include "db/requests.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

using domain::introduction_state;

std::string opening_uri_of(std::string const& seat_uri)
{
    return seat_uri.substr(0, seat_uri.find('#'));
}

result<bool> worked_together(db::transaction& tx, core::snowflake one, core::snowflake other)
{
    TRY(auto const distance, db::credit_distance(tx, one, other));
    return distance == 1;
}

// The introducer is a member here who worked with both, and neither is blocked by them.
result<bool> may_introduce(db::transaction& tx, introduction_file const& file)
{
    if (!file.introducer.local || file.asker.local || file.owner.id == file.asker.id)
        return false;
    TRY(bool const blocked, db::blocks_between(tx, file.introducer.id, file.asker.id));
    TRY(bool const asker, worked_together(tx, file.introducer.id, file.asker.id));
    TRY(bool const owner, worked_together(tx, file.introducer.id, file.owner.id));
    return !blocked && asker && owner;
}

int position_of(domain::opening const& o, std::string const& seat_uri)
{
    auto const seat = std::ranges::find(o.seats, seat_uri, &domain::seat::uri);
    return seat == o.seats.end() ? 0 : seat->position;
}

// What is passed on though it was taken back in the meantime is withdrawn at once, so that the owner hears
// it.
result<> settle(db::transaction& tx, domain::uris const& uris, domain::introduction i, core::time_point now)
{
    bool const unwanted = domain::is_unwanted(i, now);
    if (i.state != introduction_state::asked && i.state != introduction_state::withdrawn)
        return {};
    if (!unwanted) {
        i.state = introduction_state::passed_on;
        TRY_VOID(db::update_introduction(tx, i));
    }
    TRY(auto const owner, db::find_actor(tx, i.owner_id));
    if (!owner || owner->local) // Then the request comes by the introducer's Invite
        return {};
    TRY_VOID(become_request(tx, i, now));
    TRY(auto stored, db::lock_request_by_uri(tx, i.offer_uri));
    if (!unwanted || !stored || stored->state != domain::request_state::sent)
        return {};
    TRY(auto file, open_file(tx, std::move(*stored)));
    TRY_VOID(carry_out(tx, uris, {std::move(file), domain::party::sender}, domain::step::withdraw, now));
    return {};
}

} // namespace

result<bool> receive_wish(db::transaction& tx, incoming_wish const& in, core::time_point now)
{
    TRY(auto const introducer, db::find_actor_by_uri(tx, in.introducer_uri));
    TRY(auto const owner, db::find_actor_by_uri(tx, in.owner_uri));
    if (!introducer || !owner)
        return false;
    introduction_file file{.introduction = {}, .asker = in.asker, .introducer = *introducer, .owner = *owner};
    TRY(bool const may, may_introduce(tx, file));
    TRY(int const asked, db::count_introductions(tx, in.asker.id, now));
    if (!may || asked >= domain::most_open_introductions)
        return false;
    auto& i = file.introduction;
    TRY(i.id, db::next_id(tx));
    i.uri = in.uri;
    i.offer = in.offer;
    i.offer_uri = in.offer_uri;
    i.opening_uri = opening_uri_of(in.seat_uri);
    i.asker_id = in.asker.id;
    i.introducer_id = introducer->id;
    i.owner_id = owner->id;
    i.message = core::first_characters(in.message, domain::most_request_message);
    i.created_at = now;
    i.expires_at = now + domain::introduction_lasts;
    TRY(bool const is_new, db::insert_introduction(tx, i));
    if (is_new)
        TRY_VOID(send_wish(tx, file, i.id));
    return true;
}

result<bool> receive_wish_withdrawal(db::transaction& tx, domain::actor const& by, std::string const& uri)
{
    TRY(auto found, db::lock_introduction_by_uri(tx, uri));
    if (!found || found->uri != uri)
        return false;
    if (found->asker_id != by.id || by.local)
        return failure{errc::forbidden, by.uri + " did not ask for " + uri, {}};
    if (found->state == introduction_state::passed_on) // The request has an Undo of its own
        return true;
    found->state = introduction_state::withdrawn;
    TRY_VOID(db::update_introduction(tx, *found));
    return true;
}

result<request_intake> receive_introduced(db::transaction& tx, domain::uris const& uris, incoming_request in,
                                          domain::actor const& introducer, core::time_point now)
{
    TRY(auto const o, db::find_opening_by_uri(tx, opening_uri_of(in.seat_uri), in.sender.id));
    if (!o || !o->local)
        return request_intake::no_opening;
    TRY(bool const together, worked_together(tx, introducer.id, o->actor_id));
    if (!together)
        return request_intake::no_opening;
    in.introducer_id = introducer.id;
    return receive_request(tx, uris, in, now);
}

result<bool> receive_passed_on(db::transaction& tx, domain::uris const& uris, domain::actor const& by,
                               std::string const& uri, core::time_point now)
{
    TRY(auto found, db::lock_introduction_by_uri(tx, uri));
    if (!found || found->uri != uri)
        return false;
    if (found->introducer_id != by.id)
        return failure{errc::forbidden, by.uri + " was not asked to pass on " + uri, {}};
    TRY_VOID(settle(tx, uris, std::move(*found), now));
    return true;
}

result<> ensure_passed_on(db::transaction& tx, domain::uris const& uris, domain::actor const& by,
                          std::string const& offer_uri, core::time_point now)
{
    TRY(auto found, db::lock_introduction_by_uri(tx, offer_uri));
    if (!found || found->offer_uri != offer_uri || found->owner_id != by.id)
        return {};
    TRY(auto const asker, db::find_actor(tx, found->asker_id));
    TRY(auto const introducer, db::find_actor(tx, found->introducer_id));
    // Of one who lives here we know whether they passed it on.
    if (!asker || !asker->local || !introducer || introducer->local)
        return {};
    return settle(tx, uris, std::move(*found), now);
}

result<incoming_request> request_in(db::transaction& tx, domain::introduction const& i,
                                    domain::actor const& asker)
{
    TRY(auto const document, json::document::parse(i.offer));
    TRY(auto const offer, vocab::read_offer(document.root()));
    auto out = to_request(offer, i.offer_uri, asker);
    TRY(out.behalf_id, find_behalf(tx, offer, asker.uri));
    out.introducer_id = i.introducer_id;
    return out;
}

result<> become_request(db::transaction& tx, domain::introduction const& i, core::time_point now)
{
    TRY(auto const asker, db::find_actor(tx, i.asker_id));
    TRY(auto const o, db::find_any_opening(tx, i.opening_uri));
    TRY(auto const known, db::lock_request_by_uri(tx, i.offer_uri));
    if (!asker || !o || known)
        return {};
    TRY(auto const in, request_in(tx, i, *asker));
    domain::request r{.uri = i.offer_uri, .opening_id = o->id, .opening_uri = o->uri};
    TRY(r.id, db::next_id(tx));
    r.position = position_of(*o, in.seat_uri);
    auto const seat = std::ranges::find(o->seats, r.position, &domain::seat::position);
    r.kind = seat == o->seats.end() ? std::string() : seat->kind;
    r.sender_id = i.asker_id;
    r.receiver_id = i.owner_id;
    r.behalf_id = in.behalf_id;
    r.message = i.message;
    r.answers = in.answers;
    r.unit = in.unit;
    r.introducer_id = i.introducer_id;
    r.created_at = now;
    r.expires_at = now + domain::request_lasts;
    auto const made = db::insert_request(tx, r);
    if (!made && made.error().code != errc::conflict)
        return made.error();
    return {};
}

} // namespace federwerk::app
