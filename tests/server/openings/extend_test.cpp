// SPDX-License-Identifier: AGPL-3.0-or-later
// From the mail that asks whether an openness still holds to the click that says so.
#include "app/openings/ask_again.hpp"
#include "scene.hpp"
#include "support/through_routes.hpp"
#include "web/pages.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using http::method;

namespace {

struct reader : scene {
    reader()
    {
        pages.add(web::web_routes(in));
        id = made_id("/openings", openness(R"(,"ends_at":")" + in_days(30) + "\""));
    }
    void run(std::string const& sql)
    {
        base.commit([&](db::transaction& tx) { tx.exec(sql); });
    }
    // The path of the link in the one mail that is there.
    std::string asked()
    {
        std::string body;
        base.commit([&](db::transaction& tx) {
            auto const then = core::now() + std::chrono::days(24);
            REQUIRE(app::ask_again(tx, secrets, uris, "Federwerk", then).value() == 1);
            auto const row = tx.exec1("SELECT sealed_body FROM outgoing_mail");
            body = secrets.open("outgoing_mail", pqxx::binarystring(row[0]).str()).value();
        });
        CAPTURE(body);
        auto const begin = body.find("https://a.test/open/extend/");
        REQUIRE(begin != std::string::npos);
        return body.substr(begin + 14, body.find('\n', begin) - begin - 14);
    }
    http::response visit(method how, std::string const& path, std::string const& language = "en")
    {
        http::request request{.method = how, .target = path, .headers = {}};
        request.headers.set("Accept-Language", language);
        return through(pages, std::move(request));
    }
    bool extended() { return text("SELECT ends_at > now() + interval '179 days' FROM opening") == "t"; }

    std::string id;
    http::router pages;
};

} // namespace

TEST_CASE("the link in the mail shows a button, and the button extends the openness, once",
          "[server][openings][extend]")
{
    reader s;
    auto const [language, asks, holds] = GENERATE(table<std::string, std::string, std::string>(
        {{"en", "Being a podcast guest. That ends on", "that holds until"},
         {"de", "In Podcasts zu Gast sein. Das endet am", "Das gilt bis zum"}}));
    s.follow(s.remote_actor("https://b.test/u/one").id, s.alice.actor.id);
    auto const path = s.asked();
    auto const seen = s.visit(method::get, path, language); // What a mail program looks at changes nothing
    CHECK(seen.status == 200);
    CHECK(seen.body.find(asks) != std::string::npos);
    CHECK(seen.body.find("<button") != std::string::npos);
    CHECK_FALSE(s.extended());

    for (int i = 0; i < 2; ++i) {
        auto const done = s.visit(method::post, path, language);
        CHECK(done.status == 200);
        CHECK(done.body.find(holds) != std::string::npos);
        CHECK(s.extended());
    }
    CHECK(s.deliveries() == "Update https://b.test/inbox");
    CHECK(s.visit(method::get, path, language).body.find("<button") == std::string::npos);
}

TEST_CASE("a limited openness is extended by its owner's link as well", "[server][openings][extend]")
{
    reader s;
    s.run("UPDATE opening SET audience = 'instance'");
    auto const path = s.asked();
    CHECK(s.visit(method::get, path).status == 200);
    CHECK(s.visit(method::post, path).status == 200);
    CHECK(s.extended());
}

TEST_CASE("what has ended stays so, whoever clicks", "[server][openings][extend]")
{
    reader s;
    auto const path = s.asked();
    s.run(GENERATE(as<std::string>(), "UPDATE opening SET closed_at = now()",
                   "UPDATE opening SET ends_at = now() - interval '1 second'"));
    auto const answer = s.visit(method::post, path);
    CHECK(answer.status == 200);
    CHECK(answer.body.find("has ended") != std::string::npos);
    CHECK_FALSE(s.extended());
}

TEST_CASE("nobody extends what is not theirs, or by a link that was made up", "[server][openings][extend]")
{
    reader s;
    auto const path = s.asked();
    auto const extends_nothing = [&](std::string const& with) {
        CAPTURE(with);
        CHECK(s.visit(method::get, with).status == 404);
        CHECK(s.visit(method::post, with).status == 404);
        CHECK_FALSE(s.extended());
    };
    SECTION("made up")
    {
        auto of_bo = path;
        of_bo.replace(of_bo.find(s.alice.actor.id.text()), s.alice.actor.id.text().size(),
                      s.bo.actor.id.text());
        for (auto const& made_up :
             {of_bo, path + "x", path.substr(0, path.size() - 1), std::string("/open/extend/0"),
              "/open/extend/" + s.id + "-1-1-x", std::string("/open/extend/---")})
            extends_nothing(made_up);
    }
    SECTION("whose member is suspended")
    {
        s.run("UPDATE member SET state = 'suspended'");
        extends_nothing(path);
    }
    SECTION("which is gone")
    {
        s.run("DELETE FROM opening");
        CHECK(s.visit(method::post, path).status == 404);
    }
}
