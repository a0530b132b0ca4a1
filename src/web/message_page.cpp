// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/message_page.hpp"

namespace federwerk::web {

page message_page(locale const& language, std::string const& key, std::vector<std::string> const& paragraphs)
{
    page p{.view = "message", .title = language.text(key + "_heading"), .hidden = true};
    p.values.set("heading", p.title);
    data list{data::type::list};
    for (auto const& each : paragraphs)
        list << each;
    p.values.set("paragraphs", list);
    return p;
}

void set_button(page& p, std::string const& action, std::string const& label)
{
    data button{data::type::object};
    button.set("action", action);
    button.set("label", label);
    p.values.set("button", button);
}

} // namespace federwerk::web
