// SPDX-License-Identifier: AGPL-3.0-or-later
// Mail that a transaction promised. Bodies are sealed: they carry links that open doors.
#pragma once

#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "db/pool.hpp"

#include <optional>
#include <string>

namespace federwerk::db {

struct outgoing_mail {
    core::snowflake id;
    std::string recipient, subject;
    std::string sealed_body;                       // core::secrets::seal("outgoing_mail", …)
    std::optional<std::string> sealed_unsubscribe; // "outgoing_mail.unsubscribe": where one ends such mails
    int attempts = 0;
    core::time_point created_at;
};
result<> insert_mail(transaction& tx, outgoing_mail const& mail);
// The most urgent one that is due, hidden from other workers until the lease ends. Counts the attempt.
result<std::optional<outgoing_mail>> claim_mail(transaction& tx, core::time_point now,
                                                std::chrono::seconds lease);
result<> postpone_mail(transaction& tx, core::snowflake id, core::time_point until);
result<> delete_mail(transaction& tx, core::snowflake id);

} // namespace federwerk::db
