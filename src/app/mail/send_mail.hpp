// SPDX-License-Identifier: AGPL-3.0-or-later
// The worker that sends what transactions promised: by SMTP, or, where none is configured, into files under
// data/outgoing-mail/, so that an instance can be tried without a mail server.
#pragma once

#include "app/instance.hpp"
#include "db/outgoing_mail.hpp"

namespace federwerk::app {

// Blocks: for the worker pool. errc::unavailable: worth trying again.
result<> deliver_mail(core::settings const& settings, core::secrets const& secrets,
                      db::outgoing_mail const& mail);

// One mail, if one is due; whether there was one. A failure is tried again later, after 1, 2, 4 … minutes,
// for three days.
boost::asio::awaitable<result<bool>> send_next_mail(instance const& in);

// Until the coroutine is cancelled. Sent at least once: a crash after the server's answer sends the mail
// again.
boost::asio::awaitable<void> run_mailer(instance const& in);

} // namespace federwerk::app
