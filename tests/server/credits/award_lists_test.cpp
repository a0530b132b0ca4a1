// SPDX-License-Identifier: AGPL-3.0-or-later
// What is left of awards over time, and what of them others list.
#include "award_world.hpp"

using namespace federwerk;
using Catch::Contains;
using tests::award_world;

TEST_CASE("an offer that nobody answered in time makes room for the next one", "[server][award]")
{
    award_world w;
    std::string const recipient = GENERATE("dan@a.test", "bo@b.test");
    auto const first = w.issued(recipient, R"(,"expires_at":"2050-01-01T00:00:00Z")");
    CHECK(w.issue(w.offer_to(recipient)).status == 409);
    w.sql("UPDATE award SET expires_at = now() - interval '1 second'");
    auto const second = w.issued(recipient);
    CHECK(w.state_of(first) == "revoked");
    CHECK(w.state_of(second) == "offered");
    CHECK(w.fetch(w.credential(first)).status == 410);
    CHECK(w.count("activity WHERE type = 'Delete'") == (recipient == "bo@b.test" ? 1 : 0));
}

TEST_CASE("what a member shows is a list in pages, by state, and nothing for whom they block",
          "[server][award]")
{
    award_world w;
    std::vector<std::string> ids;
    for (int i = 0; i < 3; ++i) {
        ids.push_back(w.issued("dan@a.test"));
        CHECK(w.answered(ids.back(), "accept").status == 200);
        w.sql("UPDATE award SET badge_id = NULL");
    }
    auto const list = [&](std::string const& further) {
        auto const answer = w.ask(http::method::get, w.api + "/awards?member=dan" + further);
        CHECK(w.fits(answer.body, "api/awards"));
        return answer.body;
    };
    auto const page = json::document::parse(list("&limit=2")).value();
    CHECK(page.root()["items"].size() == 2);
    CHECK(page.root()["items"].at(0)["id"].text() == ids[2]);
    auto const next = std::string(page.root()["next"].text().value());
    auto const rest = json::document::parse(list("&limit=2&cursor=" + next)).value();
    CHECK(rest.root()["items"].size() == 1);
    CHECK(rest.root()["items"].at(0)["id"].text() == ids[0]);
    CHECK(rest.root()["next"].is_null());
    CHECK_THAT(list("&state=declined"), Contains(R"("items":[])"));
    w.sql("INSERT INTO block (actor_id, blocked_id) VALUES (" + w.dan.id.text() + ", " + w.alice.id.text() +
          ")");
    CHECK_THAT(list(""), Contains(R"("items":[])"));
}
