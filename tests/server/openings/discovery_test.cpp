// SPDX-License-Identifier: AGPL-3.0-or-later
// Looking around: whom nobody should meet is not there, and lists are short, by date alone.
#include "scene.hpp"

using namespace federwerk;
using tests::scene;
using tests::text_of;

namespace {

using names = std::vector<std::string>;

struct stroll : scene {
    stroll() { run("UPDATE actor SET discoverable = true WHERE local AND kind = 'Person'"); }

    void run(std::string const& sql)
    {
        base.commit([&](db::transaction& tx) { tx.exec(sql); });
    }
    names seen(person const& who, std::string const& list, std::string const& field)
    {
        auto const answer = get(api + "/discovery", who.token);
        REQUIRE(answer.status == 200);
        CHECK(fits(answer, "discovery"));
        names out;
        auto const read = json::document::parse(answer.body).value();
        for (auto const each : read.root()[list].items())
            out.push_back(text_of(each[field]));
        return out;
    }
};

} // namespace

TEST_CASE("people whom a block keeps apart do not come across each other", "[server][discovery]")
{
    stroll s;
    auto const id = s.made_id("/openings", s.openness(R"(,"ends_at":")" + s.in_days(3) + "\""));
    CHECK(s.seen(s.bo, "members", "handle") == names{"alice@a.test"});
    CHECK(s.seen(s.bo, "openings", "id") == names{id});
    CHECK(s.seen(s.alice, "openings", "id").empty()); // Her own
    bool const by_bo = GENERATE(true, false);
    s.base.commit([&](db::transaction& tx) {
        tx.exec_params("INSERT INTO block (actor_id, blocked_id) VALUES ($1, $2)",
                       (by_bo ? s.bo : s.alice).actor.id.value, (by_bo ? s.alice : s.bo).actor.id.value);
    });
    CHECK(s.seen(s.bo, "members", "handle").empty());
    CHECK(s.seen(s.bo, "openings", "id").empty());
    CHECK(s.seen(s.alice, "members", "handle").empty());
}

TEST_CASE("who left, moved or is suspended is not among those who joined, nor are people elsewhere",
          "[server][discovery]")
{
    stroll s;
    auto const cy = s.remote_actor("https://b.test/u/cy");
    s.run("UPDATE actor SET discoverable = true");
    auto const how =
        GENERATE(as<std::string>{}, "UPDATE actor SET state = 'gone' WHERE username = 'alice'",
                 "UPDATE actor SET moved_to = 'https://b.test/u/al' WHERE username = 'alice'",
                 "UPDATE actor SET discoverable = false WHERE username = 'alice'",
                 "UPDATE member SET state = 'suspended' WHERE actor_id = (SELECT id FROM actor WHERE "
                 "username = 'alice')");
    CAPTURE(how, cy.uri);
    CHECK(s.seen(s.bo, "members", "handle") == names{"alice@a.test"});
    s.run(how);
    CHECK(s.seen(s.bo, "members", "handle").empty());
}

TEST_CASE("each list has twelve, newest or soonest first, the same at each look", "[server][discovery]")
{
    stroll s;
    names openings;
    for (int day = 1; day <= 5; ++day)
        openings.push_back(s.made_id("/openings", s.openness(R"(,"ends_at":")" + s.in_days(6 - day) + "\"")));
    std::reverse(openings.begin(), openings.end());
    for (int i = 0; i < 14; ++i)
        s.member("m" + std::to_string(i));
    s.run("UPDATE actor SET discoverable = true WHERE local AND kind = 'Person'");
    auto const members = s.seen(s.bo, "members", "handle");
    REQUIRE(members.size() == 12);
    CHECK(members.front() == "m13@a.test");
    CHECK(members.back() == "m2@a.test");
    CHECK(s.seen(s.bo, "openings", "id") == openings);
    CHECK(s.seen(s.bo, "members", "handle") == members);
}
