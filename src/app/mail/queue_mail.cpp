// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/mail/queue_mail.hpp"

#include "db/outgoing_mail.hpp"

namespace federwerk::app {

result<> queue_mail(db::transaction& tx, core::secrets const& secrets, std::string const& recipient,
                    mail_text const& text, core::time_point now, std::optional<std::string> const& way_out)
{
    std::optional<std::string> sealed;
    if (way_out)
        sealed = secrets.seal("outgoing_mail.unsubscribe", *way_out);
    return db::insert_mail(tx, {.recipient = recipient,
                                .subject = text.subject,
                                .sealed_body = secrets.seal("outgoing_mail", text.body),
                                .sealed_unsubscribe = std::move(sealed),
                                .created_at = now});
}

} // namespace federwerk::app
