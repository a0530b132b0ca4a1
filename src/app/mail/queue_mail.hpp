// SPDX-License-Identifier: AGPL-3.0-or-later
// Promises a mail in the caller's transaction; app/mail/send_mail sends it afterwards.
#pragma once

#include "app/mail/mail_texts.hpp"
#include "core/secrets.hpp"
#include "core/time.hpp"
#include "db/pool.hpp"

#include <optional>

namespace federwerk::app {

result<> queue_mail(db::transaction& tx, core::secrets const& secrets, std::string const& recipient,
                    mail_text const& text, core::time_point now,
                    std::optional<std::string> const& way_out = {}); // Where one ends mails like this one

} // namespace federwerk::app
