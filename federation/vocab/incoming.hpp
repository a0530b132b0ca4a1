// SPDX-License-Identifier: AGPL-3.0-or-later
// What peers send, normalised once at the edge: single values become lists, objects their ids, Public one
// spelling, dates strict. Nothing here trusts anything: federation/trust decides, and content is sanitised by
// who stores it.
#pragma once

#include "core/time.hpp"
#include "json/document.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::vocab {

inline constexpr std::string_view public_audience = "https://www.w3.org/ns/activitystreams#Public";

struct reference {  // An object by id, embedded, or both
    std::string id; // Empty where anonymous
    std::optional<std::string> type;
    json::view embedded; // Present where it came as an object
};

struct incoming_activity {
    std::string id, type, actor;
    std::optional<reference> object;
    std::vector<reference> objects; // All of them where object was an array
    std::optional<std::string> target, instrument, result;
    std::vector<std::string> to, cc;
    std::optional<core::time_point> published;
    json::view whole;
};

struct incoming_key {
    std::string id, owner;
    std::string pem;       // publicKeyPem; empty for a Multikey
    std::string multibase; // publicKeyMultibase; empty for PEM
};

struct incoming_actor {
    std::string id, type, preferred_username, name, summary, inbox;
    std::optional<std::string> webfinger, url, icon_url, shared_inbox, outbox, followers, following, featured,
        moved_to;
    std::vector<std::string> also_known_as;
    bool approves_followers = false, discoverable = false, indexable = false;
    std::vector<std::pair<std::string, std::string>> fields; // PropertyValue name and value (HTML)
    std::vector<incoming_key> keys;                          // publicKey and assertionMethod
    std::optional<core::time_point> published;
    bool suspended = false;
    std::optional<std::string> open_to; // The collection of what they are open to and call for
    // Of members of another Federwerk: what they wear, as ids of badge actors and as hashtags
    std::optional<std::string> verified_domain; // Only a claim: what an organisation says it has proven
    bool wears_badges = false;
    std::vector<std::string> worn_badges, worn_names;
    // Of badges of another Federwerk
    std::optional<std::string> badge_icon, badge_kind;
    std::optional<int> badge_hue;
};

struct incoming_attachment {
    std::string type, url, media_type, alt;
    std::optional<std::string> blurhash;
    std::optional<int> width, height;
};
struct incoming_tag {
    std::string type, name, href, rel;
};

// FEP-0837 by its keys, whatever their context says (interop 2.4): what somebody offers or searches.
struct incoming_quantity {
    std::string unit;                 // hasUnit: "one"
    std::optional<std::string> value; // hasNumericalValue; absent: any amount
};
struct incoming_intent {
    std::string id;               // Empty where anonymous
    std::string action, resource; // resourceConformsTo
    std::optional<incoming_quantity> quantity, available, minimum;
    std::string kind;                // Federwerk's own, of the seats of a call
    std::vector<std::string> badges; // Ids of badge actors
    std::optional<int> places;
};
struct incoming_place {
    std::string name;
    std::optional<double> latitude, longitude, radius; // Radius in units, which are metres where absent
    std::string units;
};
struct incoming_proposal {
    std::string purpose; // "offer" or "request"; empty where it is not said
    std::vector<incoming_intent> publishes;
    std::optional<incoming_intent> reciprocal;
    bool unit_based = false;
    std::optional<core::time_point> ends, full_until;
    std::optional<incoming_place> place;
    // Federwerk's own properties, where it has them
    std::string form, kind, direction, title, in_exchange;
    std::optional<std::string>
        text; // HTML: what the owner wrote, without the frame that content puts around it
    std::vector<std::string> terms, languages, questions, badges;
    std::optional<bool> at_distance;
    std::vector<incoming_intent> seats;
};

// FEP-0837: what one side promises for an Intent, and the agreement of such promises.
struct incoming_commitment {
    std::string satisfies; // The id of the Intent
    incoming_quantity quantity;
};
struct incoming_agreement {
    std::string id; // Empty where anonymous: before it was accepted
    incoming_commitment stipulates;
    std::optional<incoming_commitment> reciprocal;
};
struct incoming_offer {
    incoming_agreement agreement;
    std::string content; // HTML
    // Federwerk's own properties, where it has them
    std::vector<std::string> answers;
    std::optional<std::string> behalf; // The id of an organisation
};

// Who worked on a highlight, as its author says, and the object by which they say so themselves.
struct incoming_credit {
    std::string actor, authorization, role; // authorization: empty where there is none
};

struct incoming_note {
    std::string id, type, attributed_to, content;
    std::optional<std::string> name, summary, url, language, in_reply_to;
    std::vector<std::string> to, cc;
    std::vector<incoming_attachment> attachments;
    std::vector<incoming_tag> tags;
    std::optional<core::time_point> published, updated;
    // Federwerk's own properties, where it has them
    std::optional<std::string> headline, activity;
    std::optional<core::day> happened_from, happened_to;
    std::vector<std::string> badges; // Ids of badge actors
    std::vector<incoming_credit> credits;
    std::optional<incoming_proposal> proposal;
};

// The consent of a collaborator, hosted by their own server (product C.3).
struct incoming_authorization {
    std::string id, attributed_to, highlight, author, role, digest;
    std::optional<core::time_point> published;
};
struct incoming_credit_request {
    std::string role, digest;
    std::optional<std::string> context; // The collaboration request that it came from
};

bool is_tombstone(json::view document);                       // What is left of something that is gone
result<incoming_activity> read_activity(json::view document); // errc::malformed
result<incoming_actor> read_actor(json::view document);
result<incoming_note> read_note(json::view document);
std::optional<incoming_proposal> read_proposal(json::view document); // None: it publishes nothing
incoming_quantity read_quantity(json::view value);
// None: it promises nothing for anything.
std::optional<incoming_agreement> read_agreement(json::view document);
result<incoming_offer> read_offer(json::view activity); // errc::malformed: no Offer of an Agreement
result<incoming_authorization> read_authorization(json::view document); // errc::malformed
result<incoming_credit_request> read_credit_request(json::view document);
std::vector<incoming_credit> read_credits(json::view highlight); // Of the own properties of a highlight
// A keyId may lead to the bare key instead of its owner (interop 1.4).
result<incoming_key> read_key(json::view document);

struct incoming_collection {
    std::string id, type;
    std::optional<std::int64_t> total;
    std::optional<std::string> first, next;
    std::vector<reference> items;
};
result<incoming_collection>
read_collection(json::view document); // Collections and their pages, ordered or not

bool is_actor_type(std::string_view type);
bool is_public_address(std::string_view address); // All three spellings (interop quirk 23)
bool is_public(std::vector<std::string> const& to, std::vector<std::string> const& cc);

} // namespace federwerk::vocab
