// SPDX-License-Identifier: AGPL-3.0-or-later
// HTML that may be shown: parsed as HTML5, filtered by an allow-list, written again from the tree (hardening
// T-60).
#pragma once

#include <string>
#include <string_view>

namespace federwerk::content {

std::string sanitise(std::string_view html); // At most 100 KB in; depth 32, 5,000 nodes; the rest is dropped
std::string markdown_to_html(
    std::string_view markdown); // CommonMark with GitHub's autolinks and strikethrough, sanitised
std::string plain_text(std::string_view html);                      // For og:description, mails and alt texts
std::string excerpt(std::string_view html, std::size_t characters); // plain_text, cut at a word
// The first so many characters of sanitised HTML, cut at a word and closed, with an ellipsis; the whole where
// it is no longer.
std::string opening(std::string_view html, std::size_t characters);

} // namespace federwerk::content
