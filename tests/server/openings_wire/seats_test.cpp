// SPDX-License-Identifier: AGPL-3.0-or-later
// Seats of calls elsewhere, edit by edit.
#include "wire_world.hpp"

using namespace federwerk;
using tests::wire_world;

TEST_CASE("seats that a peer drops, adds or puts in another order stay those that requests name",
          "[openings][wire]")
{
    wire_world w;
    w.alice_follows(w.bo);
    int minute = 60;
    auto const says = [&](std::vector<std::string> const& names) {
        std::string seats;
        for (auto const& each : names)
            seats += (seats.empty() ? "" : ",") + (R"({"id":"https://b.test/p/1#)" + each + "\"}");
        auto const call = ",\"updated\":\"" + core::to_rfc3339(core::now() - std::chrono::minutes(--minute)) +
                          "\"" + R"(,"opening":{"form":"call","seats":[)" + seats + "]}";
        return w.take(w.bo.post(w.bo.says("https://b.test/e/" + std::to_string(minute), "Update",
                                          w.offer("1", call), "," + w.everybody())));
    };
    auto const stored = [&] {
        return w.text(
            "SELECT string_agg(position || split_part(uri, '#', 2), ' ' ORDER BY position) FROM seat");
    };
    REQUIRE(says({"a", "b", "c"}) == "done");
    CHECK(stored() == "0a 1b 2c");
    CHECK(says({"c", "b", "a"}) == "done");
    CHECK(stored() == "0a 1b 2c");
    w.sql("INSERT INTO request (uri, opening_id, opening_uri, position, sender_id, receiver_id, spoken, "
          "message, "
          "state, expires_at) SELECT 'https://a.test/r/1', id, uri, 0, " +
          w.alice.id.text() + ", actor_id, 'offer', 'x', 'sent', now() + interval '1 day' FROM opening");
    CHECK(says({"b", "c"}) == "done");
    CHECK(stored() == "1b 2c");
    CHECK(says({"d", "c"}) == "done");
    CHECK(stored() == "2c 3d"); // Not the one that was asked for, nor the one that goes now
    CHECK(w.count("seat_terms") == 2);
}
