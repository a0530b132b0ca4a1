// SPDX-License-Identifier: AGPL-3.0-or-later
// Who asked on another instance cannot tell "not now" from silence.
#include "federation/federwerks/two_federwerks.hpp"
#include "federation/loop/shown.hpp"

#include <array>

namespace federwerk::tests {

TEST_CASE("not now and silence are the same bytes to who asked on another instance",
          "[federation][loop][not_now]")
{
    two_federwerks world;
    auto& [around, a, b, alice, bo] = world;
    auto const follow = bo.follow(alice.address());
    EVENTUALLY(bo.is_following(follow));
    std::array<std::string, 3> requests; // Declined, left alone, and one that shows that answers arrive
    for (auto& each : requests) {
        auto const made =
            alice.post("/openings", R"({"kind":"mentoring","direction":"offering","terms":["unpaid"]})");
        auto const newest = [&] {
            auto const list = bo.get("/openings?member=" + alice.address());
            auto const first = list["items"].at(0);
            return first["uri"].text() == made.text("uri") ? std::string(*first["id"].text()) : std::string();
        };
        EVENTUALLY(!newest().empty());
        each = bo.post("/requests", R"({"opening":")" + newest() + R"(","message":"Please"})").text("id");
    }
    EVENTUALLY(alice.get("/requests?box=received")["items"].size() == requests.size());
    auto const received = alice.get("/requests?box=received");
    for (auto const& each : received["items"].items()) {
        auto const id = std::string(*each["id"].text());
        auto const is = [&](std::string const& which) {
            return each["uri"].text() == bo.get("/requests/" + which).text("uri");
        };
        if (is(requests[0]))
            alice.act("/requests/" + id + "/not_now");
        else if (is(requests[2]))
            alice.act("/requests/" + id + "/interest");
    }
    EVENTUALLY(bo.get("/requests/" + requests[2]).text("state") == "interested");
    auto const declined = bo.get("/requests/" + requests[0]);
    CHECK(declined.text("state") == "sent");
    auto const ignored = bo.get("/requests/" + requests[1]);
    CHECK(without_names(declined.body, declined) == without_names(ignored.body, ignored));
    CHECK(bo.get("/notifications").body.find("request_closed") == std::string::npos);
}

} // namespace federwerk::tests
