// SPDX-License-Identifier: AGPL-3.0-or-later
// The instance a.test with its station, and the station of b.test as a script.
#pragma once

#include "app/pacts/announce_opening.hpp"
#include "app/pacts/end_pact.hpp"
#include "app/pacts/make_pact.hpp"
#include "app/pacts/pull_pacts.hpp"
#include "db/openings.hpp"
#include "server/openings_wire/wire_world.hpp"
#include "support/results.hpp"

namespace federwerk::tests {

struct pact_world : wire_world {
    pact_world()
    {
        REQUIRE(app::adopt_station(base.pool(), uris));
        REQUIRE(app::adopt_station(base.pool(), uris));
        theirs.more = R"(,"streams":["https://b.test/u/station/openings"])";
        theirs.live_in(world);
    }

    db::pact_entry make(domain::pact_filters filters = {})
    {
        auto const made = run(app::make_pact(in, "B.test", std::move(filters)));
        REQUIRE(made);
        return *made;
    }
    std::string our_follow()
    {
        return text("SELECT follow.uri FROM follow JOIN actor ON actor.id = follower_id WHERE actor.uri = "
                    "'https://a.test/ap/station'");
    }
    std::string accepts(std::string const& n)
    {
        return take(theirs.post(theirs.says("https://b.test/a/" + n, "Accept",
                                            R"({"type":"Follow","id":")" + our_follow() + "\"}")));
    }
    std::string follows(std::string const& n = "f1")
    {
        return take(
            theirs.post(theirs.says("https://b.test/a/" + n, "Follow", "\"" + uris.station() + "\"")));
    }
    void hold(domain::pact_filters filters = {})
    {
        make(std::move(filters));
        CHECK(accepts("accept") == "done");
        CHECK(follows() == "done");
        REQUIRE(state() == "holds");
    }
    std::string state()
    {
        std::string out = "none";
        base.in_transaction([&](db::transaction& tx) {
            auto const found = db::find_pact_entry(tx, "b.test").value();
            if (found)
                out = domain::to_string(found->state);
        });
        return out;
    }
    std::string announces(std::string const& n, std::string const& uri)
    {
        return take(theirs.post(
            theirs.says("https://b.test/a/" + n, "Announce", "\"" + uri + "\"", "," + everybody())));
    }
    static std::string limited(std::string const& uri)
    {
        return R"("to":[")" + uri + R"(/audience"],"cc":[])";
    }
    void serve_page(std::string const& uri, std::string const& items, std::string const& next = {})
    {
        world.serve(uri, R"({"id":")" + uri + R"(","type":"OrderedCollectionPage","orderedItems":[)" + items +
                             "]" + (next.empty() ? "" : R"(,"next":")" + next + "\"") + "}");
    }
    // "Announce https://b.test/u/station/inbox", one line for each delivery, sorted.
    std::string deliveries()
    {
        return text(
            "SELECT coalesce(string_agg(a.type || ' ' || i.uri, E'\\n' ORDER BY a.type, i.uri), '') "
            "FROM delivery d JOIN activity a ON a.id = d.activity_id JOIN peer_inbox i ON i.id = d.inbox_id");
    }
    void forget_deliveries() { sql("DELETE FROM delivery"); }

    remote_person theirs{"station", "b.test", "Application"};
    outbox::post_office post{settings, uris, keys, base.pool(), workers, world};
    app::instance in{settings, uris, secrets, base.pool(), workers, keys, remote, post};
};

} // namespace federwerk::tests
