// SPDX-License-Identifier: AGPL-3.0-or-later
// Credentials that are not what they claim to be, come from the wrong mouth, or come too often.
#include "db/blocks.hpp"
#include "server/awards_wire/award_world.hpp"

using namespace federwerk;
using tests::award_world;
using tests::with;

TEST_CASE("A credential that does not hold is refused", "[inbox][award][T-04]")
{
    award_world w;
    auto const [what, by] = GENERATE(table<std::string, std::string>({
        {"https://b.test/u/school", "https://evil.test/u/eve"},                 // Another issuer
        {"ALICE", "https://a.test/ap/actors/1"},                                // Another subject
        {"https://b.test/ap/credentials/1", "https://b.test/ap/credentials/2"}, // Another id
        {"2126-03-01T00:00:00Z", "2026-03-02T00:00:00Z"},                       // Over
        {"2026-03-01T00:00:00Z", "2126-02-01T00:00:00Z"},                       // Not yet
        {"\"OpenBadgeCredential\"", "\"Diploma\""},
    }));
    CAPTURE(by);
    w.hosts(w.school.signs(with(w.credential(), what == "ALICE" ? w.alice.uri : what, by)));
    auto const how = w.says(w.school, "Create", w.offer());
    CAPTURE(how);
    CHECK(how != "done");
    CHECK(w.state().empty());
    CHECK(w.told("badge_offered") == 0);
}

TEST_CASE("A credential counts by the proof of its issuer alone", "[inbox][award][T-17]")
{
    award_world w;
    auto const good = w.school.signs(w.credential());
    auto const what = GENERATE(as<std::string>{}, "none", "by somebody else", "changed");
    CAPTURE(what);
    w.hosts(what == "none"               ? w.credential()
            : what == "by somebody else" ? w.eve.signs(w.credential())
                                         : with(good, "Built a server.", "Built the server."));
    CHECK(w.says(w.school, "Create", w.offer()).starts_with("refused"));
    CHECK(w.state().empty());
}

TEST_CASE("A credential must live with its issuer", "[inbox][award][T-04]")
{
    award_world w;
    std::string const elsewhere = "https://evil.test/c/1";
    w.world.serve(elsewhere, w.school.signs(with(w.credential(), w.uri, elsewhere)),
                  "application/vc+ld+json");
    CHECK(w.says(w.school, "Create", w.offer("https://b.test/n/1", elsewhere)).starts_with("refused"));
    CHECK(w.world.count(elsewhere) == 0); // Not even asked
}

TEST_CASE("Nobody offers what somebody else has issued", "[inbox][award][T-12]")
{
    award_world w;
    w.hosts(w.school.signs(w.credential()));
    auto const note = with(w.offer("https://evil.test/n/1"), w.school.uri, w.eve.uri);
    CHECK(w.says(w.eve, "Create", note).starts_with("refused"));
    CHECK_FALSE(w.says(w.eve, "Create", w.offer()) == "done"); // A Note in somebody else's name
    CHECK(w.state().empty());
}

TEST_CASE("Nobody takes back what somebody else has issued", "[inbox][award][T-14]")
{
    award_world w;
    CHECK(w.offered() == "done");
    tests::remote_person cy{"cy", "b.test"}; // A neighbour of the school
    cy.live_in(w.world);
    remote::budget spend;
    REQUIRE(w.run(w.remote.actor(cy.uri, spend)));
    CHECK(w.says(cy, "Delete", '"' + w.uri + '"').starts_with("refused"));
    CHECK(w.state() == "offered");
}

TEST_CASE("An offer to nobody here, or to whom it does not mention, is left alone", "[inbox][award]")
{
    award_world w;
    w.hosts(w.school.signs(w.credential()));
    w.says(w.school, "Create", with(w.offer(), R"("href":")" + w.alice.uri, R"("href":"https://b.test/u/x)"));
    w.says(w.school, "Create",
           with(w.offer("https://b.test/n/2"), R"("href":")" + w.alice.uri, R"("href":"https://a.test/@al)"));
    CHECK(w.state().empty());
}

TEST_CASE("Who wants nothing of the issuer hears nothing of its badges", "[inbox][award]")
{
    award_world w;
    remote::budget spend;
    auto const school = w.run(w.remote.actor(w.school.uri, spend)).value();
    bool const silenced = GENERATE(true, false);
    if (silenced)
        w.sql("INSERT INTO domain_block (domain, severity) VALUES ('b.test', 'silence')");
    else
        w.base.commit([&](db::transaction& tx) {
            REQUIRE(db::upsert_block(tx, {w.alice.id, school.id, "https://a.test/ap/activities/1"}));
        });
    CHECK(w.offered().starts_with("ignored"));
    CHECK(w.state().empty());
}

TEST_CASE("One issuer has no more than a few offers open with one member", "[inbox][award]")
{
    award_world w;
    std::string last;
    for (int i = 0; i <= domain::most_offers_to_one; ++i) {
        auto const id = "https://b.test/ap/credentials/" + std::to_string(10 + i);
        w.world.serve(id, w.school.signs(with(w.credential(), w.uri, id)), "application/vc+ld+json");
        last = w.says(w.school, "Create", w.offer("https://b.test/n/" + std::to_string(i), id));
    }
    CHECK(last == "ignored: more awards than are taken");
    CHECK(w.count("award") == domain::most_offers_to_one);
}

TEST_CASE("Of one issuer no more than so many awards are taken a day", "[inbox][award]")
{
    award_world w;
    CHECK(w.offered() == "done");
    w.sql("UPDATE throttle SET count = " + std::to_string(domain::most_awards_a_day) +
          " WHERE key LIKE 'award.by:%'");
    std::string const id = "https://b.test/ap/credentials/2";
    w.world.serve(id, w.school.signs(with(w.credential(), w.uri, id)), "application/vc+ld+json");
    CHECK(w.says(w.school, "Create", w.offer("https://b.test/n/2", id)) ==
          "ignored: more awards than are taken");
}
