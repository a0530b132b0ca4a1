// SPDX-License-Identifier: AGPL-3.0-or-later
// Openings and requests of tests, as rows: on a.test and elsewhere.
#pragma once

#include "app/requests/receive_request.hpp"
#include "db/actors.hpp"
#include "db/openings.hpp"
#include "db/requests.hpp"
#include "support/people.hpp"
#include "support/results.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace federwerk::tests {

struct opening_wish {
    domain::opening_form form = domain::opening_form::openness;
    std::optional<int> capacity;
    int places = 1;
    std::vector<std::string> questions;
};

// Of a member here, or of a remote actor under their own host.
inline domain::opening add_opening(db::transaction& tx, domain::actor const& owner,
                                   opening_wish const& wish = {})
{
    auto const now = core::now();
    domain::opening o;
    o.id = db::next_id(tx).value();
    o.actor_id = owner.id;
    o.local = owner.local;
    o.form = wish.form;
    o.uri = "https://" + owner.host + "/ap/openings/" + o.id.text();
    o.title = wish.form == domain::opening_form::call ? "Wanted" : "";
    o.html = "<p>Open to it</p>";
    o.plain = "Open to it";
    o.terms = {domain::term::unpaid};
    o.questions = wish.questions;
    o.capacity = wish.capacity;
    o.published = now;
    o.ends_at = now + std::chrono::days(30);
    o.seats = {{.position = 0, .uri = o.uri + "#primary", .kind = "code-review", .badges = {}}};
    o.seats.front().places = wish.places;
    if (wish.form == domain::opening_form::call)
        o.seats.push_back({.position = 1, .uri = o.uri + "#seat-1", .kind = "design", .badges = {}});
    REQUIRE(db::insert_opening(tx, o));
    return o;
}

// An organisation of this instance out of an actor, for which the member acts as a scout.
inline void make_organisation(db::transaction& tx, domain::actor const& actor, domain::actor const& scout)
{
    tx.exec_params("UPDATE actor SET kind = 'Organization' WHERE id = $1", actor.id.value);
    tx.exec_params(
        "INSERT INTO organisation (actor_id, domain, token, state) VALUES ($1, 'x.test', 't', 'verified')",
        actor.id.value);
    tx.exec_params(
        "INSERT INTO organisation_role (organisation_id, member_id, role) VALUES ($1, $2, 'scout')",
        actor.id.value, scout.id.value);
}

// As if it had been sent and stored just now.
inline domain::request add_request(db::transaction& tx, domain::actor const& sender, domain::opening const& o,
                                   int position = 0)
{
    domain::request r;
    r.id = db::next_id(tx).value();
    r.uri = "https://" + sender.host + "/ap/requests/" + r.id.text();
    r.opening_id = o.id;
    r.opening_uri = o.uri;
    r.position = position;
    r.kind = "code-review";
    r.sender_id = sender.id;
    r.receiver_id = o.actor_id;
    r.message = "I can help";
    r.created_at = core::now();
    r.expires_at = r.created_at + domain::request_lasts;
    REQUIRE(db::insert_request(tx, r));
    return r;
}

} // namespace federwerk::tests
