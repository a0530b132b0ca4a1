// SPDX-License-Identifier: AGPL-3.0-or-later
#include "translate/outgoing_credit.hpp"

#include "core/text.hpp"
#include "federation/vocab/contexts.hpp"
#include "translate/to_one.hpp"
#include "translate/writing.hpp"

namespace federwerk::translate {

namespace {

template <class Body>
std::string say(head const& begin, Body&& body)
{
    return to_one(vocab::note_context(), begin, std::forward<Body>(body));
}

std::string link_html(std::string const& address, std::string const& text)
{
    return "<a href=\"" + core::escape_html(address) + "\">" + core::escape_html(text) + "</a>";
}

std::string question_html(domain::highlight const& h, credit_ends who)
{
    auto const name = core::escape_html(who.author.name.empty() ? who.author.username : who.author.name);
    auto const title = link_html(h.url.value_or(h.uri), h.headline);
    auto const begin = "<p>" + mention_html(who.collaborator) + " " + name;
    if (h.language && h.language->starts_with("de"))
        return begin + " nennt dich als beteiligt an „" + title +
               "“. Antworte mit „ja“, dann steht dein Name dort; ohne Antwort sieht ihn niemand. Mit „nein“ "
               "nimmst du es jederzeit zurück.</p>";
    return begin + " names you as having worked on “" + title +
           "”. Answer “yes” and your name is shown there; without an answer nobody sees it. Answer “no” at "
           "any time to take it back.</p>";
}

} // namespace

std::string credit_request(domain::uris const& uris, domain::credit const& c, domain::highlight const& h,
                           credit_ends who)
{
    return say({c.request_uri.value_or(""), "CreditRequest", who.author, who.collaborator},
               [&](json::writer& out) {
                   out.object("object", [&] { write_note(out, uris, h, who.author); });
                   out.field("target", who.collaborator.uri).field("digest", c.digest);
                   if (!c.role.empty())
                       out.field("content", c.role);
                   out.optional("context", c.context_uri);
               });
}

std::string credit_question(question_ids const& ids, domain::credit const& c, domain::highlight const& h,
                            credit_ends who)
{
    return say({ids.activity, "Create", who.author, who.collaborator}, [&](json::writer& out) {
        out.field("published", c.requested_at);
        out.object("object", [&] {
            out.field("id", ids.note).field("type", "Note").field("attributedTo", who.author.uri);
            out.array("to", [&] { out.value(who.collaborator.uri); }).array("cc", [] {});
            out.field("published", c.requested_at).field("content", question_html(h, who));
            out.field("creditRequest", c.request_uri.value_or(""));
            out.array("tag", [&] {
                out.object([&] {
                    out.field("type", "Mention").field("href", who.collaborator.uri);
                    out.field("name", "@" + who.collaborator.handle());
                });
            });
        });
    });
}

std::string credit_authorization(domain::credit const& c, credit_ends who, core::time_point published)
{
    json::writer out;
    out.object([&] {
        out.key("@context").raw(vocab::note_context());
        out.field("id", c.uri.value_or("")).field("type", "CreditAuthorization");
        out.field("attributedTo", who.collaborator.uri).field("interactingObject", c.highlight_uri);
        out.field("author", who.author.uri);
        if (!c.role.empty())
            out.field("role", c.role);
        out.field("digest", c.digest).field("published", published);
    });
    return out.take();
}

std::string accept_credit(std::string const& id, domain::credit const& c, credit_ends who)
{
    return say({id, "Accept", who.collaborator, who.author}, [&](json::writer& out) {
        out.field("object", c.request_uri.value_or("")).field("result", c.uri.value_or(""));
    });
}

std::string reject_credit(std::string const& id, domain::credit const& c, credit_ends who)
{
    return say({id, "Reject", who.collaborator, who.author},
               [&](json::writer& out) { out.field("object", c.request_uri.value_or("")); });
}

std::string delete_authorization(std::string const& id, std::string const& authorization_uri, credit_ends who)
{
    return say({id, "Delete", who.collaborator, who.author}, [&](json::writer& out) {
        out.object("object", [&] { out.field("id", authorization_uri).field("type", "Tombstone"); });
    });
}

std::string undo_credit_request(std::string const& id, domain::credit const& c, credit_ends who)
{
    return say({id, "Undo", who.author, who.collaborator}, [&](json::writer& out) {
        out.object("object", [&] {
            out.field("id", c.request_uri.value_or("")).field("type", "CreditRequest");
            out.field("actor", who.author.uri).field("object", c.highlight_uri);
        });
    });
}

} // namespace federwerk::translate
