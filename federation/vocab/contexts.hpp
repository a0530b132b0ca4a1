// SPDX-License-Identifier: AGPL-3.0-or-later
// The contexts of what we send: inline terms, so that nobody fetches anything to read them (interop quirk
// 21). Ready-made JSON. schemas/contexts/federwerk.jsonld is what /ns/v1 serves; a test compares the two.
#pragma once

#include <string_view>

namespace federwerk::vocab {

inline constexpr std::string_view activity_streams = "https://www.w3.org/ns/activitystreams";
inline constexpr std::string_view own_namespace = "https://w3id.org/federwerk/ns#";
inline constexpr std::string_view badge_rel = "https://w3id.org/federwerk/ns#badge";

std::string_view actor_context();    // Members, badges, the instance
std::string_view note_context();     // Highlights, and the activities that embed one
std::string_view opening_context();  // Openings, and the activities that embed one
std::string_view request_context();  // Requests, and what is answered to them
std::string_view activity_context(); // Everything else
std::string_view served_context();   // The whole document at /ns/v1

} // namespace federwerk::vocab
