// SPDX-License-Identifier: AGPL-3.0-or-later
#include "translate/outgoing_request.hpp"

#include "core/text.hpp"
#include "federation/vocab/contexts.hpp"
#include "translate/to_one.hpp"

#include <algorithm>

namespace federwerk::translate {

namespace {

template <class Body>
std::string say(head const& begin, Body&& body)
{
    return to_one(vocab::request_context(), begin, std::forward<Body>(body));
}

struct commitment {
    std::string_view key, part;
    promised const& what;
    std::optional<std::string> const& agreement_uri; // Whose part it is; absent before there is an agreement
};
void write_commitment(json::writer& out, commitment const& c)
{
    out.object(c.key, [&] {
        out.field("type", "Commitment");
        if (c.agreement_uri)
            out.field("id", *c.agreement_uri + std::string(c.part));
        out.field("satisfies", c.what.uri);
        out.object("resourceQuantity",
                   [&] { out.field("hasUnit", c.what.unit).field("hasNumericalValue", c.what.quantity); });
    });
}

void write_promises(json::writer& out, promises const& what, std::optional<std::string> const& agreement_uri)
{
    write_commitment(out, {"stipulates", "#primary", what.seat, agreement_uri});
    if (what.reciprocal)
        write_commitment(out, {"stipulatesReciprocal", "#reciprocal", *what.reciprocal, agreement_uri});
}

void write_agreement(json::writer& out, domain::request const& r, promises const& what,
                     request_parties const& who)
{
    out.field("type", "Agreement").optional("id", r.agreement_uri).field("attributedTo", who.receiver.uri);
    write_promises(out, what, r.agreement_uri);
}

void write_message(json::writer& out, domain::request const& r, direct_message const& message,
                   head const& begin)
{
    out.field("id", message.uri).field("type", "Note").field("attributedTo", begin.from.uri);
    out.array("to", [&] { out.value(begin.to.uri); }).array("cc", [] {});
    out.field("context", r.uri).field("inReplyTo", message.in_reply_to.value_or(r.uri));
    out.field("published", message.published)
        .field("content", "<p>" + mention_html(begin.to) + "</p>" + message.html);
    out.array("tag", [&] {
        out.object([&] {
            out.field("type", "Mention").field("href", begin.to.uri);
            out.field("name", "@" + begin.to.handle());
        });
    });
}

} // namespace

promises promises_for(domain::request const& r, std::optional<domain::opening> const& o,
                      domain::seat_terms const& terms)
{
    promises out{.seat = {.uri = r.opening_uri + "#primary"}}; // What every opening's first seat is called
    out.seat.unit = r.unit;
    if (!o)
        return out;
    auto const seat = std::ranges::find(o->seats, r.position, &domain::seat::position);
    if (seat != o->seats.end())
        out.seat.uri = seat->uri;
    out.seat.quantity = terms.quantity.value_or("1");
    if (auto const& back = terms.reciprocal)
        out.reciprocal = {.uri = back->uri.empty() ? o->reciprocal_uri() : back->uri,
                          .unit = back->unit,
                          .quantity = back->quantity.value_or("1")};
    else if (o->asks_for_return())
        out.reciprocal = {.uri = o->reciprocal_uri()};
    return out;
}

std::string offer(domain::request const& r, promises const& what, request_parties const& who)
{
    return say({r.uri, "Offer", who.sender, who.receiver}, [&](json::writer& out) {
        out.field("published", r.created_at);
        out.field("content", "<p>" + core::escape_html(r.message) + "</p>");
        if (!r.answers.empty())
            out.field("answers", r.answers);
        out.optional("behalf", who.behalf_uri);
        out.object("object", [&] {
            out.field("type", "Agreement");
            write_promises(out, what, std::nullopt);
        });
    });
}

std::string accept_tentatively(std::string const& id, domain::request const& r, request_parties const& who)
{
    return say({id, "TentativeAccept", who.receiver, who.sender},
               [&](json::writer& out) { out.field("object", r.uri); });
}

std::string accept_offer(std::string const& id, domain::request const& r, promises const& what,
                         request_parties const& who)
{
    return say({id, "Accept", who.receiver, who.sender}, [&](json::writer& out) {
        out.field("object", r.uri).object("result", [&] { write_agreement(out, r, what, who); });
    });
}

std::string agreement_document(domain::request const& r, promises const& what, request_parties const& who)
{
    json::writer out;
    out.object([&] {
        out.key("@context").raw(vocab::request_context());
        write_agreement(out, r, what, who);
        out.array("to", [&] { out.value(who.sender.uri); }).field("context", r.uri);
    });
    return out.take();
}

std::string reject_offer(std::string const& id, std::string const& request_uri, request_parties const& who)
{
    return say({id, "Reject", who.receiver, who.sender},
               [&](json::writer& out) { out.field("object", request_uri); });
}

std::string undo_accept(std::string const& id, domain::request const& r, request_parties const& who)
{
    return say({id, "Undo", who.receiver, who.sender}, [&](json::writer& out) {
        out.object("object", [&] {
            out.field("type", "Accept").field("actor", who.receiver.uri).field("object", r.uri);
            out.object("result",
                       [&] { out.field("type", "Agreement").field("id", r.agreement_uri.value_or("")); });
        });
    });
}

std::string undo_offer(std::string const& id, domain::request const& r, request_parties const& who)
{
    return say({id, "Undo", who.sender, who.receiver}, [&](json::writer& out) {
        out.object("object",
                   [&] { out.field("id", r.uri).field("type", "Offer").field("actor", who.sender.uri); });
    });
}

std::string receipt(std::string const& id, domain::request const& r, domain::actor const& by,
                    domain::actor const& to)
{
    return say({id, "Create", by, to}, [&](json::writer& out) {
        out.object("object", [&] {
            out.field("id", id + "#receipt").field("type", "Document").field("name", "Receipt");
            out.field("attributedTo", by.uri).field("context", r.agreement_uri.value_or(r.uri));
            out.array("to", [&] { out.value(to.uri); });
        });
    });
}

std::string create_message(std::string const& id, domain::request const& r, direct_message const& message,
                           domain::actor const& from, domain::actor const& to)
{
    head const begin{id, "Create", from, to};
    return say(begin, [&](json::writer& out) {
        out.field("published", message.published);
        out.object("object", [&] { write_message(out, r, message, begin); });
    });
}

std::string message_document(domain::request const& r, direct_message const& message,
                             domain::actor const& from, domain::actor const& to)
{
    json::writer out;
    out.object([&] {
        out.key("@context").raw(vocab::request_context());
        write_message(out, r, message, {{}, {}, from, to});
    });
    return out.take();
}

std::string remove_thread(std::string const& id, domain::request const& r, domain::actor const& by,
                          domain::actor const& to)
{
    return say({id, "Remove", by, to},
               [&](json::writer& out) { out.field("object", r.uri).field("target", r.uri + "#thread"); });
}

std::string ask_introduction(introduction_letter const& l, domain::actor const& owner)
{
    return say({l.id, "Invite", l.from, l.to},
               [&](json::writer& out) { out.key("object").raw(l.offer).field("target", owner.uri); });
}

std::string pass_on(introduction_letter const& l, std::string const& sentence, std::string const& asked_uri)
{
    return say({l.id, "Invite", l.from, l.to}, [&](json::writer& out) {
        out.key("object").raw(l.offer).field("instrument", asked_uri);
        out.field("content", "<p>" + core::escape_html(sentence) + "</p>");
    });
}

std::string passed_on(std::string const& id, std::string const& asked_uri, domain::actor const& introducer,
                      domain::actor const& asker)
{
    return say({id, "Accept", introducer, asker}, [&](json::writer& out) { out.field("object", asked_uri); });
}

std::string undo_introduction(std::string const& id, std::string const& asked_uri, domain::actor const& asker,
                              domain::actor const& introducer)
{
    return say({id, "Undo", asker, introducer}, [&](json::writer& out) {
        out.object("object",
                   [&] { out.field("id", asked_uri).field("type", "Invite").field("actor", asker.uri); });
    });
}

std::string delete_message(std::string const& id, std::string const& uri, domain::actor const& from,
                           domain::actor const& to)
{
    return say({id, "Delete", from, to}, [&](json::writer& out) {
        out.object("object", [&] { out.field("id", uri).field("type", "Tombstone"); });
    });
}

} // namespace federwerk::translate
