// SPDX-License-Identifier: AGPL-3.0-or-later
// Open Badges 2.0 as BadgeFed attaches it to a public Note, and the links of FEP-e232 by which a Federwerk
// offers a credential (interop 2.2).
#include "federation/vocab/badge_values.hpp"

#include <algorithm>

namespace federwerk::vocab {

namespace {

constexpr std::size_t most_awards = 4, most_mentions = 16, most_tags = 100, most_attachments = 16;

void add_assertion(json::view value, std::vector<incoming_assertion>& out)
{
    if (!has_type(value, "Assertion") || out.size() == most_awards)
        return;
    auto read = read_assertion(value);
    bool const twice = read && std::ranges::any_of(out, [&](auto const& known) {
                           return known.id == read->id; // Once as an attachment, once as a property
                       });
    if (read && !twice)
        out.push_back(std::move(*read));
}

void read_tag(json::view tag, incoming_awards& out)
{
    auto const href = id_of(tag["href"]);
    if (href.empty())
        return;
    if (tag["type"].text() == "Mention" && out.mentioned.size() < most_mentions)
        out.mentioned.push_back(href);
    if (tag["type"].text() != "Link" || out.credentials.size() == most_awards)
        return;
    bool const leads_there =
        std::ranges::any_of(tag["rel"].as_list(), [](auto each) { return each.text() == open_badge_rel; });
    if (leads_there && std::ranges::find(out.credentials, href) == out.credentials.end())
        out.credentials.push_back(href);
}

} // namespace

incoming_awards read_awards(json::view note)
{
    incoming_awards out;
    auto const tags = note["tag"].as_list();
    for (std::size_t i = 0; i < tags.size() && i < most_tags; ++i)
        read_tag(tags[i], out);
    auto const attached = note["attachment"].as_list();
    for (std::size_t i = 0; i < attached.size() && i < most_attachments; ++i)
        add_assertion(attached[i], out.assertions);
    for (auto const name : {"openbadges:assertion", "https://w3id.org/openbadges#assertion"})
        for (auto const each : note[name].as_list())
            add_assertion(each, out.assertions);
    return out;
}

result<incoming_assertion> read_assertion(json::view document)
{
    TRY_VOID(check_document(document));
    incoming_assertion out;
    out.id = text_of(document["id"]);
    failure const malformed{errc::malformed, "not an assertion of Open Badges: " + out.id, {}};
    if (!has_type(document, "Assertion"))
        return malformed; // First, as every picture of every Note comes by here
    auto const recipient = document["recipient"], badge = document["badge"];
    out.recipient = text_of(recipient["identity"]);
    // A digest, whatever the flag says: "sha256$…"
    out.hashed = flag_of(recipient["hashed"]) || recipient["salt"].present();
    out.revoked = flag_of(document["revoked"]);
    out.badge = id_of(badge);
    if (badge.is_object()) {
        TRY(out.achievement, read_badge_class(badge));
    }
    out.issued_on = time_of(document["issuedOn"]);
    out.expires = time_of(document["expires"]);
    out.evidence = optional_id(document["evidence"]);
    out.document = document.write();
    bool const whole = !out.recipient.empty() && out.issued_on && (out.achievement || !out.badge.empty());
    if (!whole || (document["expires"].present() && !out.expires))
        return malformed;
    return out;
}

result<incoming_achievement> read_badge_class(json::view document)
{
    TRY_VOID(check_document(document));
    auto out = achievement_of(document);
    auto const issuer = document["issuer"];
    out.issuer_id = id_of(issuer);
    if (issuer.is_object())
        out.issuer_url = text_of(issuer["url"]);
    if (!has_type(document, "BadgeClass") || out.name.empty())
        return failure{errc::malformed, "not a BadgeClass: " + out.id, {}};
    return out;
}

result<incoming_badge_issuer> read_badge_issuer(json::view document)
{
    TRY_VOID(check_document(document));
    incoming_badge_issuer const out{text_of(document["id"]), text_of(document["url"])};
    if (out.id.empty() || out.url.empty())
        return failure{errc::malformed, "not the profile of an issuer: " + out.id, {}};
    return out;
}

} // namespace federwerk::vocab
