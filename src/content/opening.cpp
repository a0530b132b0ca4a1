// SPDX-License-Identifier: AGPL-3.0-or-later
#include "content/html.hpp"

#include <vector>

namespace federwerk::content {

namespace {

constexpr auto npos = std::string_view::npos;

// Just after the character that begins here: an entity and a UTF-8 sequence are one.
std::size_t after_character(std::string_view html, std::size_t at)
{
    if (html[at] == '&')
        if (auto const end = html.find(';', at); end != npos)
            return end + 1;
    do
        ++at;
    while (at < html.size() && (static_cast<unsigned char>(html[at]) & 0xC0) == 0x80);
    return at;
}

// What sanitise wrote is well-formed, closes all but <br>, and holds no ">" inside of tags.
std::size_t after_tag(std::string_view html, std::size_t at, std::vector<std::string_view>& open)
{
    auto const end = html.find('>', at);
    if (end == npos)
        return html.size();
    auto const tag = html.substr(at + 1, end - at - 1);
    if (tag.starts_with('/')) {
        if (!open.empty())
            open.pop_back();
    } else if (tag != "br")
        open.push_back(tag.substr(0, tag.find(' ')));
    return end + 1;
}

} // namespace

std::string opening(std::string_view html, std::size_t characters)
{
    std::vector<std::string_view> open;
    std::size_t at = 0, seen = 0, word = 0; // word: where the last whole one ended
    for (; at < html.size() && seen < characters;) {
        if (html[at] == '<') {
            at = after_tag(html, at, open);
            word = at;
            continue;
        }
        if (html[at] == ' ' || html[at] == '\n')
            word = at;
        at = after_character(html, at);
        ++seen;
    }
    if (html.find_first_not_of(" \n", at) == npos || plain_text(html.substr(at)).empty())
        return std::string(html);
    std::string out(html.substr(0, html[at] == '<' || html[at] == ' ' || word == 0 ? at : word));
    out += "…";
    for (auto tag = open.rbegin(); tag != open.rend(); ++tag)
        out.append("</").append(*tag).append(">");
    return out;
}

} // namespace federwerk::content
