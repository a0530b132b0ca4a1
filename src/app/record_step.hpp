// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes down what happened to a request, whoever said it and wherever: the row, the place that it takes or
// gives back, and what the other party is told.
#pragma once

#include "app/request_people.hpp"
#include "domain/notification.hpp"

namespace federwerk::app {

// errc::conflict where an agreement finds no place left; nothing may be committed then.
result<> record_step(db::transaction& tx, domain::request const& before, own_request const& after,
                     domain::step what);

// To the members here whom it concerns, and to nobody else. who: the party that acted.
result<> tell_other(db::transaction& tx, own_request const& after, domain::notification_kind what);
// The same about one thing among several of a request: once for each subject.
result<> tell_other_once(db::transaction& tx, own_request const& after, domain::notification_kind what,
                         std::string const& subject_uri);

} // namespace federwerk::app
