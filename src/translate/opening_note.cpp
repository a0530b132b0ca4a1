// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/vocab/contexts.hpp"
#include "federation/vocab/incoming.hpp"
#include "translate/outgoing_opening.hpp"
#include "translate/writing.hpp"

namespace federwerk::translate {

namespace {

struct quantity {
    std::string_view key;
    std::int64_t amount;
};

// Numbers of FEP-0837 are strings.
void write_quantity(json::writer& out, quantity const& q)
{
    out.object(q.key,
               [&] { out.field("hasUnit", "one").field("hasNumericalValue", std::to_string(q.amount)); });
}

std::vector<std::string> uris_of(std::vector<domain::badge> const& badges)
{
    std::vector<std::string> out;
    for (auto const& badge : badges)
        if (!badge.uri.empty())
            out.push_back(badge.uri);
    return out;
}

void write_intent(json::writer& out, domain::opening const& o, domain::seat const& s, bool with_own)
{
    out.object([&] {
        out.field("type", "Intent").field("id", s.uri).field("action", "deliverService");
        if (!s.kind.empty())
            out.field("resourceConformsTo", domain::kind_iri(s.kind));
        write_quantity(out, {"resourceQuantity", 1});
        if (o.form == domain::opening_form::call)
            write_quantity(out, {"availableQuantity", s.places - s.taken});
        else if (o.is_full(core::now()))
            write_quantity(out, {"availableQuantity", 0});
        if (with_own)
            out.field("kind", s.kind).field("badges", uris_of(s.badges)).field("places", s.places);
    });
}

void write_proposal(json::writer& out, domain::opening const& o)
{
    out.field("purpose", o.direction == domain::direction::offering ? "offer" : "request");
    out.field("endTime", o.ends_at).field("unitBased", false);
    if (!o.seats.empty())
        write_intent(out.key("publishes"), o, o.seats.front(), false);
    if (o.asks_for_return())
        out.object("reciprocal", [&] {
            out.field("type", "Intent").field("id", o.reciprocal_uri()).field("action", "deliverService");
            out.field("resourceConformsTo", domain::kind_iri(o.in_exchange));
            write_quantity(out, {"resourceQuantity", 1});
        });
    if (!o.where)
        return;
    out.object("location", [&] {
        out.field("type", "Place").field("name", o.where->name);
        out.optional("latitude", o.where->latitude).optional("longitude", o.where->longitude);
        if (o.where->radius_km)
            out.field("radius", *o.where->radius_km).field("units", "km");
    });
}

void write_own_properties(json::writer& out, domain::opening const& o)
{
    std::vector<std::string_view> terms;
    for (auto const term : o.terms)
        terms.push_back(domain::to_string(term));
    out.object("opening", [&] {
        out.field("type", "Opening").field("form", domain::to_string(o.form));
        if (!o.seats.empty() && !o.seats.front().kind.empty())
            out.field("kind", o.seats.front().kind);
        out.field("direction", domain::to_string(o.direction));
        if (!o.title.empty())
            out.field("title", o.title);
        out.field("text", o.html).field("terms", terms);
        if (!o.in_exchange.empty())
            out.field("inExchange", o.in_exchange);
        out.field("atDistance", o.at_distance)
            .field("languages", o.languages)
            .field("questions", o.questions);
        out.optional("fullUntil", o.full_until).field("badges", uris_of(badges_of(o)));
        out.array("seats", [&] {
            for (auto const& seat : o.seats)
                write_intent(out, o, seat, true);
        });
    });
}

// Anybody may answer, and its owner decides: the answer is a request, not a comment (interop 2.4).
void write_policy(json::writer& out, std::string const& owner)
{
    out.object("interactionPolicy", [&] {
        write_rule(out, "canLike", owner);
        out.object("canReply", [&] {
            for (auto const key : {"automaticApproval", "always"})
                out.array(key, [&] { out.value(owner); });
            for (auto const key : {"manualApproval", "approvalRequired"})
                out.array(key, [&] { out.value(vocab::public_audience); });
        });
        write_rule(out, "canAnnounce", owner);
        write_rule(out, "canQuote", owner);
    });
}

void write_note(json::writer& out, domain::uris const& uris, domain::opening const& o,
                domain::actor const& owner)
{
    auto const addressed = address(o, owner);
    auto const text = opening_html(uris, o, owner);
    out.field("id", o.uri).field("type", "Note").field("attributedTo", owner.uri);
    out.field("url", opening_page(uris, o, owner));
    out.field("published", o.published).optional("updated", o.edited_at).field("sensitive", false);
    out.field("to", addressed.to).field("cc", addressed.cc).field("content", text);
    if (o.language)
        out.object("contentMap", [&] { out.field(*o.language, text); });
    out.array("tag", [&] { write_badge_tags(out, uris, badges_of(o)); });
    out.array("attachment", [] {});
    write_policy(out, owner.uri);
    write_proposal(out, o);
    write_own_properties(out, o);
}

struct head {
    std::string_view id, type;
    core::time_point said;
};

std::string about(head const& begin, domain::uris const& uris, domain::opening const& o,
                  domain::actor const& owner)
{
    auto const addressed = address(o, owner);
    json::writer out;
    out.object([&] {
        out.key("@context").raw(vocab::opening_context());
        out.field("id", begin.id).field("type", begin.type).field("actor", owner.uri);
        out.field("to", addressed.to).field("cc", addressed.cc).field("published", begin.said);
        out.object("object", [&] { write_note(out, uris, o, owner); });
    });
    return out.take();
}

} // namespace

std::string limited_audience(domain::opening const& o)
{
    return o.uri + "/audience";
}

addressing address(domain::opening const& o, domain::actor const& owner)
{
    if (!o.is_public())
        return {.to = {limited_audience(o)}, .cc = {}};
    return {.to = {std::string(vocab::public_audience)},
            .cc = {owner.followers.value_or(owner.uri + "/followers")}};
}

std::string note_document(domain::uris const& uris, domain::opening const& o, domain::actor const& owner)
{
    json::writer out;
    out.object([&] {
        out.key("@context").raw(vocab::opening_context());
        write_note(out, uris, o, owner);
    });
    return out.take();
}

std::string create(domain::uris const& uris, std::string const& id, domain::opening const& o,
                   domain::actor const& owner)
{
    return about({id, "Create", o.published}, uris, o, owner);
}

std::string update(domain::uris const& uris, std::string const& id, domain::opening const& o,
                   domain::actor const& owner)
{
    return about({id, "Update", o.edited_at.value_or(o.published)}, uris, o, owner);
}

std::string delete_(std::string const& id, domain::opening const& o, domain::actor const& owner)
{
    auto const addressed = address(o, owner);
    json::writer out;
    out.object([&] {
        out.key("@context").raw(vocab::activity_context());
        out.field("id", id).field("type", "Delete").field("actor", owner.uri);
        out.field("to", addressed.to).field("cc", addressed.cc);
        out.object("object", [&] { out.field("id", o.uri).field("type", "Tombstone"); });
    });
    return out.take();
}

} // namespace federwerk::translate
