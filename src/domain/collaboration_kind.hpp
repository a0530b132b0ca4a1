// SPDX-License-Identifier: AGPL-3.0-or-later
// The curated vocabulary of what people do together: ids, and names in German and English for both
// directions. Source: product.md, Annex A.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace federwerk::domain {

enum class direction { offering, looking }; // I give it; I search it
std::string_view to_string(direction d);
std::optional<direction> parse_direction(std::string_view text);

struct both_languages {
    std::string_view en, de;
};

struct collaboration_kind {
    std::string_view id;              // "podcast-guest"
    std::string_view group;           // "appear", "make", "review", "advise", "invest", "work", "community"
    both_languages offering, looking; // "Being a podcast guest", "Podcast guests"
};

std::span<collaboration_kind const> collaboration_kinds(); // In the order in which they are shown
collaboration_kind const* find_kind(std::string_view id);  // Null: none of ours

// What resourceConformsTo says of a kind (FEP-0837): https://w3id.org/federwerk/ns#kind-podcast-guest
std::string kind_iri(std::string_view id);
std::optional<std::string> kind_of_iri(std::string_view iri); // Only ids of the vocabulary

} // namespace federwerk::domain
