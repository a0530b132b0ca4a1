// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/mail/digest_text.hpp"

#include "app/mail/send_digests.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <ranges>

namespace federwerk::app {

namespace {

using enum domain::notification_kind;

struct phrase {
    domain::notification_kind kind;
    domain::both_languages text;
};
constexpr std::array<phrase, 19> phrases{{
    {request_received, {"A request to you", "Eine Anfrage an dich"}},
    {request_interested, {"Interested in your request", "Interesse an deiner Anfrage"}},
    {request_agreed, {"Agreed", "Vereinbart"}},
    {request_done, {"Says that it is done", "Sagt, dass es getan ist"}},
    {request_closed, {"A request has come to its end", "Eine Anfrage ist zu Ende"}},
    {introduction_asked, {"Asks you for an introduction", "Bittet dich um eine Vorstellung"}},
    {domain::notification_kind::thread_message, {"A message", "Eine Nachricht"}},
    {credit_requested,
     {"Names you on a highlight: do you confirm?", "Nennt dich bei einem Highlight: Stimmt das?"}},
    {credit_confirmed, {"Confirmed having worked with you", "Hat die Zusammenarbeit bestätigt"}},
    {credit_revoked, {"Took a credit back", "Hat eine Bestätigung zurückgenommen"}},
    {badge_offered, {"Offers you a badge", "Bietet dir ein Abzeichen an"}},
    {badge_accepted, {"Accepted a badge that you issued", "Hat euer Abzeichen angenommen"}},
    {badge_declined, {"Does not want a badge that you issued", "Möchte euer Abzeichen nicht"}},
    {badge_revoked, {"Took a badge of yours back", "Hat dir ein Abzeichen entzogen"}},
    {opening_ends, {"Ends soon: does it still hold?", "Endet bald: Gilt das noch?"}},
    {organisation_lapsing,
     {"An organisation's domain could not be verified", "Die Domain einer Organisation war nicht zu prüfen"}},
    {pact_asked, {"Another instance asks for a pact", "Eine andere Instanz bittet um einen Pakt"}},
    {pact_holds, {"A pact was agreed to", "Ein Pakt ist geschlossen"}},
    {pact_ended,
     {"The other side ended a pact, or refused one",
      "Die andere Seite hat einen Pakt beendet oder abgelehnt"}},
}};

std::string_view in(std::string_view locale, domain::both_languages const& text)
{
    return locale == "de" ? text.de : text.en;
}

std::string what(std::string_view locale, domain::opening const& o)
{
    if (!o.title.empty())
        return core::single_line(o.title);
    auto const* kind = o.seats.empty() ? nullptr : domain::find_kind(o.seats.front().kind);
    if (!kind)
        return core::single_line(o.plain.substr(0, o.plain.find('\n')));
    return std::string(
        in(locale, o.direction == domain::direction::offering ? kind->offering : kind->looking));
}

void add_hits(std::string& body, std::string_view locale, std::vector<station_hit> const& hits)
{
    for (auto const& each : hits | std::views::take(most_in_digest))
        body += "- " + what(locale, each.opening) + " (" + each.owner.handle() + ")\n  " +
                each.opening.url.value_or(each.opening.uri) + "\n";
    if (hits.size() > most_in_digest)
        body += "- " + std::string(in(locale, {"and more: search the Space Station to see them all\n",
                                               "und weitere: Die Suche der Space Station zeigt alle\n"}));
    body += "\n";
}

void add_unread(std::string& body, std::string_view locale, digest_content const& content)
{
    for (auto const& each : content.unread) {
        auto const known = std::ranges::find(phrases, each.kind, &phrase::kind);
        if (known == phrases.end())
            continue;
        auto const actor = each.actor_id ? content.actors.find(*each.actor_id) : content.actors.end();
        body += "- " + std::string(in(locale, known->text)) +
                (actor == content.actors.end() ? "" : " (" + actor->second.handle() + ")") + "\n";
    }
    body += "\n";
}

void add_title(std::string& body, std::string_view locale, domain::both_languages const& title)
{
    body += std::string(in(locale, title)) + "\n";
}

} // namespace

mail_text digest_text(std::string_view locale, std::string_view instance_name, digest_links const& links,
                      digest_content const& content)
{
    auto const name = core::single_line(instance_name);
    std::string body =
        std::string(in(locale, {"Hello,\n\nthis is your day on ", "Guten Tag,\n\ndas ist dein Tag auf "})) +
        name + ".\n\n";
    for (auto const& each : content.searches) {
        add_title(body, locale, {"New in your search:", "Neu in deiner Suche:"});
        body += "  " + core::single_line(each.name) + "\n";
        add_hits(body, locale, each.hits);
    }
    if (!content.matches.empty()) {
        add_title(body, locale,
                  {"Fits what you are open to or look for:",
                   "Passt zu dem, wofür du offen bist oder was du suchst:"});
        add_hits(body, locale, content.matches);
    }
    if (!content.unread.empty()) {
        add_title(body, locale, {"Not read yet:", "Noch nicht gelesen:"});
        add_unread(body, locale, content);
    }
    body += std::string(links.home) + "/\n\n" +
            std::string(in(locale, {"At most one mail a day. Here you can turn it off:\n",
                                    "Höchstens eine Mail am Tag. Hier kannst du sie abstellen:\n"})) +
            std::string(links.way_out) + "\n";
    return {std::string(in(locale, {"Your day on ", "Dein Tag auf "})) + name, std::move(body)};
}

} // namespace federwerk::app
