// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes down what happened to a request, whoever said it and wherever: the row, the place that it takes or
// gives back, what the other party is told, and where the last place went or came back, what everybody is
// told who has the opening.
#pragma once

#include "app/requests/request_people.hpp"
#include "domain/notification.hpp"
#include "domain/uris.hpp"

namespace federwerk::app {

// errc::conflict where an agreement finds no place left; nothing may be committed then.
struct step_taken {
    domain::uris const& uris;
    domain::request const& before;
    core::time_point now;
};
result<> record_step(db::transaction& tx, step_taken const& from, own_request const& after,
                     domain::step what);

// To the members here whom it concerns, and to nobody else. who: the party that acted.
result<> tell_other(db::transaction& tx, own_request const& after, domain::notification_kind what);
// The same about one thing among several of a request: once for each subject.
result<> tell_other_once(db::transaction& tx, own_request const& after, domain::notification_kind what,
                         std::string const& subject_uri);

} // namespace federwerk::app
