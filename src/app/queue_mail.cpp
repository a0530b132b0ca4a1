// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/queue_mail.hpp"

#include "db/outgoing_mail.hpp"

namespace federwerk::app {

result<> queue_mail(db::transaction& tx, core::secrets const& secrets, std::string const& recipient,
                    mail_text const& text, core::time_point now)
{
    return db::insert_mail(tx, {.recipient = recipient,
                                .subject = text.subject,
                                .sealed_body = secrets.seal("outgoing_mail", text.body),
                                .created_at = now});
}

} // namespace federwerk::app
