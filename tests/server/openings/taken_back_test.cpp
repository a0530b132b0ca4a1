// SPDX-License-Identifier: AGPL-3.0-or-later
// What an edit takes back, and from whom: people whom it shuts out, and stations of pacts.
#include "api/activitypub/routes.hpp"
#include "app/pacts/make_pact.hpp"
#include "scene.hpp"
#include "support/through_routes.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

// A pact with b.test, which exchanges nothing but mentoring.
struct partners : scene {
    partners()
    {
        REQUIRE(app::adopt_station(base.pool(), uris));
        theirs = station("b.test");
        auto const ours =
            core::snowflake::parse(text("SELECT id FROM actor WHERE uri = '" + uris.station() + "'"));
        follow(theirs.id, ours.value());
        follow(ours.value(), theirs.id);
        run("INSERT INTO pact (host, station_id, kinds) VALUES ('b.test', " + theirs.id.text() +
            ", '{mentoring}')");
        doors.add(api::activitypub_routes(
            in, [this](http::request const&) -> boost::asio::awaitable<result<std::optional<domain::actor>>> {
                co_return std::optional(reader);
            }));
    }
    void run(std::string const& sql)
    {
        base.commit([&](db::transaction& tx) { tx.exec(sql); });
    }
    domain::actor station(std::string const& host, std::string const& name = "station")
    {
        domain::actor made;
        base.commit([&](db::transaction& tx) {
            made = add_remote_actor(tx, "https://" + host + "/u/" + name, domain::actor_kind::application);
        });
        return made;
    }
    std::string page_read_by(domain::actor const& who)
    {
        reader = who;
        http::request request{.method = http::method::get, .target = "/ap/station/openings?page=true"};
        request.headers.set("Accept", "application/activity+json");
        request.headers.set("Signature", who.uri);
        return through(doors, std::move(request)).body;
    }
    http::response edit(std::string const& id, std::string const& body)
    {
        return send(http::method::patch, api + "/openings/" + id, alice.token, body);
    }
    static std::string for_pacts(std::string const& kind)
    {
        return R"({"kind":")" + kind + R"(","direction":"offering","terms":["unpaid"],"audience":"pacts"})";
    }

    domain::actor theirs, reader;
    http::router doors;
};

} // namespace

TEST_CASE("a Delete for who is shut out says nothing of who is, and cannot be handed on",
          "[server][openings][letters]")
{
    scene s;
    auto const one = s.remote_actor("https://b.test/u/one"), two = s.remote_actor("https://b.test/u/two");
    for (auto const& each : {one, two})
        s.follow(each.id, s.alice.actor.id);
    auto const id = s.made_id("/openings", s.openness(R"(,"exclusions":["x.org"])"));
    s.forget_deliveries();
    s.send(http::method::patch, site::api + "/openings/" + id, s.alice.token,
           R"({"exclusions":["x.org","one@b.test"]})");
    CHECK(s.deliveries() == "Delete https://b.test/u/one/inbox\nUpdate https://b.test/u/two/inbox");
    auto const body = s.text("SELECT body FROM activity WHERE type = 'Delete'");
    CHECK(json::validate(body, source_tree() / "schemas/activitypub/delete.json").has_value());
    auto const said = json::document::parse(body).value();
    CHECK(said.root()["to"].write() == "[\"https://a.test/ap/openings/" + id + "/audience\"]");
    CHECK(said.root()["cc"].as_list().empty());
    CHECK_FALSE(said.root()["proof"].present());
    CHECK(s.text("SELECT public FROM activity WHERE type = 'Delete'") == "f");
}

TEST_CASE("from whom a block or the end of a credit shuts out it is taken back with the next edit",
          "[server][openings][letters]")
{
    scene s;
    auto const one = s.remote_actor("https://b.test/u/one");
    s.credit(s.alice.actor, one);
    auto const id = s.made_id("/openings", s.openness(R"(,"audience":"two_credits")"));
    s.forget_deliveries();
    s.base.commit([](db::transaction& tx) { tx.exec("UPDATE credit SET state = 'revoked'"); });
    s.send(http::method::patch, site::api + "/openings/" + id, s.alice.token, R"({"note":"x"})");
    CHECK(s.deliveries() == "Delete https://b.test/u/one/inbox");
}

TEST_CASE("a station that is shut out loses what it was told", "[server][openings][pacts]")
{
    partners s;
    auto const how = GENERATE(as<std::string>(), "b.test", "bo@b.test");
    s.remote_actor("https://b.test/u/bo");
    auto const id = s.made_id("/openings", s.for_pacts("mentoring"));
    CHECK(s.deliveries() == "Announce https://b.test/u/station/inbox");
    s.forget_deliveries();
    CHECK(s.edit(id, R"({"exclusions":[")" + how + "\"]}").status == 200);
    CHECK(s.deliveries() == "Delete https://b.test/u/station/inbox");
}

TEST_CASE("a station that read an opening by itself hears of its edits and its end",
          "[server][openings][pacts]")
{
    partners s;
    auto const id = s.made_id("/openings", s.for_pacts("mentoring"));
    s.run("UPDATE pact SET kinds = '{podcast-guest}'");
    s.run("DELETE FROM opening_recipient");
    s.forget_deliveries();
    CHECK(s.edit(id, R"({"note":"Nobody has it"})").status == 200);
    CHECK(s.deliveries().empty());

    s.run("UPDATE pact SET kinds = '{mentoring}'");
    auto const reader = GENERATE(as<std::string>(), "station", "actor");
    CHECK(s.page_read_by(reader == "station" ? s.theirs : s.station("b.test", "actor"))
              .find("/ap/openings/" + id) != std::string::npos);
    s.run("UPDATE pact SET kinds = '{podcast-guest}'");
    CHECK(s.edit(id, R"({"note":"They have it"})").status == 200);
    CHECK(s.deliveries() == "Update https://b.test/u/station/inbox");
    s.forget_deliveries();
    CHECK(s.post("/openings/" + id + "/close", "", s.alice).status == 200);
    CHECK(s.deliveries() == "Delete https://b.test/u/station/inbox");
}

TEST_CASE("a station reads nothing where an organisation on its host has proven an excluded domain",
          "[server][openings][pacts][exclusions]")
{
    partners s;
    auto const firm = s.remote_actor("https://b.test/u/acme");
    s.run("UPDATE actor SET kind = 'Organization' WHERE id = " + firm.id.text());
    auto const [state, hears] = GENERATE(table<std::string, bool>({{"verified", false}, {"claimed", true}}));
    s.run("INSERT INTO organisation (actor_id, domain, state) VALUES (" + firm.id.text() + ", 'x.org', '" +
          state + "')");
    auto const id = s.made_id("/openings", R"({"kind":"mentoring","direction":"offering","terms":["unpaid"],)"
                                           R"("audience":"pacts","exclusions":["x.org"]})");
    CHECK(s.deliveries() == (hears ? "Announce https://b.test/u/station/inbox" : ""));
    for (auto const& who : {s.theirs, s.station("b.test", "actor")})
        CHECK((s.page_read_by(who).find("/ap/openings/" + id) != std::string::npos) == hears);
}
