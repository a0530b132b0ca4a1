// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests for an openness or a seat of ours, and what is answered to requests of ours (FEP-0837): Offer,
// TentativeAccept, Accept, Reject, Undo, and the receipts.
#include "app/receive_introduction.hpp"
#include "app/receive_request.hpp"
#include "content/html.hpp"
#include "core/text.hpp"
#include "federation/trust/trust.hpp"
#include "inbox/verbs/takers.hpp"

namespace federwerk::inbox::verbs {

namespace {

// "one", with whatever namespace its context gives it.
bool counts_in_ones(std::string_view unit)
{
    auto const last = unit.find_last_of("/#:");
    return core::lower_ascii(unit.substr(last == std::string_view::npos ? 0 : last + 1)) == "one";
}

// Quantities must be equal, since our openings are not unit based; left out it is any amount.
bool is_one(vocab::incoming_quantity const& q)
{
    if (!counts_in_ones(q.unit))
        return false;
    if (!q.value)
        return true;
    return q.value->starts_with('1') &&
           (q.value->size() == 1 ||
            ((*q.value)[1] == '.' && q.value->find_first_not_of('0', 2) == std::string::npos));
}

// Who speaks for an organisation does so from its own server; otherwise anybody could.
std::optional<std::string> behalf_of(context const& c, vocab::incoming_offer const& in)
{
    return in.behalf && trust::same_origin(*in.behalf, c.activity.actor) ? in.behalf : std::nullopt;
}

app::incoming_request to_request(context const& c, vocab::incoming_offer const& in)
{
    auto const& promised = in.agreement.stipulates;
    app::incoming_request out{.uri = c.activity.id, .sender = c.known.actor, .seat_uri = promised.satisfies};
    out.message =
        core::first_characters(core::trim(content::plain_text(in.content)), domain::most_request_message);
    for (auto const& each : in.answers)
        out.answers.push_back(core::first_characters(core::trim(each), domain::most_request_answer));
    out.unit = promised.quantity.unit;
    out.is_one = is_one(promised.quantity);
    out.gives_back = in.agreement.reciprocal.has_value();
    if (auto const behalf = behalf_of(c, in)) {
        auto const found = c.known.actors.find(*behalf);
        if (found != c.known.actors.end() && found->second.kind == domain::actor_kind::organization)
            out.behalf_id = found->second.id;
    }
    return out;
}

} // namespace

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
    auto const behalf = in ? behalf_of(c, *in) : std::nullopt;
    if (behalf && !c.known.actors.contains(*behalf))
        w.actors.push_back(*behalf);
    return w;
}

result<outcome> offer(db::transaction& tx, context const& c)
{
    auto const in = vocab::read_offer(c.activity.whole);
    if (!in || !c.uris.is_ours(in->agreement.stipulates.satisfies))
        return outcome("ignored: an Offer of nothing that is asked for here");
    TRY(auto const done, app::receive_request(tx, c.uris, to_request(c, *in), c.now));
    return outcome_of(done);
}

result<outcome> tentative_accept(db::transaction& tx, context const& c)
{
    TRY(auto const id, object_id(c));
    TRY_VOID(app::ensure_passed_on(tx, c.known.actor, id, c.now));
    TRY(bool const known, app::receive_interest(tx, c.known.actor, id, c.now));
    return outcome(known ? "done" : "ignored: nobody here asked");
}

result<bool> accept_request(db::transaction& tx, context const& c)
{
    TRY_VOID(app::ensure_passed_on(tx, c.known.actor, c.activity.object->id, c.now));
    // The agreement lives with who accepts; without one of its own the Accept stands for it.
    auto const& named = c.activity.result;
    auto const agreement = named && trust::same_origin(c.activity.actor, *named) ? *named : c.activity.id;
    return app::receive_agreement(tx, c.known.actor, c.activity.object->id, agreement, c.now);
}

result<bool> reject_request(db::transaction& tx, context const& c)
{
    TRY_VOID(app::ensure_passed_on(tx, c.known.actor, c.activity.object->id, c.now));
    return app::receive_rejection(tx, c.known.actor, c.activity.object->id, c.now);
}

result<bool> undo_request(db::transaction& tx, context const& c)
{
    auto const& object = *c.activity.object;
    auto const type = object.type.value_or("");
    if (type == "Accept")
        return app::receive_end(tx, c.known.actor, std::string(object.embedded["object"].text().value_or("")),
                                c.now);
    if (!type.empty() && type != "Offer")
        return false;
    auto const withdrawn = app::receive_withdrawal(tx, c.known.actor, object.id, c.now);
    // Named by its id alone it may also be the owner who ends what was agreed.
    if (withdrawn || withdrawn.error().code != errc::forbidden)
        return withdrawn;
    return app::receive_end(tx, c.known.actor, object.id, c.now);
}

// Anything that refers to the agreement confirms it (FEP-0837); a Document is how.
result<bool> take_receipt(db::transaction& tx, context const& c)
{
    auto const& object = *c.activity.object;
    auto const agreement = object.embedded["context"].text();
    if (object.type != "Document" || !agreement || !c.item.trusted)
        return false;
    return app::receive_done(tx, c.known.actor, std::string(*agreement), c.now);
}

} // namespace federwerk::inbox::verbs
