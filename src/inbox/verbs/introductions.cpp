// SPDX-License-Identifier: AGPL-3.0-or-later
// Invite with somebody's Offer in it: to a member here who shall pass it on, or passed on to its owner here.
#include "db/introductions.hpp"
#include "app/receive_introduction.hpp"
#include "content/html.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "inbox/verbs/takers.hpp"

namespace federwerk::inbox::verbs {

namespace {

constexpr std::size_t most_offer_bytes = 65'536; // migrations/0014_requests.sql

std::string first_words(std::string const& html, std::size_t most)
{
    return core::first_characters(core::trim(content::plain_text(html)), most);
}

result<outcome> ask_member_here(db::transaction& tx, context const& c, app::proven_offer const& proven,
                                vocab::incoming_offer const& offer)
{
    if (c.activity.to.empty() || !c.activity.target)
        return failure{errc::malformed, "an Invite to nobody, or for nobody", {}};
    app::incoming_wish const wish{.uri = c.activity.id,
                                  .offer_uri = c.activity.object->id,
                                  .offer = proven.document,
                                  .seat_uri = offer.agreement.stipulates.satisfies,
                                  .message = first_words(offer.content, domain::most_request_message),
                                  .asker = c.known.actor,
                                  .introducer_uri = c.activity.to.front(),
                                  .owner_uri = *c.activity.target};
    TRY(bool const taken, app::receive_wish(tx, wish, c.now));
    return outcome(taken ? "done" : "ignored: nobody here may introduce them");
}

result<outcome> take_passed_on(db::transaction& tx, context const& c, domain::actor const& sender,
                               vocab::incoming_offer const& offer)
{
    app::incoming_request in{
        .uri = c.activity.object->id, .sender = sender, .seat_uri = offer.agreement.stipulates.satisfies};
    in.message = first_words(offer.content, domain::most_request_message);
    in.answers = offer.answers;
    in.unit = offer.agreement.stipulates.quantity.unit;
    in.gives_back = offer.agreement.reciprocal.has_value();
    in.introduction = core::single_line(
        first_words(std::string(c.activity.whole["content"].text().value_or("")), domain::most_sentence));
    TRY(auto const done, app::receive_introduced(tx, c.uris, std::move(in), c.known.actor, c.now));
    return outcome_of(done);
}

// Asked for by a member here, for an opening here; the introducer lives elsewhere.
result<outcome> take_back_home(db::transaction& tx, context const& c)
{
    TRY(auto const found, db::lock_introduction_by_uri(tx, c.activity.object->id));
    if (!found || found->introducer_id != c.known.actor.id)
        return outcome("ignored: nobody here asked for it");
    TRY(auto const asker, db::find_actor(tx, found->asker_id));
    if (!asker)
        return outcome("ignored: the asker is gone");
    TRY(auto in, app::request_in(*found, *asker));
    in.introduction = core::single_line(
        first_words(std::string(c.activity.whole["content"].text().value_or("")), domain::most_sentence));
    TRY(auto const done, app::receive_introduced(tx, c.uris, std::move(in), c.known.actor, c.now));
    return outcome_of(done);
}

} // namespace

result<wanted> invite_needs(context const& c)
{
    wanted w;
    auto const& object = c.activity.object;
    if (object && object->type == "Offer" && object->embedded.present() && !c.uris.is_ours(object->id) &&
        !c.known.offers.contains(object->id))
        w.offers.push_back(*object);
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
    TRY(auto const offer, vocab::read_offer(document.root()));
    if (found->second.sender.id == c.known.actor.id)
        return ask_member_here(tx, c, found->second, offer);
    return take_passed_on(tx, c, found->second.sender, offer);
}

result<bool> accept_introduction(db::transaction& tx, context const& c)
{
    return app::receive_passed_on(tx, c.known.actor, c.activity.object->id, c.now);
}

} // namespace federwerk::inbox::verbs
