// SPDX-License-Identifier: AGPL-3.0-or-later
// Highlights with a collaborator, and what they say to it.
#pragma once

#include "../highlights/world.hpp"
#include "db/credits.hpp"

namespace federwerk::tests {

inline domain::credit credit(db::transaction& tx, domain::highlight const& h,
                             domain::actor const& collaborator,
                             domain::credit_state state = domain::credit_state::confirmed)
{
    domain::credit c;
    c.request_uri = "https://a.test/ap/activities/" + db::next_id(tx).value().text();
    c.highlight_uri = h.uri;
    c.author_id = h.actor_id;
    c.collaborator_id = collaborator.id;
    c.digest = "sha-256:1";
    c.state = state;
    c.requested_at = core::now();
    if (state == domain::credit_state::confirmed)
        c.answered_at = core::now();
    return db::upsert_credit(tx, c).value();
}

inline domain::highlight with(db::transaction& tx, domain::actor const& author,
                              domain::actor const& collaborator, std::vector<domain::badge> badges = {})
{
    domain::highlight h;
    h.id = db::next_id(tx).value();
    h.actor_id = author.id;
    h.local = author.local;
    h.uri = author.local ? uris_of_a.highlight(h.id) : author.uri + "/notes/" + h.id.text();
    h.headline = "Shipped";
    h.html = "<p>It</p>";
    h.published = core::now();
    h.badges = std::move(badges);
    h.collaborators = {{collaborator.handle(), {}, {}}};
    REQUIRE(db::insert_highlight(tx, h));
    return h;
}

} // namespace federwerk::tests
