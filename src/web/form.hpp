// SPDX-License-Identifier: AGPL-3.0-or-later
// A form that loses nothing: a submit that fails shows it again with everything in it, and says what is wrong
// where.
#pragma once

#include "web/page.hpp"

#include <string>
#include <vector>

namespace federwerk::web {

struct form_field {
    std::string id;            // Also the name in the body
    std::string label, help;   // Finished texts
    std::string type = "text"; // Of the input; "textarea" for several lines
    std::string autocomplete = "off";
    int most = 254; // Characters
};

struct form {
    std::string key;    // Of its messages: <key>_heading, <key>_submit, <key>_otherwise
    std::string action; // Where it is sent to
    std::string lead;
    std::vector<form_field> fields;
};

std::string form_value(http::request const& request,
                       std::string_view name); // Of an urlencoded body; empty where absent

// failed: null for the first showing. Passwords are never written back.
http::response show_form(app::instance const& in, http::request const& request, form const& f,
                         failure const* failed, std::optional<std::string> script = {});

} // namespace federwerk::web
