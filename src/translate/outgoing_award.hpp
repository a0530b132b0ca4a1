// SPDX-License-Identifier: AGPL-3.0-or-later
// What is sent about an award: offered by a direct Note that anybody can read and answer, accepted, refused
// or taken back by the credential's id.
#pragma once

#include "translate/credential.hpp"

#include <string>
#include <string_view>

namespace federwerk::translate {

inline constexpr std::string_view credential_media_type = "application/vc+ld+json";

// `id` is the activity's URI; a.offer_uri is the Note's. German where the language is, else English.
std::string offer_award(std::string const& id, domain::award const& a, award_ends who,
                        std::string_view language);
std::string accept_award(std::string const& id, domain::award const& a, award_ends who);
std::string reject_award(std::string const& id, domain::award const& a, award_ends who);
std::string delete_credential(std::string const& id, domain::award const& a, award_ends who);

} // namespace federwerk::translate
