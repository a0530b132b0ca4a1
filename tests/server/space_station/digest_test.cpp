// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outpost.hpp"

#include "app/mail/send_digests.hpp"
#include "db/notifications.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using namespace std::chrono_literals;

namespace {

struct mailed {
    std::string subject, body;
};

class evening : public outpost {
public:
    // Everybody whose day is over by then; how many there were.
    int send(core::time_point now)
    {
        int sent = 0;
        base.commit([&](db::transaction& tx) {
            while (app::send_digest(tx, secrets, uris, "A", now).value())
                ++sent;
        });
        return sent;
    }
    std::vector<mailed> mails()
    {
        std::vector<mailed> out;
        base.in_transaction([&](db::transaction& tx) {
            for (auto const& row : tx.exec("SELECT subject, sealed_body FROM outgoing_mail ORDER BY id"))
                out.push_back({row[0].c_str(),
                               secrets.open("outgoing_mail", pqxx::binarystring(row[1]).str()).value()});
        });
        return out;
    }
    json::document notifications(person const& who)
    {
        auto const answer = ask(http::method::get, "/notifications", who.token);
        CHECK(answer.status == 200);
        CHECK(fits(answer, "notifications"));
        return json::document::parse(answer.body).value();
    }
};

} // namespace

TEST_CASE("a kept search tells once a day of what is new, in the member's language", "[server][station]")
{
    evening s;
    auto const viewer = s.member("viewer"), alice = s.member("alice");
    s.open(alice.actor);
    s.run("UPDATE member SET locale = 'de' WHERE actor_id = " + viewer.actor.id.text());
    auto const kept = s.ask(http::method::post, "/saved_searches", viewer.token,
                            R"({"name":"Reviews","query":{"tab":"people","kind":["code-review"]}})");
    REQUIRE(kept.status == 201);
    CHECK(s.fits(kept, "saved_search"));
    auto const now = core::now();
    CHECK(s.send(now + 25h) == 2);
    CHECK(s.mails().empty()); // Nothing is new
    auto const fresh = s.open(alice.actor);
    s.open(alice.actor, [](auto& o) { o.seats[0].kind = "mentoring"; });
    CHECK(s.send(now + 26h) == 0); // Not twice a day
    CHECK(s.send(now + 50h) == 2);
    auto const mails = s.mails();
    REQUIRE(mails.size() == 1);
    CHECK(mails[0].subject == "Dein Tag auf A");
    CHECK(mails[0].body.find("Reviews") != std::string::npos);
    CHECK(mails[0].body.find(fresh.uri) != std::string::npos);
    CHECK(mails[0].body.find("mentoring") == std::string::npos);
    auto const told = s.notifications(viewer);
    REQUIRE(told.root()["items"].size() == 1);
    auto const first = told.root()["items"].at(0);
    CHECK(first["kind"].text() == "search_hits");
    CHECK(text_of(first["opening_id"]) == fresh.id.text());
    CHECK(s.send(now + 51h) == 0);
    CHECK(s.send(now + 24h * 9) == 2); // After days without a process: one, not eight
    CHECK(s.mails().size() == 1);
    CHECK(s.ask(http::method::post, "/notifications/read", viewer.token,
                R"({"up_to":")" + text_of(first["id"]) + R"("})")
              .status == 204);
    CHECK(s.notifications(viewer).root()["items"].at(0)["read_at"].present());
}

TEST_CASE("a new call that fits, and the other half of a swap, are told of once a day", "[server][station]")
{
    evening s;
    auto const bo = s.member("bo"), alice = s.member("alice");
    s.open(bo.actor, [](auto& o) {
        o.seats[0].kind = "design-critique";
        o.in_exchange = "code-review";
        o.terms = {domain::term::swap, domain::term::paid};
    });
    auto const call = [&](domain::opening& o) {
        o.form = domain::opening_form::call;
        o.direction = domain::direction::looking;
        o.title = "Who looks at our sketches?";
        o.terms = {domain::term::paid};
        o.seats[0].kind = "design-critique";
    };
    s.open(alice.actor, call);
    s.open(alice.actor, [&](auto& o) {
        call(o);
        o.title = "Only unpaid";
        o.terms = {domain::term::unpaid};
    });
    s.open(alice.actor, [](auto& o) {
        o.plain = "The other half";
        o.in_exchange = "design-critique";
        o.terms = {domain::term::swap};
    });
    auto const now = core::now();
    CHECK(s.send(now + 25h) == 2);
    CHECK(s.count("notification WHERE kind = 'call_matches' AND member_id = " + bo.actor.id.text()) == 1);
    auto const mails = s.mails();
    REQUIRE(mails.size() == 2); // Hers tells of his half
    auto const& his = mails[0].body.find("sketches") != std::string::npos ? mails[0] : mails[1];
    CHECK(his.subject == "Your day on A");
    CHECK(his.body.find("Who looks at our sketches? (alice@a.test)") != std::string::npos);
    CHECK(his.body.find("Only unpaid") == std::string::npos);
    CHECK(s.send(now + 49h) == 2);
    CHECK(s.mails().size() == 2);
}

TEST_CASE("what was not read comes in the mail of the day once, unless it is turned off", "[server][station]")
{
    evening s;
    auto const viewer = s.member("viewer"), calm = s.member("calm"), alice = s.member("alice");
    auto const turned = s.ask(http::method::patch, "/profile", calm.token, R"({"digest":"off"})");
    CHECK(turned.status == 200);
    CHECK(s.fits(turned, "profile"));
    CHECK(s.ask(http::method::patch, "/profile", calm.token, R"({"digest":"hourly"})").status == 422);
    s.base.commit([&](db::transaction& tx) {
        for (auto const& whom : {viewer, calm}) {
            domain::notification n;
            n.member_id = whom.actor.id;
            n.kind = domain::notification_kind::request_received;
            n.actor_id = alice.actor.id;
            REQUIRE(db::notify(tx, n));
        }
    });
    s.send(core::now() + 25h);
    s.send(core::now() + 50h);
    auto const mails = s.mails();
    REQUIRE(mails.size() == 1);
    CHECK(mails[0].body.find("A request to you (alice@a.test)") != std::string::npos);
    CHECK(text_of(s.notifications(calm).root()["items"].at(0)["actor"]["handle"]) == "alice@a.test");
}

TEST_CASE("kept searches are as their schema says, the member's own, and at most twenty", "[server][station]")
{
    evening s;
    auto const viewer = s.member("viewer"), other = s.member("other");
    struct row {
        std::string query, refused;
    };
    for (
        auto const& [query, refused] : std::vector<row>{
            {R"({})", ""},
            {R"({"tab":"calls","kind":["design"],"badges":["rust","go"],"match":"any","terms":["paid"],"language":["de"],)"
             R"("remote":true,"near":"47.4,8.5","within":30,"instance":"b.test","organisation":"x@b.test","q":"words"})",
             ""},
            {R"({"kind":"design"})", "query.kind"},
            {R"({"kind":["knitting"]})", "query.kind"},
            {R"({"within":"30","near":"47.4,8.5"})", "query.within"},
            {R"({"remote":"true"})", "query.remote"},
            {R"({"colour":"red"})", "query.colour"},
            {R"([])", "query"}}) {
        auto const body = R"({"name":"n","query":)" + query + "}";
        auto const answer = s.ask(http::method::post, "/saved_searches", viewer.token, body);
        CAPTURE(body, answer.body);
        CHECK(answer.status == (refused.empty() ? 201 : 422));
        CHECK(json::validate(body, source_tree() / "schemas/api/saved_search_request.json").has_value() ==
              refused.empty());
        CHECK((refused.empty() || answer.body.find("\"" + refused + "\"") != std::string::npos));
        if (refused.empty())
            CHECK(s.fits(answer, "saved_search"));
    }
    auto const listed = s.ask(http::method::get, "/saved_searches", viewer.token);
    CHECK(s.fits(listed, "saved_searches"));
    auto const id = text_of(json::document::parse(listed.body)->root()["items"].at(0)["id"]);
    CHECK(s.ask(http::method::delete_, "/saved_searches/" + id, other.token).status == 404);
    CHECK(s.ask(http::method::delete_, "/saved_searches/" + id, viewer.token).status == 204);
    for (int i = 0; i < 19; ++i)
        CHECK(
            s.ask(http::method::post, "/saved_searches", viewer.token, R"({"name":"n","query":{}})").status ==
            201);
    CHECK(s.ask(http::method::post, "/saved_searches", viewer.token, R"({"name":"n","query":{}})").status ==
          409);
}
