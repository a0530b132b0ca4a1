// SPDX-License-Identifier: AGPL-3.0-or-later
// What the instance writes to people, in German and English. Plain text; links stand alone on their line.
#pragma once

#include <string>
#include <string_view>

namespace federwerk::app {

struct mail_text {
    std::string subject, body;
};

struct mail_links {
    std::string_view instance; // Its name, as the front page says it
    std::string confirm, status, join;
};

mail_text confirm_application_text(std::string_view locale, mail_links const& links);
mail_text still_waiting_text(std::string_view locale, mail_links const& links);
mail_text admitted_text(std::string_view locale, mail_links const& links);
mail_text declined_text(std::string_view locale, mail_links const& links, std::string_view reason);
mail_text already_member_text(std::string_view locale, mail_links const& links);

} // namespace federwerk::app
