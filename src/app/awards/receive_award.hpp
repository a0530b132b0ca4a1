// SPDX-License-Identifier: AGPL-3.0-or-later
// Awards by organisations elsewhere to members here: offered first, and shown to nobody else before the
// member accepts. Rows only; what it rests on was looked at before (app/awards/look_at_award).
#pragma once

#include "app/awards/look_at_award.hpp"
#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/uris.hpp"

#include <string>
#include <vector>

namespace federwerk::app {

// What a peer that floods us reaches, and no more.
struct award_caps {
    int new_of_actor_a_day = domain::most_awards_a_day, new_of_host_a_day = 1'000;
    int open_to_one = 100; // Unanswered, of whomever
};

struct incoming_award {
    translate::remote_award said;
    domain::actor issuer;               // Whose proof or activity it is
    std::vector<std::string> mentioned; // By the Note that brought it
    std::string offer_uri;              // Of that Note
};

enum class award_intake {
    stored,      // Now, or before
    unconcerned, // Nobody here, or who wants nothing of the issuer; or it was taken back before
    flood        // Over a cap: dropped, and its sender is told nothing
};

// Twice is once. errc::forbidden where it names another issuer, or is another thing than what was stored
// under its id.
result<award_intake> receive_award(db::transaction& tx, domain::uris const& uris, incoming_award in,
                                   core::time_point now, award_caps const& caps = {});

// A Delete by the issuer, of the credential or assertion: true. Of the Note that brought it: what came from
// BadgeFed is taken back with it, of a credential its home is asked soon; that gives false, since the Note
// may be more than that.
result<bool> receive_award_deletion(db::transaction& tx, domain::uris const& uris, std::string const& uri,
                                    domain::actor const& by, core::time_point now);

// What its home says of it today, about an award of others that is stored and stands.
result<> refresh_award(db::transaction& tx, domain::uris const& uris, core::snowflake id,
                       known_award const& found, core::time_point now);

} // namespace federwerk::app
