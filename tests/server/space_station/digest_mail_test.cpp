// SPDX-License-Identifier: AGPL-3.0-or-later
// The mail of a day from the search that is kept to the file that a mail program would read, and the way out
// of it.
#include "market.hpp"

#include "app/mail/send_mail.hpp"
#include "core/text.hpp"
#include "db/notifications.hpp"
#include "support/through_routes.hpp"
#include "web/pages.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using namespace std::chrono_literals;

namespace {

struct post : market {
    post() { pages.add(web::web_routes(in)); }

    // What lies in the folder of outgoing mail after a day; empty where there is none.
    std::string letter_after_a_day()
    {
        digests(core::now() + 25h);
        boost::asio::io_context loop;
        auto sent = boost::asio::co_spawn(loop, send_all(), boost::asio::use_future);
        loop.run();
        sent.get();
        for (auto const& each : std::filesystem::directory_iterator(settings.data / "outgoing-mail"))
            return read_file(each.path());
        return {};
    }
    static std::string body_of(std::string const& letter)
    {
        return letter.substr(letter.find("\r\n\r\n") + 4);
    }
    // The path of the address in the header, as RFC 8058 has it.
    static std::string way_out(std::string const& letter)
    {
        std::string const before = "\r\nList-Unsubscribe:\r\n <https://a.test";
        auto const begin = letter.find(before);
        REQUIRE(begin != std::string::npos);
        REQUIRE(letter.find("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n") <
                letter.find("\r\n\r\n"));
        auto const from = begin + before.size();
        return letter.substr(from, letter.find('>', from) - from);
    }
    http::response visit(http::method how, std::string const& path, std::string const& language = "en")
    {
        http::request request{.method = how, .target = path, .headers = {}};
        if (how == http::method::post) {
            request.body = "List-Unsubscribe=One-Click";
            request.headers.set("Content-Type", "application/x-www-form-urlencoded");
        }
        request.headers.set("Accept-Language", language);
        return through(pages, std::move(request));
    }
    std::string digest_of_bo() { return text("SELECT digest FROM member WHERE actor_id = " + id_of(bo)); }

    http::router pages;

private:
    boost::asio::awaitable<void> send_all()
    {
        // Mail is promised for the day after: it is due now.
        run("UPDATE outgoing_mail SET run_at = now() - interval '1 second'");
        while ((co_await app::send_next_mail(in)).value())
            ;
    }
};

} // namespace

TEST_CASE("the mail of a day lies in the folder, in the member's language, with one click to end it",
          "[server][station][mail]")
{
    post p;
    auto const [language, title, kind, thing] =
        GENERATE(table<std::string, std::string, std::string, std::string>(
            {{"en", "New in your search:", "Reviewing code", "Once a day"},
             {"de", "Neu in deiner Suche:", "Code begutachten", "Einmal am Tag"}}));
    p.run("UPDATE member SET locale = '" + language + "' WHERE actor_id = " + p.id_of(p.bo));
    REQUIRE(p.ask(http::method::post, "/saved_searches", p.bo.token,
                  R"({"name":"Reviews","query":{"kind":["code-review"]}})")
                .status == 201);
    auto const id = p.openness(p.alice);
    auto const letter = p.letter_after_a_day();
    REQUIRE_FALSE(letter.empty());
    CHECK(letter.find("\r\nTo: <bo@example.test>\r\n") != std::string::npos);
    auto const body = post::body_of(letter);
    CAPTURE(body);
    CHECK(body.find(title) != std::string::npos);
    CHECK(body.find(kind) != std::string::npos);
    CHECK(body.find("/" + id) != std::string::npos);
    auto const path = post::way_out(letter);
    CHECK(body.find("https://a.test" + path) != std::string::npos);

    auto const asked =
        p.visit(http::method::get, path, language); // What a mail program looks at changes nothing
    CHECK(asked.status == 200);
    CHECK(asked.body.find(thing) != std::string::npos);
    CHECK(p.digest_of_bo() == "daily");
    for (int i = 0; i < 2; ++i) {
        auto const ended = p.visit(http::method::post, path, language);
        CHECK(ended.status == 200);
        CHECK_FALSE(ended.headers.get("Location"));
        CHECK(p.digest_of_bo() == "off");
    }
}

TEST_CASE("nobody's mail is ended by a link that was made up", "[server][station][mail]")
{
    post p;
    p.run("UPDATE member SET digest = 'daily'");
    auto const token = core::to_base64url(std::string(32, 'x'));
    for (auto const& made_up :
         {p.id_of(p.bo) + "-" + token, p.id_of(p.bo), std::string("0"), "-" + token, std::string("x")}) {
        CAPTURE(made_up);
        CHECK(p.visit(http::method::post, "/digest/off/" + made_up).status == 404);
    }
    CHECK(p.count("member WHERE digest = 'off'") == 0);
}

TEST_CASE("administrators read of pacts in the mail of a day", "[server][station][mail]")
{
    post p;
    p.run("UPDATE member SET role = 'admin', locale = 'de' WHERE actor_id = " + p.id_of(p.bo));
    p.base.commit([&](db::transaction& tx) {
        domain::notification n;
        n.kind = domain::notification_kind::pact_asked;
        n.actor_id = add_remote_actor(tx, "https://b.test/ap/station", domain::actor_kind::application).id;
        n.once = "pact_asked:b.test";
        REQUIRE(db::notify_administrators(tx, n, 20));
        REQUIRE(db::notify_administrators(tx, n, 20));
    });
    CHECK(p.count("notification") == 1);
    auto const body = post::body_of(p.letter_after_a_day());
    CHECK(body.find("Eine andere Instanz bittet um einen Pakt (station@b.test)") != std::string::npos);
}
