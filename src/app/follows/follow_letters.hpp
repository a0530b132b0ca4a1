// SPDX-License-Identifier: AGPL-3.0-or-later
// What is said about a follow, as promises to deliver: Follow, Accept, Reject, Undo. Rows only. To people
// here nothing is sent: for them the row is enough.
#pragma once

#include "db/follows.hpp"
#include "domain/actor.hpp"
#include "domain/uris.hpp"

namespace federwerk::app {

struct follow_pair {
    domain::actor const& follower;
    domain::actor const& followed;
};

result<> send_accept(db::transaction& tx, domain::uris const& uris, db::follow const& f, follow_pair who);
result<> send_reject(db::transaction& tx, domain::uris const& uris, db::follow const& f, follow_pair who);
result<> send_undo(db::transaction& tx, domain::uris const& uris, db::follow const& f, follow_pair who);

// Makes the row and says Follow. Of people here it is accepted at once unless they approve their followers.
// Once more changes nothing and sends nothing. errc::forbidden where one of the two blocked the other.
result<db::follow> begin_follow(db::transaction& tx, domain::uris const& uris, follow_pair who,
                                core::time_point now);

} // namespace federwerk::app
