// SPDX-License-Identifier: AGPL-3.0-or-later
// What two people did together becomes one highlight, with both of them on it.
#include "credit_world.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"
#include "db/requests.hpp"

using namespace federwerk;
using Catch::Contains;

namespace {

struct joint_world : tests::credit_world {
    joint_world()
    {
        base.commit([&](db::transaction& tx) {
            dee = tests::add_member(tx, "dee");
            request.id = db::next_id(tx).value();
            request.uri = uris.request(request.id);
            request.opening_uri = "https://a.test/ap/openings/1";
            request.kind = "podcast-guest";
            request.sender_id = dee.id;
            request.receiver_id = alice.id;
            request.message = "Shall we?";
            request.state = domain::request_state::done;
            request.created_at = core::now() - std::chrono::days(10);
            request.expires_at = core::now() + std::chrono::days(10);
            request.agreed_at = core::now() - std::chrono::days(5);
            request.sender_done_at = request.receiver_done_at = core::now();
            REQUIRE(db::insert_request(tx, request));
        });
        dees = token_of(dee);
    }
    void set_state(std::string const& state_name) { sql("UPDATE request SET state = '" + state_name + "'"); }

    domain::actor dee;
    domain::request request;
    std::string dees;
};

} // namespace

TEST_CASE("Done by both offers a highlight that is ready to be written, to the two alone", "[credit][joint]")
{
    joint_world w;
    auto const path = w.api + "/requests/" + w.request.id.text() + "/highlight_draft";
    auto const draft = w.get(path);
    REQUIRE(draft.status == 200);
    CHECK(w.fits(draft.body, "api/highlight_draft"));
    CHECK_THAT(draft.body, Contains(R"("collaborators":["dee@a.test"])"));
    CHECK_THAT(w.call(http::method::get, path, {}, w.dees).body, Contains("alice@a.test"));
    CHECK(w.call(http::method::post, w.api + "/highlights", draft.body).status == 201);
    domain::actor eve;
    w.base.commit([&](db::transaction& tx) { eve = tests::add_member(tx, "eve"); });
    CHECK(w.call(http::method::get, path, {}, w.token_of(eve)).status == 404);
    w.set_state("agreed");
    CHECK(w.get(path).status == 409);
}

TEST_CASE("Done becomes credited when the other one confirms the joint highlight", "[credit][joint]")
{
    joint_world w;
    auto const of_request = ",\"request\":\"" + w.request.id.text() + '"';
    auto const without = w.call(http::method::post, w.api + "/highlights",
                                R"({"headline":"Alone","collaborators":[])" + of_request + "}");
    CHECK(without.status == 422);
    CHECK_THAT(without.body, Contains("\"field\":\"request\""));
    w.publish(R"("dee@a.test")", of_request);
    CHECK(w.text("SELECT highlight_uri FROM request") == w.text("SELECT uri FROM highlight"));
    CHECK(w.text("SELECT state FROM request") == "done");
    auto const credit = w.api + "/credits/" + w.text("SELECT id FROM credit");
    CHECK(w.call(http::method::post, credit + "/confirm", {}, w.dees).status == 200);
    CHECK(w.text("SELECT state FROM request") == "credited");
}

TEST_CASE("A worn badge says in a word how far it is backed", "[credit][badge]")
{
    joint_world w;
    w.base.commit([&](db::transaction& tx) {
        auto const rust = db::find_badge_by_slug(tx, "rust").value();
        REQUIRE(rust);
        REQUIRE(db::wear(tx, w.alice.id, {rust->id}));
    });
    auto const standing = [&] {
        auto const list = w.get(w.api + "/badges?member=alice");
        CHECK(w.fits(list.body, "api/badges"));
        auto const parsed = json::document::parse(list.body).value();
        return std::string(parsed.root()["items"].at(0)["standing"].text().value_or(""));
    };
    CHECK(standing() == "claimed");
    w.publish(R"("dee@a.test")", R"(,"badges":["rust"])");
    CHECK(standing() == "shown");
    auto const credit = w.api + "/credits/" + w.text("SELECT id FROM credit");
    REQUIRE(w.call(http::method::post, credit + "/confirm", {}, w.dees).status == 200);
    CHECK(standing() == "confirmed");
    CHECK(w.get(w.api + "/badges?member=nobody").status == 404);
}
