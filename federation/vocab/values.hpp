// SPDX-License-Identifier: AGPL-3.0-or-later
// One value of a peer's document as the thing that was meant, in whichever of its shapes it came (interop
// quirk 24).
#pragma once

#include "core/time.hpp"
#include "federation/vocab/incoming.hpp"
#include "json/document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::vocab {

// Refuses what is no object, and @graph, @included and @reverse, which hide objects from plain JSON
// (GHSA-53m7-2wrh-q839).
result<> check_document(json::view document);

std::string text_of(json::view value); // Of a string, or the first string of a list; else empty
std::optional<std::string> optional_text(json::view value); // The same; absent where empty
std::string id_of(json::view value); // Of a string, an object's id, or the first of a list
std::optional<std::string> optional_id(json::view value);
std::vector<std::string> ids_of(json::view value); // All of them, each once, at most 1,000
reference reference_of(json::view value);
bool flag_of(json::view value);
std::optional<int> size_of(json::view value); // 1 … 100,000
std::optional<core::time_point> time_of(json::view value);

// The first of the preferred types that the value names, otherwise its first one (interop 2.3).
std::string type_of(json::view value, bool (*preferred)(std::string_view));

// An address that people can open: a string, a Link, or a list of either; of several Links the text/html one.
std::optional<std::string> link_of(json::view value);

// Terms of FEP-0837. Contexts differ from peer to peer (Mitra has hasUnit under vf:), so a key counts with
// any of its prefixes.
json::view flow(json::view object, std::string_view name);

// Our own properties: compact, prefixed, or as a full IRI.
json::view own(json::view object, std::string_view name);

} // namespace federwerk::vocab
