// SPDX-License-Identifier: AGPL-3.0-or-later
#include "translate/outgoing_award.hpp"

#include "core/text.hpp"
#include "federation/vocab/contexts.hpp"
#include "federation/vocab/incoming_award.hpp"
#include "translate/to_one.hpp"

namespace federwerk::translate {

namespace {

template <class Body>
std::string say(head const& begin, Body&& body)
{
    return to_one(vocab::note_context(), begin, std::forward<Body>(body));
}

std::string issuer_html(domain::actor const& issuer, bool german)
{
    auto const name = core::escape_html(issuer.name.empty() ? issuer.username : issuer.name);
    if (!issuer.verified)
        return name;
    return name + (german ? " (bestätigt durch " : " (verified via ") + core::escape_html(*issuer.verified) +
           ")";
}

// Until it is accepted the address answers nobody who reads it in a browser, so the text says what it says.
std::string offer_html(domain::award const& a, award_ends who, bool german)
{
    auto const link = "<a href=\"" + core::escape_html(a.uri) + "\">" + core::escape_html(a.uri) + "</a>";
    auto const begin = "<p>" + mention_html(who.recipient) + " " + issuer_html(who.issuer, german);
    auto const name = core::escape_html(a.name), criteria = core::escape_html(a.criteria);
    if (german)
        return begin + " verleiht dir das Badge „" + name + "“.</p><p>" + criteria +
               "</p><p>Antworte mit „ja“, dann ist der Nachweis für alle zu lesen: " + link +
               "<br>Ohne Antwort sieht ihn niemand. Mit „nein“ lehnst du ab, auch später noch.</p>";
    return begin + " issues you the badge “" + name + "”.</p><p>" + criteria +
           "</p><p>Answer “yes” and everybody can read the credential: " + link +
           "<br>Without an answer nobody sees it. Answer “no” to decline, at any time.</p>";
}

void write_tags(json::writer& out, domain::award const& a, domain::actor const& recipient)
{
    out.array("tag", [&] {
        out.object([&] {
            out.field("type", "Mention").field("href", recipient.uri);
            out.field("name", "@" + recipient.handle());
        });
        out.object([&] { // FEP-e232
            out.field("type", "Link").field("mediaType", credential_media_type).field("href", a.uri);
            out.field("rel", vocab::open_badge_rel).field("name", a.name);
        });
    });
}

} // namespace

std::string offer_award(std::string const& id, domain::award const& a, award_ends who,
                        std::string_view language)
{
    bool const german = language.starts_with("de");
    return say({id, "Create", who.issuer, who.recipient}, [&](json::writer& out) {
        out.field("published", a.offered_at);
        out.object("object", [&] {
            out.field("id", a.offer_uri.value_or("")).field("type", "Note");
            out.field("attributedTo", who.issuer.uri);
            out.array("to", [&] { out.value(who.recipient.uri); }).array("cc", [] {});
            out.field("published", a.offered_at).field("content", offer_html(a, who, german));
            write_tags(out, a, who.recipient);
        });
    });
}

std::string accept_award(std::string const& id, domain::award const& a, award_ends who)
{
    return say({id, "Accept", who.recipient, who.issuer},
               [&](json::writer& out) { out.field("object", a.uri); });
}

std::string reject_award(std::string const& id, domain::award const& a, award_ends who)
{
    return say({id, "Reject", who.recipient, who.issuer},
               [&](json::writer& out) { out.field("object", a.uri); });
}

std::string delete_credential(std::string const& id, domain::award const& a, award_ends who)
{
    return say({id, "Delete", who.issuer, who.recipient}, [&](json::writer& out) {
        out.object("object", [&] { out.field("id", a.uri).field("type", "Tombstone"); });
    });
}

} // namespace federwerk::translate
