// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ways_in/decline.hpp"

#include "app/mail/queue_mail.hpp"
#include "app/ways_in/waitlist_links.hpp"
#include "core/text.hpp"

namespace federwerk::app {

result<domain::waitlist_entry> decline(db::transaction& tx, decision_context const& in,
                                       waitlist_decision const& what, std::string const& reason)
{
    auto const trimmed = core::trim(reason);
    if (!core::is_valid_utf8(trimmed) || core::count_characters(trimmed) > 500)
        return failure{errc::invalid,
                       "decline: reason",
                       "A reason has at most 500 characters.",
                       {{"reason", "At most 500 characters."}}};
    TRY(auto entry, begin_decision(tx, what, domain::waitlist_state::declined));
    entry.reason = trimmed;
    TRY_VOID(db::decide_waitlist_entry(tx, entry, std::nullopt));
    mail_links const links{.instance = in.settings.name,
                           .status = in.uris.waitlist_status_page(status_token(in.secrets, entry))};
    TRY_VOID(queue_mail(tx, in.secrets, entry.email, declined_text(entry.locale, links, trimmed), what.now));
    return entry;
}

} // namespace federwerk::app
