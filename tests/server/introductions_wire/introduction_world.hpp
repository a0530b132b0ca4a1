// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests that are passed on: ada@d.test asks, others introduce.
#pragma once

#include "db/credits.hpp"
#include "server/requests_wire/wire_world.hpp"
#include "support/signing_person.hpp"

namespace federwerk::tests {

struct introduction_world : wire_world {
    introduction_world() { ada.live_in(world); }

    // Both have confirmed a highlight of the first one.
    void work_together(domain::actor const& one, domain::actor const& other)
    {
        domain::credit c;
        c.highlight_uri = one.uri + "/highlights/with/" + other.id.text();
        c.author_id = one.id;
        c.collaborator_id = other.id;
        c.digest = "sha-256:1";
        c.state = domain::credit_state::confirmed;
        c.requested_at = core::now();
        c.answered_at = core::now();
        base.commit([&](db::transaction& tx) { REQUIRE(db::upsert_credit(tx, c)); });
    }

    struct wish {
        std::string owner_uri, seat_uri;
        std::string id = "https://d.test/requests/1";
        core::time_point published = core::now();
    };
    std::string offer(wish const& what) const
    {
        return ada.says(what.id, "Offer", agreement(what.seat_uri),
                        R"(,"to":[")" + what.owner_uri + R"("],"cc":[],"published":")" +
                            core::to_rfc3339(what.published) + R"(","content":"<p>I can help</p>")");
    }
    std::string proven(wish const& what) const { return ada.signs(offer(what)); }
    std::string invites(remote_person const& who, domain::actor const& whom, std::string const& offer,
                        std::string const& further)
    {
        return says(who, "Invite", offer, R"(,"to":[")" + whom.uri + R"("],"cc":[])" + further);
    }

    signing_person ada{"ada", "d.test"};
};

} // namespace federwerk::tests
