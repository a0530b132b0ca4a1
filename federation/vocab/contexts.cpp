// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/vocab/contexts.hpp"

#include <string>

namespace federwerk::vocab {

namespace {

// Exactly schemas/contexts/federwerk.jsonld.
constexpr std::string_view served = R"json({
  "@context": {
    "federwerk": "https://w3id.org/federwerk/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "Highlight": "federwerk:Highlight",
    "highlight": "federwerk:highlight",
    "headline": "federwerk:headline",
    "activity": "federwerk:activity",
    "occurredFrom": {"@id": "federwerk:occurredFrom", "@type": "xsd:date"},
    "occurredTo": {"@id": "federwerk:occurredTo", "@type": "xsd:date"},
    "badges": {"@id": "federwerk:badges", "@type": "@id", "@container": "@list"},
    "collaborators": {"@id": "federwerk:collaborators", "@type": "@id", "@container": "@set"},
    "wornBadges": {"@id": "federwerk:wornBadges", "@type": "@id"},
    "badgeIcon": "federwerk:badgeIcon",
    "badgeHue": "federwerk:badgeHue",
    "badgeKind": "federwerk:badgeKind"
  }
}
)json";

// GoToSocial's interaction controls; always is what they were before its 0.20 (interop 1.6).
constexpr std::string_view interaction_terms =
    R"("gts":"https://gotosocial.org/ns#",)"
    R"("interactionPolicy":{"@id":"gts:interactionPolicy","@type":"@id"},)"
    R"("automaticApproval":{"@id":"gts:automaticApproval","@type":"@id"},)"
    R"("always":{"@id":"gts:always","@type":"@id"},)";

constexpr std::string_view note_interaction_terms =
    R"("canLike":{"@id":"gts:canLike","@type":"@id"},"canReply":{"@id":"gts:canReply","@type":"@id"},)"
    R"("canAnnounce":{"@id":"gts:canAnnounce","@type":"@id"},"canQuote":{"@id":"gts:canQuote","@type":"@id"},)";

constexpr std::string_view note_terms =
    R"("toot":"http://joinmastodon.org/ns#","sensitive":"as:sensitive","Hashtag":"as:Hashtag","blurhash":"toot:blurhash",)";

// schema is the wrong http://schema.org# on purpose: everybody sends it so (interop 1.2).
constexpr std::string_view actor_terms =
    R"("toot":"http://joinmastodon.org/ns#","schema":"http://schema.org#","Hashtag":"as:Hashtag",)"
    R"("manuallyApprovesFollowers":"as:manuallyApprovesFollowers",)"
    R"("alsoKnownAs":{"@id":"as:alsoKnownAs","@type":"@id"},"movedTo":{"@id":"as:movedTo","@type":"@id"},)"
    R"("featured":{"@id":"toot:featured","@type":"@id"},"featuredTags":{"@id":"toot:featuredTags","@type":"@id"},)"
    R"("discoverable":"toot:discoverable","indexable":"toot:indexable","suspended":"toot:suspended",)"
    R"("PropertyValue":"schema:PropertyValue","value":"schema:value",)"
    R"("lemmy":"https://join-lemmy.org/ns#","postingRestrictedToMods":"lemmy:postingRestrictedToMods",)"
    R"("canFeature":{"@id":"https://w3id.org/fep/7aa9#canFeature","@type":"@id"},)"
    R"("implements":{"@id":"https://w3id.org/fep/844e/implements","@type":"@id","@container":"@list"},)"
    R"("assertionMethod":{"@id":"https://w3id.org/security#assertionMethod","@type":"@id","@container":"@set"},)";

// The terms of the served context, without its wrapping and white space.
std::string own_terms()
{
    std::string out;
    bool quoted = false;
    for (char const c : served.substr(served.find('{', 1))) {
        quoted = quoted != (c == '"');
        if (quoted || (c != ' ' && c != '\n'))
            out += c;
    }
    return out.substr(1, out.size() - 3); // Without the outer braces
}

std::string context(std::string_view documents, std::initializer_list<std::string_view> terms)
{
    std::string out = "[" + std::string(documents) + ",{";
    for (auto const part : terms)
        out += part;
    return out + own_terms() + "}]";
}

} // namespace

std::string_view actor_context()
{
    static std::string const text =
        context(R"("https://www.w3.org/ns/activitystreams","https://w3id.org/security/v1",)"
                R"("https://w3id.org/security/data-integrity/v2","https://w3id.org/security/multikey/v1",)"
                R"("https://purl.archive.org/socialweb/webfinger")",
                {interaction_terms, actor_terms});
    return text;
}

std::string_view note_context()
{
    static std::string const text =
        context(R"("https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v2")",
                {interaction_terms, note_interaction_terms, note_terms});
    return text;
}

std::string_view activity_context()
{
    return R"(["https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v2"])";
}

std::string_view served_context()
{
    return served;
}

} // namespace federwerk::vocab
