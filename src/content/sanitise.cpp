// SPDX-License-Identifier: AGPL-3.0-or-later
#include "content/html.hpp"
#include "content/parsed_html.hpp"
#include "core/text.hpp"
#include "core/url.hpp"

#include <algorithm>
#include <array>

namespace federwerk::content {

namespace {

constexpr unsigned maximum_depth = 32;
constexpr std::size_t maximum_nodes = 5'000;

struct rule {
    std::string_view tag;
    std::string_view written; // What it becomes; headings would disturb the outline of the page around them
};
constexpr std::array allowed{
    rule{"p", "p"},
    rule{"br", "br"},
    rule{"a", "a"},
    rule{"span", "span"},
    rule{"del", "del"},
    rule{"s", "del"},
    rule{"pre", "pre"},
    rule{"code", "code"},
    rule{"em", "em"},
    rule{"i", "i"},
    rule{"u", "u"},
    rule{"strong", "strong"},
    rule{"b", "b"},
    rule{"ul", "ul"},
    rule{"ol", "ol"},
    rule{"li", "li"},
    rule{"blockquote", "blockquote"},
    rule{"h1", "p"},
    rule{"h2", "p"},
    rule{"h3", "p"},
    rule{"h4", "p"},
    rule{"h5", "p"},
    rule{"h6", "p"},
};
// What stands inside these is no text of the author's.
constexpr std::array<std::string_view, 11> dropped_whole{"script", "style",    "template", "iframe",
                                                         "object", "noscript", "noembed",  "noframes",
                                                         "xmp",    "title",    "math"};
// Microformats and the classes that Mastodon gives to links (T-60).
constexpr std::array<std::string_view, 4> classes{"mention", "hashtag", "invisible", "ellipsis"};

bool is_heading(std::string_view tag)
{
    return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
}

std::string kept_classes(std::string_view list)
{
    std::string out;
    for (auto name : core::split(list, ' ')) {
        bool const microformat =
            name.size() > 2 && name.size() < 40 && name[1] == '-' &&
            std::string_view("hpu").find(name[0]) != std::string_view::npos &&
            std::ranges::all_of(name, [](char c) { return c == '-' || (c >= 'a' && c <= 'z'); });
        if (microformat || std::ranges::find(classes, name) != classes.end())
            out += (out.empty() ? "" : " ") + std::string(name);
    }
    return out;
}

void write_attributes(std::string& out, GumboNode const* node, std::string_view tag)
{
    auto const& attributes = node->v.element.attributes;
    if (tag == "a") {
        auto const* href = gumbo_get_attribute(&attributes, "href");
        if (auto target = href ? core::url::parse(core::trim(href->value)) : failure{errc::malformed, "", ""})
            out += " href=\"" + core::escape_html(target->text()) + "\" rel=\"nofollow noopener noreferrer\"";
    }
    if (tag == "a" || tag == "span")
        if (auto const* list = gumbo_get_attribute(&attributes, "class"))
            if (auto kept = kept_classes(list->value); !kept.empty())
                out += " class=\"" + kept + "\"";
}

// An element that is being written, and the next of its children. Explicit, because hostile HTML nests deeper
// than a stack.
struct open_element {
    GumboNode const* node;
    std::string closing;
    unsigned next = 0;
};

class filter {
public:
    std::string run(GumboNode const* root)
    {
        stack_.push_back({root, {}});
        while (!stack_.empty()) {
            auto& top = stack_.back();
            auto const& children = top.node->v.element.children;
            if (top.next == children.length || nodes_ > maximum_nodes) {
                out_ += top.closing;
                stack_.pop_back();
            } else {
                enter(static_cast<GumboNode const*>(children.data[top.next++]));
            }
        }
        return std::move(out_);
    }

private:
    void enter(GumboNode const* node)
    {
        ++nodes_;
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
            out_ += core::escape_html(node->v.text.text);
        else if (node->type == GUMBO_NODE_ELEMENT)
            enter_element(node);
    }

    void enter_element(GumboNode const* node)
    {
        std::string const tag = tag_name(node);
        if (node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML ||
            std::ranges::find(dropped_whole, tag) != dropped_whole.end())
            return;
        auto const known = std::ranges::find(allowed, tag, &rule::tag);
        if (known == allowed.end() || stack_.size() > maximum_depth) {
            stack_.push_back({node, {}}); // The tag goes, what it holds stays.
            return;
        }
        out_ += "<" + std::string(known->written);
        write_attributes(out_, node, tag);
        out_ += '>';
        if (tag == "br")
            return;
        std::string closing = "</" + std::string(known->written) + ">";
        if (is_heading(tag)) {
            out_ += "<strong>";
            closing = "</strong>" + closing;
        }
        stack_.push_back({node, std::move(closing)});
    }

    std::string out_;
    std::size_t nodes_ = 0;
    std::vector<open_element> stack_;
};

} // namespace

std::string sanitise(std::string_view html)
{
    auto const parsed = parsed_html(html);
    return filter{}.run(parsed.root());
}

} // namespace federwerk::content
