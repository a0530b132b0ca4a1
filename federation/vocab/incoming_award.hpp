// SPDX-License-Identifier: AGPL-3.0-or-later
// Open Badges as peers write them: credentials (3.0), assertions (2.0), and the Notes that bring either.
// Nothing here is believed yet: app/awards/look_at_award decides.
#pragma once

#include "federation/vocab/incoming.hpp"

namespace federwerk::vocab {

// The rel of the FEP-e232 link that leads to a credential.
inline constexpr std::string_view open_badge_rel =
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential";

// What the badge is for: an Achievement, or a BadgeClass.
struct incoming_achievement {
    std::string id, name, description, criteria; // Text or Markdown
    std::optional<std::string> image;
    std::vector<std::string> related;  // Ids of the same thing elsewhere
    std::string issuer_id, issuer_url; // Of a BadgeClass; the url only where the issuer is embedded
};

struct incoming_credential {
    std::string id, issuer, subject;
    incoming_achievement achievement;
    std::optional<core::time_point> valid_from, valid_until;
    std::optional<std::string> evidence;
};

struct incoming_assertion {
    std::string id; // Or empty
    std::string recipient;
    bool hashed = false, revoked = false;            // Hashed: the recipient is named by a digest alone
    std::string badge;                               // Id of the BadgeClass, or empty
    std::optional<incoming_achievement> achievement; // Where it is embedded
    std::optional<core::time_point> issued_on, expires;
    std::optional<std::string> evidence;
    std::string document; // As it came
};

// The profile of who issues, in Open Badges 2.0: its url is the actor.
struct incoming_badge_issuer {
    std::string id, url;
};

// What a Note brings, and to whom.
struct incoming_awards {
    std::vector<std::string> credentials; // Addresses
    std::vector<incoming_assertion> assertions;
    std::vector<std::string> mentioned;
    bool nothing() const { return credentials.empty() && assertions.empty(); }
};
incoming_awards read_awards(json::view note);

bool is_credential(json::view document);
result<incoming_credential> read_credential(json::view document); // errc::malformed
result<incoming_assertion> read_assertion(json::view document);
result<incoming_achievement> read_badge_class(json::view document);
result<incoming_badge_issuer> read_badge_issuer(json::view document);

} // namespace federwerk::vocab
