// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests for an openness or a seat of ours, and what is answered to requests of ours (FEP-0837): Offer,
// TentativeAccept, Accept, Reject, Undo, and the receipts.
#include "app/introductions/receive_introduction.hpp"
#include "app/requests/incoming_offer.hpp"
#include "federation/trust/trust.hpp"
#include "inbox/verbs/takers.hpp"

namespace federwerk::inbox::verbs {

outcome outcome_of(app::request_intake done)
{
    switch (done) {
    case app::request_intake::stored:
        return "done";
    case app::request_intake::known:
        return "ignored: asked before";
    case app::request_intake::refused:
        return "done: refused";
    case app::request_intake::no_opening:
        return "ignored: no such opening";
    case app::request_intake::throttled:
        return outcome(request_flood_outcome);
    }
    return "ignored";
}

result<wanted> offer_needs(context const& c)
{
    wanted w;
    auto const in = vocab::read_offer(c.activity.whole);
    auto const behalf = in ? app::behalf_of(*in, c.activity.actor) : std::nullopt;
    if (behalf && !c.known.actors.contains(*behalf))
        w.actors.push_back(*behalf);
    return w;
}

result<outcome> offer(db::transaction& tx, context const& c)
{
    auto const in = vocab::read_offer(c.activity.whole);
    if (!in || !c.uris.is_ours(in->agreement.stipulates.satisfies))
        return outcome("ignored: an Offer of nothing that is asked for here");
    auto request = app::to_request(*in, c.activity.id, c.known.actor);
    request.published = c.activity.published;
    TRY(request.behalf_id, app::find_behalf(tx, *in, c.activity.actor));
    TRY(auto const done, app::receive_request(tx, c.uris, request, c.now));
    return outcome_of(done);
}

result<outcome> tentative_accept(db::transaction& tx, context const& c)
{
    TRY(auto const id, object_id(c));
    TRY_VOID(app::ensure_passed_on(tx, c.uris, c.known.actor, id, c.now));
    TRY(bool const known, app::receive_interest(tx, {c.uris, c.known.actor, c.now}, id));
    return outcome(known ? "done" : "ignored: nobody here asked");
}

result<bool> accept_request(db::transaction& tx, context const& c)
{
    TRY_VOID(app::ensure_passed_on(tx, c.uris, c.known.actor, c.activity.object->id, c.now));
    // The agreement lives with who accepts; without one of its own the Accept stands for it.
    auto const& named = c.activity.result;
    auto const agreement = named && trust::same_origin(c.activity.actor, *named) ? *named : c.activity.id;
    return app::receive_agreement(tx, {c.uris, c.known.actor, c.now}, c.activity.object->id, agreement);
}

result<bool> reject_request(db::transaction& tx, context const& c)
{
    TRY_VOID(app::ensure_passed_on(tx, c.uris, c.known.actor, c.activity.object->id, c.now));
    return app::receive_rejection(tx, {c.uris, c.known.actor, c.now}, c.activity.object->id);
}

result<bool> undo_request(db::transaction& tx, context const& c)
{
    auto const& object = *c.activity.object;
    auto const type = object.type.value_or("");
    app::said_by const who{c.uris, c.known.actor, c.now};
    if (type == "Accept")
        return app::receive_end(tx, who, std::string(object.embedded["object"].text().value_or("")));
    if (!type.empty() && type != "Offer")
        return false;
    auto const withdrawn = app::receive_withdrawal(tx, who, object.id);
    // Named by its id alone it may also be the owner who ends what was agreed.
    if (withdrawn || withdrawn.error().code != errc::forbidden)
        return withdrawn;
    return app::receive_end(tx, who, object.id);
}

// Anything that refers to the agreement confirms it (FEP-0837); a Document is how.
result<bool> take_receipt(db::transaction& tx, context const& c)
{
    auto const& object = *c.activity.object;
    auto const agreement = object.embedded["context"].text();
    if (object.type != "Document" || !agreement || !c.item.trusted)
        return false;
    return app::receive_done(tx, {c.uris, c.known.actor, c.now}, std::string(*agreement));
}

} // namespace federwerk::inbox::verbs
