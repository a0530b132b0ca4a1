// SPDX-License-Identifier: AGPL-3.0-or-later
// a.test with openings, and people elsewhere who ask for them or are asked.
#pragma once

#include "db/requests.hpp"
#include "db/thread_messages.hpp"
#include "support/inbox_world.hpp"
#include "support/request_scene.hpp"
#include "support/source_tree.hpp"
#include "json/document.hpp"

namespace federwerk::tests {

struct wire_world : inbox_world {
    wire_world()
    {
        bo.live_in(world);
        cy.live_in(world);
    }

    domain::opening opening_of_alice(opening_wish const& wish = {})
    {
        domain::opening o;
        base.commit([&](db::transaction& tx) { o = add_opening(tx, alice, wish); });
        return o;
    }
    domain::actor known(remote_person const& who)
    {
        remote::budget spend;
        auto const found = run(remote.actor(who.uri, spend));
        REQUIRE(found);
        return *found;
    }
    // alice asked for an opening of bo's.
    domain::request asked_by_alice()
    {
        auto const owner = known(bo);
        domain::request r;
        base.commit([&](db::transaction& tx) { r = add_request(tx, alice, add_opening(tx, owner)); });
        return r;
    }
    std::string says(remote_person const& who, std::string const& type, std::string const& object,
                     std::string const& further = {})
    {
        auto const id = "https://" + who.host + "/v/" + std::to_string(++said);
        return take(who.post(who.says(id, type, object, further)));
    }
    domain::request request(std::string const& uri)
    {
        std::optional<domain::request> found;
        base.in_transaction([&](db::transaction& tx) { found = db::lock_request_by_uri(tx, uri).value(); });
        REQUIRE(found);
        return *found;
    }
    std::int64_t requests() { return count("request"); }

    remote_person cy{"cy", "c.test"};
    int said = 0;
};

inline std::string agreement(std::string const& seat_uri, std::string const& unit = "one",
                             std::string const& value = R"("1")", std::string const& key = "stipulates")
{
    return R"({"type":"Agreement",")" + key + R"(":{"type":"Commitment","satisfies":")" + seat_uri +
           R"(","resourceQuantity":{"hasUnit":")" + unit + R"(","hasNumericalValue":)" + value + "}}}";
}

} // namespace federwerk::tests
