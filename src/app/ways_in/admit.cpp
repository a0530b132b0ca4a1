// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ways_in/admit.hpp"

#include "app/mail/queue_mail.hpp"
#include "app/ways_in/waitlist_links.hpp"

namespace federwerk::app {

result<domain::waitlist_entry> admit(db::transaction& tx, decision_context const& in,
                                     waitlist_decision const& what)
{
    TRY(auto const entry, begin_decision(tx, what, domain::waitlist_state::admitted));
    auto const token = admission_token(in.secrets, entry);
    TRY_VOID(db::decide_waitlist_entry(tx, entry, admission_hash(in.secrets, token)));
    mail_links const links{.instance = in.settings.name, .join = in.uris.invitation_page(token)};
    TRY_VOID(queue_mail(tx, in.secrets, entry.email, admitted_text(entry.locale, links), what.now));
    return entry;
}

} // namespace federwerk::app
