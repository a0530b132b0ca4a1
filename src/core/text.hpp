// SPDX-License-Identifier: AGPL-3.0-or-later
// Text as bytes of valid UTF-8: the few operations that the product needs, by ICU where Unicode is involved.
#pragma once

#include "core/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::core {

bool is_valid_utf8(std::string_view text);           // And without NUL, which PostgreSQL's text cannot hold
std::size_t count_characters(std::string_view text); // Code points
std::string first_characters(std::string_view text, std::size_t most); // As many code points
std::string trim(std::string_view text);                               // Unicode white space at both ends
std::string single_line(std::string_view text); // Trimmed, each run of white space and controls one space
std::string fold(std::string_view text); // Case folded and without accents: for finding, never for showing
std::string slugify(
    std::string_view text); // fold, then a-z 0-9 joined by single "-"; "C++" is "c-plus-plus", "C#" "c-sharp"
std::string lower_ascii(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b); // ASCII only: header names, schemes, hosts
std::vector<std::string_view> split(std::string_view text, char separator);
std::string escape_html(std::string_view text); // & < > " '

std::string to_base64(std::string_view bytes);
std::optional<std::string>
from_base64(std::string_view text);               // Strict: padding required, nothing else allowed
std::string to_base64url(std::string_view bytes); // Without padding
std::optional<std::string> from_base64url(std::string_view text);
std::string to_hex(std::string_view bytes); // Lower case
std::optional<std::string> from_hex(std::string_view text);

} // namespace federwerk::core
