// SPDX-License-Identifier: AGPL-3.0-or-later
#include "content/html.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <cstdlib>
#include <memory>
#include <mutex>

namespace federwerk::content {

std::string markdown_to_html(std::string_view markdown)
{
    static std::once_flag registered;
    std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
    constexpr int options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_HARDBREAKS;

    std::unique_ptr<cmark_parser, decltype(&cmark_parser_free)> parser(cmark_parser_new(options),
                                                                       cmark_parser_free);
    for (auto const* name : {"autolink", "strikethrough"})
        cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
    cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
    std::unique_ptr<cmark_node, decltype(&cmark_node_free)> tree(cmark_parser_finish(parser.get()),
                                                                 cmark_node_free);
    std::unique_ptr<char, decltype(&std::free)> html(
        cmark_render_html(tree.get(), options, cmark_parser_get_syntax_extensions(parser.get())), std::free);

    std::string clean = sanitise(html.get());
    while (clean.ends_with('\n'))
        clean.pop_back();
    return clean;
}

} // namespace federwerk::content
