// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody else's openness or call that was verified: stored where it concerns anybody here, as the newest
// word of its home. Rows only; called inside the transaction of whoever brings it.
#pragma once

#include "core/settings.hpp"
#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/opening.hpp"
#include "domain/uris.hpp"
#include "translate/incoming.hpp"

namespace federwerk::app {

// What a peer that floods us reaches, and no more (issue 3, section 2).
struct opening_caps {
    int open_of_host = 5'000, open_of_actor = 100; // At once
    int new_of_host_a_day = 1'000, new_of_actor_a_day = 30;
};
opening_caps caps_of(core::settings const& settings);

enum class intake {
    stored,
    unconcerned, // Nobody here follows its owner, no pact holds, nobody is named; or it is over or deleted
    busy_owner,  // Over a cap of its owner alone: dropped, and its sender is told nothing
    flood        // Over a cap of its instance, or the volume of the pact: dropped in the same way
};

struct bringing {
    std::optional<core::snowflake> recipient = {}; // Whose inbox it came to; our station: for everybody here
    bool from_home = false; // Its home said so just now, asked by us: then it counts without a newer edit too
    bool found = false;     // Said long before it came here: it stands where its age puts it
    opening_caps caps = {};
};
// html must already be sanitised (clean_opening, in the worker pool). One that is not public is stored only
// for those whom it came to or whom it names. Twice is once, an older edit than the stored one changes
// nothing, a tombstone wins.
result<intake> take_in_opening(db::transaction& tx, domain::uris const& uris, translate::remote_opening in,
                               domain::actor const& owner, bringing const& how, core::time_point now);

struct taking_back {
    std::string uri;
    std::vector<std::string> addressed = {};       // Where it is not said to everybody
    std::optional<core::snowflake> recipient = {}; // Whose inbox it came to
    bool by_its_owner = true; // Otherwise somebody said so, and its home does not show it to us
};
// Delete of a stored remote opening by its owner, with a tombstone; false where there is none. One that is
// not public is taken from those whom the Delete came to or whom it names, and goes with the last of them.
result<bool> receive_opening_deletion(db::transaction& tx, taking_back const& what, domain::actor const& by,
                                      core::time_point now);

} // namespace federwerk::app
