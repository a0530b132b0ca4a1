// SPDX-License-Identifier: AGPL-3.0-or-later
// A page that says one thing, and may ask for one click: templates/message.mustache. Hidden: it is for
// whoever has the link.
#pragma once

#include "web/page.hpp"

#include <string>
#include <vector>

namespace federwerk::web {

// Its heading is the text KEY_heading.
page message_page(locale const& language, std::string const& key, std::vector<std::string> const& paragraphs);

// Mail programs open links by themselves, so that a GET changes nothing: this button, a POST, does.
void set_button(page& p, std::string const& action, std::string const& label);

} // namespace federwerk::web
