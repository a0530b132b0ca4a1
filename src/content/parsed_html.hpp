// SPDX-License-Identifier: AGPL-3.0-or-later
// HTML5 parsed by gumbo, within limits that keep it linear: hostile text is cut before it is parsed (T-41).
#pragma once

#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>

namespace federwerk::content {

class parsed_html {
public:
    explicit parsed_html(std::string_view html);
    GumboNode const* root() const { return output_->root; }

private:
    std::string text_; // gumbo points into it
    struct destroy {
        void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
    };
    std::unique_ptr<GumboOutput, destroy> output_;
};

// Lower case, also of elements that gumbo has no name for; empty where the source has no tag of its own.
std::string tag_name(GumboNode const* element);

} // namespace federwerk::content
