// SPDX-License-Identifier: AGPL-3.0-or-later
#include "content/html.hpp"
#include "content/parsed_html.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace federwerk::content {

namespace {

constexpr std::array<std::string_view, 12> blocks{"p",   "br",  "li", "ul", "ol", "blockquote",
                                                  "pre", "div", "h1", "h2", "h3", "h4"};

bool is_silent(std::string_view tag)
{
    return tag == "script" || tag == "style" || tag == "template" || tag == "title";
}

} // namespace

std::string plain_text(std::string_view html)
{
    auto const parsed = parsed_html(html);
    std::string out;
    std::vector<GumboNode const*> waiting{parsed.root()};
    while (!waiting.empty()) {
        auto const* node = waiting.back();
        waiting.pop_back();
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
            out += node->v.text.text;
        if (node->type != GUMBO_NODE_ELEMENT)
            continue;
        auto const tag = tag_name(node);
        if (is_silent(tag))
            continue;
        if (std::ranges::find(blocks, tag) != blocks.end() && !out.empty() && out.back() != '\n')
            out += '\n';
        auto const& children = node->v.element.children;
        for (unsigned i = children.length; i > 0; --i)
            waiting.push_back(static_cast<GumboNode const*>(children.data[i - 1]));
    }
    return core::trim(out);
}

std::string excerpt(std::string_view html, std::size_t characters)
{
    std::string const line = core::single_line(plain_text(html));
    if (core::count_characters(line) <= characters)
        return line;
    std::size_t end = 0, last_word = 0, seen = 0;
    while (end < line.size() && seen + 1 < characters) {
        if (line[end] == ' ')
            last_word = end;
        do
            ++end;
        while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80);
        ++seen;
    }
    return line.substr(0, last_word > 0 ? last_word : end) + "…";
}

} // namespace federwerk::content
