// SPDX-License-Identifier: AGPL-3.0-or-later
#include "content/parsed_html.hpp"

#include "core/text.hpp"

namespace federwerk::content {

namespace {

constexpr std::size_t maximum_bytes = 100 * 1024;
// gumbo frees its tree by recursion, a frame a level: this many tags cannot nest deep enough to matter.
constexpr std::size_t maximum_tags = 5'000;

std::string_view within_limits(std::string_view html)
{
    html = html.substr(0, maximum_bytes);
    std::size_t tags = 0;
    for (std::size_t i = 0; i < html.size(); ++i)
        if (html[i] == '<' && ++tags > maximum_tags)
            return html.substr(0, i);
    // A cut must not leave half a character behind.
    for (int back = 0; back < 4 && !html.empty() && html.size() == maximum_bytes; ++back) {
        auto const last = static_cast<unsigned char>(html.back());
        if (last < 0x80)
            break;
        html.remove_suffix(1);
        if (last >= 0xC0)
            break;
    }
    return html;
}

} // namespace

parsed_html::parsed_html(std::string_view html)
    : text_(within_limits(html)),
      output_(gumbo_parse_with_options(&kGumboDefaultOptions, text_.data(), text_.size()))
{
}

std::string tag_name(GumboNode const* node)
{
    auto const& element = node->v.element;
    if (element.tag != GUMBO_TAG_UNKNOWN)
        return gumbo_normalized_tagname(element.tag);
    GumboStringPiece piece = element.original_tag;
    if (piece.data == nullptr)
        return {};
    gumbo_tag_from_original_text(&piece);
    return core::lower_ascii({piece.data, piece.length});
}

} // namespace federwerk::content
