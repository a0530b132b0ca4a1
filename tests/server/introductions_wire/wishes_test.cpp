// SPDX-License-Identifier: AGPL-3.0-or-later
// On the servers of the introducer and of the asker: the wish, what becomes of it, and that it is taken back.
#include "app/introductions/answer_introduction.hpp"
#include "db/introductions.hpp"
#include "introduction_world.hpp"
#include "outbox/post_office.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

// alice has worked with ada, who asks her, and with cy, for whom it is.
struct introducer_world : introduction_world {
    introducer_world()
    {
        work_together(alice, known(ada));
        work_together(known(cy), alice);
    }
    std::string asks(wish const& what, std::string const& target)
    {
        return invites(ada, alice, proven(what), R"(,"target":")" + target + '"');
    }
    wish for_cy() const { return {cy.uri, "https://c.test/openings/1#primary"}; }
    std::string state() { return text("SELECT state FROM introduction"); }
    std::string wish_uri() { return text("SELECT uri FROM introduction"); }
    result<app::introduction_file> pass_on()
    {
        auto const id = core::snowflake::parse(text("SELECT id FROM introduction")).value();
        return run(app::pass_on_introduction(in, alice, id, "We worked together"));
    }

    outbox::post_office post{settings, uris, keys, base.pool(), workers, world};
    app::instance in{settings, uris, secrets, base.pool(), workers, keys, remote, post};
};

// alice has asked bo to introduce her to cy.
struct asker_world : introduction_world {
    asker_world()
    {
        auto const owner = known(cy);
        base.commit([&](db::transaction& tx) {
            auto const o = add_opening(tx, owner);
            i.id = db::next_id(tx).value();
            i.uri = uris.activity(i.id);
            i.offer_uri = uris.request(i.id);
            i.opening_uri = o.uri;
            i.offer = R"({"id":")" + i.offer_uri + R"(","type":"Offer","actor":")" + alice.uri +
                      R"(","object":)" + agreement(o.seats.front().uri) + "}";
            i.asker_id = alice.id;
            i.owner_id = owner.id;
            i.message = "I can help";
            i.created_at = core::now();
            i.expires_at = i.created_at + domain::introduction_lasts;
        });
        i.introducer_id = known(bo).id;
        base.commit([&](db::transaction& tx) { REQUIRE(db::insert_introduction(tx, i)); });
    }
    std::string says_passed_on(remote_person const& who) { return says(who, "Accept", '"' + i.uri + '"'); }
    std::string state() { return text("SELECT state FROM introduction"); }
    domain::introduction i;
};

} // namespace

TEST_CASE("A wish to be introduced waits for the introducer, who passes on the very Offer",
          "[requests][introduction]")
{
    introducer_world w;
    CHECK(w.asks(w.for_cy(), w.cy.uri) == "done");
    CHECK(w.count("notification WHERE kind = 'introduction_asked' AND member_id = " + w.alice.id.text()) ==
          1);
    REQUIRE(w.pass_on());
    auto const invite = json::document::parse(w.text("SELECT body FROM activity WHERE type = 'Invite'"));
    CHECK(invite->root()["object"].write() == w.text("SELECT offer FROM introduction"));
    CHECK(invite->root()["instrument"].text() == w.wish_uri());
    auto const accept = w.text("SELECT body FROM activity WHERE type = 'Accept'");
    CHECK(accept.find(w.wish_uri()) != std::string::npos);
    CHECK(accept.find("We worked together") == std::string::npos);
}

TEST_CASE("The introducer is asked for nobody else than the Offer is for",
          "[requests][introduction][T-16][T-17]")
{
    introducer_world w;
    auto what = w.for_cy();
    SECTION("another target")
    {
        CHECK(w.asks(what, w.bo.uri).starts_with("refused"));
    }
    SECTION("an Offer to somebody else")
    {
        what.owner_uri = w.bo.uri;
        CHECK(w.asks(what, w.cy.uri).starts_with("refused"));
    }
    SECTION("an opening that lives elsewhere")
    {
        what.seat_uri = "https://b.test/openings/1#primary";
        CHECK(w.asks(what, w.cy.uri).starts_with("refused"));
    }
    SECTION("by somebody with whom the introducer never worked")
    {
        w.sql("DELETE FROM credit WHERE collaborator_id <> " + w.alice.id.text());
        CHECK(w.asks(what, w.cy.uri).starts_with("ignored"));
    }
    SECTION("for somebody with whom the introducer never worked")
    {
        w.sql("DELETE FROM credit WHERE collaborator_id = " + w.alice.id.text());
        CHECK(w.asks(what, w.cy.uri).starts_with("ignored"));
    }
    CHECK(w.count("introduction") == 0);
    CHECK(w.count("notification") == 0);
}

TEST_CASE("The asker takes the wish back, and nobody else does", "[requests][introduction][T-15]")
{
    introducer_world w;
    REQUIRE(w.asks(w.for_cy(), w.cy.uri) == "done");
    auto const uri = w.wish_uri();
    CHECK(w.says(w.cy, "Undo", '"' + uri + '"').starts_with("refused"));
    CHECK(w.state() == "asked");
    auto const object = GENERATE_COPY('"' + uri + '"', R"({"id":")" + uri + R"(","type":"Invite"})");
    CHECK(w.says(w.ada, "Undo", object) == "done");
    CHECK(w.state() == "withdrawn");
    CHECK((w.pass_on().error().code == errc::conflict));
    CHECK(w.count("activity") == 0);
}

TEST_CASE("One asker fills nobody's day with wishes", "[requests][introduction][flood]")
{
    introducer_world w;
    auto what = w.for_cy();
    for (int n = 0; n <= domain::most_open_introductions; ++n) {
        what.id = "https://d.test/requests/" + std::to_string(n);
        auto const done = w.asks(what, w.cy.uri);
        CHECK((done == "done") == (n < domain::most_open_introductions));
        w.sql("UPDATE introduction SET state = 'withdrawn'"); // Taking it back makes no room for the next
    }
    CHECK(w.count("notification") == domain::most_open_introductions);
}

TEST_CASE("Once it was passed on, by the introducer's word or the owner's, the asker has a request",
          "[requests][introduction]")
{
    asker_world w;
    CHECK(w.says_passed_on(w.cy).starts_with("refused"));
    CHECK(w.says(w.bo, "TentativeAccept", '"' + w.i.offer_uri + '"').starts_with("ignored"));
    CHECK(w.state() == "asked");
    CHECK(w.requests() == 0);
    bool const by_owner = GENERATE(false, true);
    CHECK((by_owner ? w.says(w.cy, "TentativeAccept", '"' + w.i.offer_uri + '"') : w.says_passed_on(w.bo)) ==
          "done");
    CHECK(w.state() == "passed_on");
    auto const r = w.request(w.i.offer_uri);
    CHECK(r.state == (by_owner ? domain::request_state::interested : domain::request_state::sent));
    CHECK(r.message == "I can help");
}

TEST_CASE("What was passed on after it was taken back is withdrawn from the owner too",
          "[requests][introduction]")
{
    asker_world w;
    w.sql(GENERATE("UPDATE introduction SET state = 'withdrawn'",
                   "UPDATE introduction SET expires_at = now() - interval '8 days'"));
    bool const by_owner = GENERATE(false, true);
    by_owner ? w.says(w.cy, "TentativeAccept", '"' + w.i.offer_uri + '"') : w.says_passed_on(w.bo);
    CHECK(w.request(w.i.offer_uri).state == domain::request_state::withdrawn);
    auto const undo = w.letter("Undo");
    CHECK(undo.find(w.i.offer_uri) != std::string::npos);
    CHECK(undo.find(w.cy.uri) != std::string::npos);
}
