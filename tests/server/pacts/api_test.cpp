// SPDX-License-Identifier: AGPL-3.0-or-later
// /pacts as its schemas say it, and for whom.
#include "core/wait_until.hpp"
#include "server/pacts/office.hpp"

#include <pqxx/pqxx>

#include <thread>

namespace federwerk::tests {

TEST_CASE("pacts are for administrators alone", "[pacts][api][T-62]")
{
    office w;
    std::string gatekeeper, moderator, reader;
    w.base.commit([&](db::transaction& tx) {
        gatekeeper = w.token_of(tx, add_member(tx, "gate", "gatekeeper"));
        moderator = w.token_of(tx, add_member(tx, "mod", "moderator"));
        reader = w.token_of(tx, w.root, "read");
    });
    struct door {
        method how;
        std::string path, body;
    };
    std::vector<door> const all{{method::get, "/pacts", ""},
                                {method::post, "/pacts", R"({"host":"b.test"})"},
                                {method::patch, "/pacts/b.test", "{}"},
                                {method::delete_, "/pacts/b.test", ""}};
    for (auto const& each : all) {
        CAPTURE(http::to_string(each.how), each.path);
        for (auto const& [with, status] : std::vector<std::pair<std::string, unsigned>>{
                 {"", 401}, {"nobody's", 401}, {w.plain, 403}, {gatekeeper, 403}, {moderator, 403}}) {
            auto const refused = w.ask_as(with, each.how, each.path, each.body);
            CHECK(refused.status == status);
            CHECK(office::fits(refused.body, "error"));
        }
        if (each.how != method::get)
            CHECK(w.ask_as(reader, each.how, each.path, each.body).status == 403);
    }
    CHECK(w.ask_as(reader, method::get, "/pacts").status == 200);
    CHECK(w.count("pact") == 0);
    CHECK(w.world.count("b.test") == 0);
}

TEST_CASE("a pact goes through its states over the API", "[pacts][api]")
{
    office w;
    CHECK(w.listed() == "");
    auto const made = w.ask(method::post, "/pacts", R"({"host":"B.test","languages":["de"],"per_day":7})");
    INFO(made.body);
    CHECK(made.status == 201);
    CHECK(office::fits(made.body, "pact"));
    CHECK(w.listed() == "proposed ||de 7");
    CHECK(w.accepts("1") == "done");
    CHECK(w.listed() == "proposed ||de 7");
    CHECK(w.follows() == "done");
    CHECK(w.listed() == "holds ||de 7");
    CHECK(w.undo("u1", "f1") == "done");
    CHECK(w.listed() == "ended ||de 7");
    auto const again = w.ask(method::post, "/pacts", R"({"host":"b.test"})");
    CHECK(again.status == 201);
    CHECK(w.listed() == "proposed || 500");

    CHECK(w.ask(method::delete_, "/pacts/B.test").status == 204);
    CHECK(w.listed() == "");
    auto const gone = w.ask(method::delete_, "/pacts/b.test");
    CHECK(gone.status == 404);
    CHECK(office::fits(gone.body, "error"));
}

TEST_CASE("a station that asks is listed, agreed to with POST, and refused with DELETE", "[pacts][api]")
{
    office w;
    CHECK(w.follows() == "done");
    CHECK(w.listed() == "asked || 500");
    CHECK(w.ask(method::patch, "/pacts/b.test", R"({"per_day":9})").status == 404); // Nothing agreed yet
    SECTION("agreed")
    {
        CHECK(w.ask(method::post, "/pacts", R"({"host":"b.test"})").status == 201);
        CHECK(w.accepts("1") == "done");
        CHECK(w.listed() == "holds || 500");
    }
    SECTION("refused")
    {
        CHECK(w.ask(method::delete_, "/pacts/b.test").status == 204);
        CHECK(w.listed() == "");
        CHECK_THAT(w.deliveries(), Catch::Contains("Reject https://b.test"));
    }
}

TEST_CASE("filters of a pact change one by one, and decide what comes in from then on", "[pacts][api]")
{
    office w;
    w.hold();
    auto const change = [&](std::string const& body) {
        CHECK(office::fits(body, "pact_edit_request"));
        auto const answer = w.ask(method::patch, "/pacts/B.TEST", body);
        INFO(answer.body);
        CHECK(answer.status == 200);
        CHECK(office::fits(answer.body, "pact"));
        return w.listed();
    };
    CHECK(change("{}") == "holds || 500");
    CHECK(change(R"({"kinds":null,"per_day":null,"shown":null})") == "holds || 500"); // Left out
    CHECK(change(R"({"kinds":["mentoring"]})") == "holds mentoring|| 500");
    CHECK(change(R"({"badges":["rust"],"languages":["de-AT"]})") == "holds mentoring|rust|de-AT 500");
    CHECK(change(R"({"kinds":[],"badges":[],"languages":["de"],"per_day":1})") == "holds ||de 1");
    CHECK(w.text("SELECT shown FROM pact") == "t");
    CHECK(change(R"({"shown":false})") == "holds ||de 1");
    CHECK(w.text("SELECT shown FROM pact") == "f");

    w.world.serve("https://b.test/p/1", w.offer("1", R"(,"contentMap":{"de":"<p>Hallo</p>"})"));
    w.world.serve("https://b.test/p/2", w.offer("2", R"(,"contentMap":{"fr":"<p>Salut</p>"})"));
    w.world.serve("https://b.test/p/3", w.offer("3", R"(,"contentMap":{"de":"<p>Hallo</p>"})"));
    CHECK_THAT(w.announces("2", "https://b.test/p/2"), Catch::StartsWith("ignored"));
    CHECK(w.announces("1", "https://b.test/p/1") == "done");
    CHECK_THAT(w.announces("3", "https://b.test/p/3"), Catch::StartsWith("ignored")); // The volume
    CHECK(change(R"({"per_day":2})") == "holds ||de 2");
    w.sql("DELETE FROM throttle");
    CHECK(w.announces("4", "https://b.test/p/3") == "done");
    CHECK(w.openings() == 2);
}

TEST_CASE("what /pacts does not take is refused with the names of the fields, as its schemas say",
          "[pacts][api]")
{
    office w;
    struct row {
        std::string body, field;
        bool shape_fits; // What only the vocabulary knows, a schema does not
    };
    std::string many = "\"mentoring\"";
    for (int i = 0; i < 100; ++i)
        many += R"(,"mentoring")";
    for (auto const& [body, field, shape_fits] : std::vector<row>{
             {R"({})", "host", false},
             {R"({"host":""})", "host", false},
             {R"({"host":7})", "host", false},
             {R"({"host":"not a host"})", "host", true},
             {R"({"host":"a.test"})", "host", true},
             {R"({"host":"nobody.test"})", "host", true},
             {R"({"host":")" + std::string(260, 'a') + "\"}", "host", false},
             {R"({"host":"b.test","kinds":["dancing"]})", "kinds", true},
             {R"({"host":"b.test","kinds":"mentoring"})", "kinds", false},
             {R"({"host":"b.test","kinds":[)" + many + "]}", "kinds", false},
             {R"({"host":"b.test","badges":["Not a slug"]})", "badges", true},
             {R"({"host":"b.test","badges":[""]})", "badges", false},
             {R"({"host":"b.test","badges":[")" + std::string(61, 'a') + "\"]}", "badges", false},
             {R"({"host":"b.test","languages":["x y"]})", "languages", true},
             {R"({"host":"b.test","languages":[1]})", "languages", false},
             {R"({"host":"b.test","per_day":0})", "per_day", false},
             {R"({"host":"b.test","per_day":100001})", "per_day", false},
             {R"({"host":"b.test","per_day":"7"})", "per_day", false},
             {R"({"host":"b.test","per_day":1.5})", "per_day", false},
             {R"({"host":"b.test","shown":"no"})", "shown", false},
             {R"({"host":"b.test","colour":"red"})", "colour", false}}) {
        CAPTURE(body);
        CHECK(office::fits(body, "pact_request") == shape_fits);
        auto const refused = w.ask(method::post, "/pacts", body);
        INFO(refused.body);
        CHECK(refused.status == 422);
        CHECK(office::fits(refused.body, "error"));
        CHECK_THAT(refused.body, Catch::Contains(R"("field":")" + field));
    }
    CHECK(w.ask(method::post, "/pacts", "[").status == 400);
    CHECK(w.count("pact") == 0);
    w.hold();
    for (auto const& body : {R"({"host":"c.test"})", R"({"per_day":0})", R"({"kinds":7})"}) {
        CAPTURE(body);
        CHECK_FALSE(office::fits(body, "pact_edit_request"));
        CHECK(w.ask(method::patch, "/pacts/b.test", body).status == 422);
    }
    CHECK(w.ask(method::patch, "/pacts/c.test", "{}").status == 404);
}

TEST_CASE("the same POST with the same key makes one pact and answers alike", "[pacts][api]")
{
    office w;
    auto const send = [&] {
        return w.ask_as(w.token, method::post, "/pacts", R"({"host":"b.test"})", {{"Idempotency-Key", "k1"}});
    };
    auto const once = send(), twice = send();
    CHECK(once.status == 201);
    CHECK(twice.status == 201);
    CHECK(once.body == twice.body);
    CHECK(w.text("SELECT count(*) FROM activity WHERE type = 'Follow'") == "1");
}

TEST_CASE("of two who change the filters of a pact at once, both are heard", "[pacts][api]")
{
    office w;
    w.hold();
    pqxx::connection other(w.base.dsn());
    pqxx::work first(other);
    first.exec("UPDATE pact SET languages = '{de}' WHERE host = 'b.test'");
    unsigned status = 0;
    std::thread second([&] { status = w.ask(method::patch, "/pacts/b.test", R"({"per_day":7})").status; });
    pqxx::connection watch(w.base.dsn());
    bool const waits = core::wait_until(
        [&] {
            return pqxx::nontransaction(watch)
                .exec1("SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")[0]
                .as<bool>();
        },
        std::chrono::seconds(10), std::chrono::milliseconds(5));
    first.commit();
    second.join();
    CHECK(waits);
    CHECK(status == 200);
    CHECK(w.listed() == "holds ||de 7");
}

} // namespace federwerk::tests
