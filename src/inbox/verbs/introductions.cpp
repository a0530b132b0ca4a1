// SPDX-License-Identifier: AGPL-3.0-or-later
// Invite with somebody's Offer in it: to a member here who shall pass it on, or passed on to its owner here.
#include "db/introductions.hpp"
#include "app/introductions/receive_introduction.hpp"
#include "app/requests/incoming_offer.hpp"
#include "content/html.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "federation/trust/trust.hpp"
#include "inbox/verbs/takers.hpp"

namespace federwerk::inbox::verbs {

namespace {

constexpr std::size_t most_offer_bytes = 65'536; // migrations/0014_requests.sql

struct handed_on {
    vocab::incoming_activity activity;
    vocab::incoming_offer offer;
};
result<handed_on> read_offer(json::view document)
{
    TRY(auto activity, vocab::read_activity(document));
    TRY(auto offer, vocab::read_offer(document));
    return handed_on{std::move(activity), std::move(offer)};
}

bool is_for(vocab::incoming_activity const& offer, std::string const& whom)
{
    return offer.to == std::vector{whom} && offer.cc.empty();
}

// What is passed on is for whom the introducer is told that it is for.
result<outcome> ask_member_here(db::transaction& tx, context const& c, app::proven_offer const& proven,
                                handed_on const& what)
{
    if (c.activity.to.empty() || !c.activity.target)
        return failure{errc::malformed, "an Invite to nobody, or for nobody", {}};
    auto const& seat_uri = what.offer.agreement.stipulates.satisfies;
    auto const& owner_uri = *c.activity.target;
    if (!is_for(what.activity, owner_uri) || !trust::same_origin(seat_uri, owner_uri))
        return failure{errc::forbidden, what.activity.id + " is not for " + owner_uri, {}};
    app::incoming_wish const wish{.uri = c.activity.id,
                                  .offer_uri = what.activity.id,
                                  .offer = proven.document,
                                  .seat_uri = seat_uri,
                                  .message = app::to_request(what.offer, {}, proven.sender).message,
                                  .asker = c.known.actor,
                                  .introducer_uri = c.activity.to.front(),
                                  .owner_uri = owner_uri};
    TRY(bool const taken, app::receive_wish(tx, wish, c.now));
    return outcome(taken ? "done" : "ignored: nobody here may introduce them");
}

std::string sentence_of(context const& c)
{
    auto const html = std::string(c.activity.whole["content"].text().value_or(""));
    return core::single_line(
        core::first_characters(core::trim(content::plain_text(html)), domain::most_sentence));
}

// The asker does not wait for ever: an old Offer is nobody's wish any more.
bool is_stale(vocab::incoming_activity const& offer, core::time_point now)
{
    return offer.published && *offer.published + domain::introduction_lasts + domain::late_answer < now;
}

result<outcome> take_passed_on(db::transaction& tx, context const& c, domain::actor const& sender,
                               handed_on const& what)
{
    if (is_stale(what.activity, c.now))
        return outcome("ignored: an old Offer");
    auto in = app::to_request(what.offer, what.activity.id, sender);
    TRY(in.behalf_id, app::find_behalf(tx, what.offer, sender.uri));
    in.introduction = sentence_of(c);
    TRY(auto const done, app::receive_introduced(tx, c.uris, std::move(in), c.known.actor, c.now));
    return outcome_of(done);
}

// Asked for by a member here, for an opening here; the introducer lives elsewhere.
result<outcome> take_back_home(db::transaction& tx, context const& c)
{
    TRY(auto const found, db::lock_introduction_by_uri(tx, c.activity.object->id));
    if (!found || found->introducer_id != c.known.actor.id)
        return outcome("ignored: nobody here asked for it");
    if (domain::is_unwanted(*found, c.now))
        return outcome("ignored: wanted no more");
    TRY(auto const asker, db::find_actor(tx, found->asker_id));
    if (!asker)
        return outcome("ignored: the asker is gone");
    TRY(auto in, app::request_in(tx, *found, *asker));
    in.introduction = sentence_of(c);
    TRY(auto const done, app::receive_introduced(tx, c.uris, std::move(in), c.known.actor, c.now));
    return outcome_of(done);
}

} // namespace

result<wanted> invite_needs(context const& c)
{
    wanted w;
    auto const& object = c.activity.object;
    if (!object || object->type != "Offer" || !object->embedded.present() || c.uris.is_ours(object->id))
        return w;
    if (!c.known.offers.contains(object->id)) {
        w.offers.push_back(*object);
        return w;
    }
    auto const offer = vocab::read_offer(object->embedded);
    auto const behalf = offer ? app::behalf_of(*offer, object->id) : std::nullopt;
    if (behalf && !c.known.actors.contains(*behalf))
        w.actors.push_back(*behalf);
    return w;
}

result<outcome> invite(db::transaction& tx, context const& c)
{
    TRY(auto const id, object_id(c));
    if (c.uris.is_ours(id))
        return take_back_home(tx, c);
    auto const found = c.known.offers.find(id);
    if (found == c.known.offers.end() || found->second.document.size() > most_offer_bytes)
        return outcome("ignored: an Invite to something else");
    TRY(auto const document, json::document::parse(found->second.document));
    TRY(auto const what, read_offer(document.root()));
    if (found->second.sender.id == c.known.actor.id)
        return ask_member_here(tx, c, found->second, what);
    return take_passed_on(tx, c, found->second.sender, what);
}

result<bool> accept_introduction(db::transaction& tx, context const& c)
{
    return app::receive_passed_on(tx, c.uris, c.known.actor, c.activity.object->id, c.now);
}

result<bool> undo_introduction(db::transaction& tx, context const& c)
{
    auto const type = c.activity.object->type.value_or("Invite");
    return type == "Invite" ? app::receive_wish_withdrawal(tx, c.known.actor, c.activity.object->id)
                            : result<bool>(false);
}

} // namespace federwerk::inbox::verbs
