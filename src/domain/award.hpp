// SPDX-License-Identifier: AGPL-3.0-or-later
// An award: an organisation issues a badge to somebody, who accepts it before anybody else sees it.
#pragma once

#include "core/result.hpp"
#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "domain/badge.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace federwerk::domain {

// offered → accepted or declined by the recipient; accepted → declined by the recipient, who hides it for
// good; accepted → offered where its issuer changes what it says; offered or accepted → revoked by the
// issuer. Declined and revoked are the end: a new award has a new id.
enum class award_state { offered, accepted, declined, revoked };
std::string_view to_string(award_state state);
std::optional<award_state> parse_award_state(std::string_view text);
bool can_become(award_state from, award_state to);

// own: issued by an organisation of this instance; open_badges: an Open Badges 3.0 credential that was
// verified at its home; badgefed: an Open Badges 2.0 assertion, believed by where it was fetched from.
enum class award_source { own, open_badges, badgefed };
std::string_view to_string(award_source source);
std::optional<award_source> parse_award_source(std::string_view text);

inline constexpr int most_awards_a_day = 200;      // Of one organisation
inline constexpr int most_offers_to_one = 5;       // That one organisation may have open with one person
inline constexpr std::chrono::days award_lasts{1}; // Until one of others is looked at again at its home
inline constexpr std::chrono::hours award_retry{1};

struct award {
    core::snowflake id;
    std::string uri; // Of the credential
    award_source source = award_source::own;
    std::optional<core::snowflake> badge_id; // The badge here that it means
    std::string achievement_uri;             // Or empty
    core::snowflake issuer_id, recipient_id;
    std::optional<core::snowflake> issued_by; // Who acted for the organisation
    std::string name, description;
    std::string criteria; // Plain text or Markdown, never HTML
    std::optional<std::string> image_url, evidence_uri;
    std::optional<std::string> offer_uri; // Of the Note that offered it
    award_state state = award_state::offered;
    std::string document;           // The credential with its proof, as issued or as read
    std::optional<std::string> key; // The Multikey that the proof was verified with
    core::time_point issued_at, offered_at;
    std::optional<core::time_point> expires_at, answered_at, revoked_at, checked_at, check_at;
};

bool is_over(award const& a, core::time_point now); // Expired
// What the recipient says yes to: the same words about the same achievement.
bool says_the_same(award const& one, award const& other);

// What an organisation says when it issues a badge.
struct award_draft {
    std::string badge, recipient; // A slug of this instance; a handle or the id of an actor
    std::string criteria;         // What was done for it
    std::optional<std::string> evidence;
    std::optional<core::time_point> expires_at;
    std::string language; // Of the letter that offers it: "de", or English
};
// Without ids, people and document; errc::invalid names the fields.
result<award> make_award(award_draft const& draft, badge const& of, core::time_point now);

// An award as others see it, with who answers for it.
struct shown_award {
    domain::award award;
    std::string issuer_name, issuer_uri;
    std::optional<std::string> issuer_url, verified; // The domain that the issuer has proven to this instance
};

} // namespace federwerk::domain
