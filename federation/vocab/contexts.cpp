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
    "openTo": {"@id": "federwerk:openTo", "@type": "@id"},
    "verifiedDomain": "federwerk:verifiedDomain",
    "badgeIcon": "federwerk:badgeIcon",
    "badgeHue": "federwerk:badgeHue",
    "badgeKind": "federwerk:badgeKind",
    "Opening": "federwerk:Opening",
    "opening": "federwerk:opening",
    "form": "federwerk:form",
    "kind": "federwerk:kind",
    "direction": "federwerk:direction",
    "title": "federwerk:title",
    "text": "federwerk:text",
    "terms": {"@id": "federwerk:terms", "@container": "@list"},
    "languages": {"@id": "federwerk:languages", "@container": "@list"},
    "questions": {"@id": "federwerk:questions", "@container": "@list"},
    "seats": {"@id": "federwerk:seats", "@container": "@list"},
    "places": "federwerk:places",
    "atDistance": "federwerk:atDistance",
    "inExchange": "federwerk:inExchange",
    "fullUntil": {"@id": "federwerk:fullUntil", "@type": "xsd:dateTime"},
    "answers": {"@id": "federwerk:answers", "@container": "@list"},
    "behalf": {"@id": "federwerk:behalf", "@type": "@id"},
    "CreditRequest": "federwerk:CreditRequest",
    "CreditAuthorization": "federwerk:CreditAuthorization",
    "creditRequest": {"@id": "federwerk:creditRequest", "@type": "@id"},
    "with": {"@id": "federwerk:with", "@container": "@list"},
    "authorization": {"@id": "federwerk:authorization", "@type": "@id"},
    "interactingObject": {"@id": "https://gotosocial.org/ns#interactingObject", "@type": "@id"},
    "author": {"@id": "federwerk:author", "@type": "@id"},
    "role": "federwerk:role",
    "digest": "federwerk:digest"
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

// Openings let others answer with the owner's consent; approvalRequired is what GoToSocial's manualApproval
// was.
constexpr std::string_view consent_terms =
    R"("manualApproval":{"@id":"gts:manualApproval","@type":"@id"},)"
    R"("approvalRequired":{"@id":"gts:approvalRequired","@type":"@id"},)";

// FEP-0837, as it writes its own context; but what names something is an id, for those who read by JSON-LD:
// Fedify fails at a text in its place.
constexpr std::string_view proposal_terms =
    R"("om2":"http://www.ontology-of-units-of-measure.org/resource/om-2/","vf":"https://w3id.org/valueflows/ont/vf#",)"
    R"("Intent":"vf:Intent","action":"vf:action","purpose":"vf:purpose","unitBased":"vf:unitBased",)"
    R"("publishes":"vf:publishes","reciprocal":"vf:reciprocal",)"
    R"("resourceConformsTo":{"@id":"vf:resourceConformsTo","@type":"@id"},)"
    R"("resourceQuantity":"vf:resourceQuantity","availableQuantity":"vf:availableQuantity",)"
    R"("minimumQuantity":"vf:minimumQuantity","hasUnit":"om2:hasUnit","hasNumericalValue":"om2:hasNumericalValue",)";

constexpr std::string_view agreement_terms =
    R"("Agreement":"vf:Agreement","Commitment":"vf:Commitment","stipulates":"vf:stipulates",)"
    R"("stipulatesReciprocal":"vf:stipulatesReciprocal","satisfies":{"@id":"vf:satisfies","@type":"@id"},)";

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

std::string_view opening_context()
{
    static std::string const text =
        context(R"("https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v2")",
                {interaction_terms, consent_terms, note_interaction_terms, note_terms, proposal_terms});
    return text;
}

std::string_view request_context()
{
    static std::string const text =
        context(R"("https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v2")",
                {proposal_terms, agreement_terms});
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
