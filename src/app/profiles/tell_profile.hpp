// SPDX-License-Identifier: AGPL-3.0-or-later
// The Update of a member's actor.
#pragma once

#include "app/profiles/edit_profile.hpp"
#include "domain/award.hpp"
#include "outbox/enqueue.hpp"
#include "translate/outgoing.hpp"

namespace federwerk::app {

// What a profile shows beside its own fields.
struct profile_parts {
    std::vector<domain::badge> worn;
    std::vector<domain::shown_award> awards;
    translate::actor_keys keys;
};
// Without a proof.
outbox::letter profile_update(domain::uris const& uris, domain::actor const& member,
                              profile_parts const& parts, core::snowflake activity_id);

// With its proof, made before the transaction that stores what it says.
boost::asio::awaitable<result<outbox::letter>> tell_profile(instance const& in, domain::actor const& member,
                                                            std::vector<domain::badge> const& worn,
                                                            core::snowflake activity_id);
// The same with keys that are stored together with it.
boost::asio::awaitable<result<outbox::letter>> tell_profile(instance const& in, domain::actor const& member,
                                                            std::vector<domain::badge> const& worn,
                                                            core::snowflake activity_id,
                                                            remote::signers const& keys);

} // namespace federwerk::app
