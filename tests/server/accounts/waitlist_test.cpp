// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/mail/send_mail.hpp"
#include "front_desk.hpp"
#include "support/source_tree.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <catch2/catch.hpp>

using namespace federwerk;
using tests::front_desk;

namespace {

std::string const waitlist = "/api/federwerk/v1/waitlist";

std::string application(std::string const& handle, std::string const& locale = "en")
{
    return R"({"email":")" + handle + R"(@b.test","handle":")" + handle + R"(","about":"Hello","locale":")" +
           locale + "\"}";
}

http::response confirm(front_desk& desk, std::string const& recipient)
{
    auto const token = tests::link_in(desk.latest_mail_to(recipient), "https://a.test/waitlist/confirm/");
    return desk.post(waitlist + "/confirmations", R"({"token":")" + token + "\"}");
}

std::string status_path(front_desk& desk, std::string const& recipient)
{
    auto const mail = desk.latest_mail_to(recipient);
    return waitlist + "/" + tests::link_in(mail, "\nhttps://a.test/waitlist/");
}

} // namespace

TEST_CASE("somebody applies, confirms, sees their place, is admitted and joins", "[server][waitlist]")
{
    front_desk desk;
    auto const gate = desk.token(desk.member("gate", "gatekeeper"));
    auto const applied = desk.post(waitlist, application("bo"));
    CHECK(applied.status == 202);
    CHECK(tests::matches(applied, "waitlist_received.json"));
    auto const mail = desk.latest_mail_to("bo@b.test");
    auto const status =
        waitlist + "/" + tests::link_in(mail.substr(mail.find("own page")), "https://a.test/waitlist/");
    CHECK(tests::parsed(desk.get(status)).root()["state"].text() == "unconfirmed");
    auto const confirmed = confirm(desk, "bo@b.test");
    CHECK(confirmed.status == 200);
    CHECK(tests::matches(confirmed, "waitlist_standing.json"));
    CHECK(desk.get(status).body == R"({"state":"waiting","place":1,"of":1})");

    auto const listed = desk.get(waitlist, gate);
    CHECK(tests::matches(listed, "waitlist_entries.json"));
    auto const id = std::string(tests::parsed(listed).root()["items"].at(0)["id"].text().value());
    auto const admitted = desk.post(waitlist + "/" + id + "/admission", "{}", gate);
    CHECK(admitted.status == 200);
    CHECK(tests::matches(admitted, "waitlist_entry.json"));
    CHECK(tests::parsed(desk.get(status)).root()["state"].text() == "admitted");
    auto const code = tests::link_in(desk.latest_mail_to("bo@b.test"), "https://a.test/invitation#");
    auto const joined = desk.post("/api/federwerk/v1/accounts",
                                  R"({"invitation":")" + code +
                                      R"(","handle":"bo","email":"bo@b.test","password":"correct horse 7"})");
    CHECK(joined.status == 201);
    CHECK(tests::parsed(desk.get(status)).root()["state"].text() == "joined");
    CHECK(desk.send({http::method::delete_, waitlist + "/" + id + "/decision", {}, gate}).status == 409);
}

TEST_CASE("a refusal carries its reason and can be undone", "[server][waitlist]")
{
    front_desk desk;
    auto const gate = desk.token(desk.member("gate", "gatekeeper"));
    desk.post(waitlist, application("bo", "de"));
    REQUIRE(confirm(desk, "bo@b.test").status == 200);
    auto const id =
        std::string(tests::parsed(desk.get(waitlist, gate)).root()["items"].at(0)["id"].text().value());
    CHECK(desk.post(waitlist + "/" + id + "/refusal", R"({"reason":"Noch nicht"})", gate).status == 200);
    auto const standing = desk.get(status_path(desk, "bo@b.test"));
    CHECK(tests::matches(standing, "waitlist_standing.json"));
    CHECK(tests::parsed(standing).root()["reason"].text() == "Noch nicht");
    CHECK(desk.latest_mail_to("bo@b.test").find("Der Grund:\nNoch nicht") != std::string::npos);
    CHECK(desk.send({http::method::delete_, waitlist + "/" + id + "/decision", {}, gate}).status == 200);
    CHECK(tests::parsed(desk.get(waitlist, gate)).root()["items"].size() == 1);
}

TEST_CASE("the answer to an application is the same whoever the address belongs to",
          "[server][waitlist][T-73]")
{
    front_desk desk;
    desk.member("alice"); // alice@example.test
    desk.post(waitlist, application("waiting"));
    confirm(desk, "waiting@b.test");
    desk.forget_throttles();
    auto const fresh = desk.post(waitlist, application("fresh"));
    auto const again = desk.post(waitlist, application("fresh"));
    auto const known = desk.post(waitlist, application("waiting"));
    auto const member = desk.post(waitlist, R"({"email":"Alice@example.test","handle":"alice"})");
    for (auto const& other : {again, known, member}) {
        CHECK(other.status == fresh.status);
        CHECK(other.body == fresh.body);
        CHECK(std::distance(other.headers.begin(), other.headers.end()) ==
              std::distance(fresh.headers.begin(), fresh.headers.end()));
    }
    CHECK(desk.latest_mail_to("waiting@b.test").find("already on the waitlist") != std::string::npos);
}

TEST_CASE("a thousand applications of one address from a thousand clients are one mail",
          "[server][waitlist][T-73]")
{
    front_desk desk;
    int const many = 120; // Below the limit of the domain
    for (int i = 0; i < many; ++i) {
        tests::letter l{http::method::post, waitlist, application("bo")};
        l.address = "198.51." + std::to_string(i / 250) + "." + std::to_string(i % 250);
        CHECK(desk.send(l).status == 202);
    }
    CHECK(desk.count_mails() == 1);
}

TEST_CASE("a client and a domain can only send so many applications", "[server][waitlist][T-73]")
{
    front_desk desk;
    for (int i = 0; i < 10; ++i)
        CHECK(desk.post(waitlist, application("p" + std::to_string(i))).status == 202);
    CHECK(desk.post(waitlist, application("p10")).status == 429);
    int refused = 0;
    for (int i = 0; i < 200; ++i) {
        tests::letter l{http::method::post, waitlist, application("q" + std::to_string(i))};
        l.address = "203.0.113." + std::to_string(i);
        refused += desk.send(l).status == 429;
    }
    CHECK(refused == 10);
}

TEST_CASE("a lost confirmation comes again with the same link after ten minutes", "[server][waitlist]")
{
    front_desk desk;
    desk.post(waitlist, application("bo"));
    auto const first = tests::link_in(desk.latest_mail_to("bo@b.test"), "https://a.test/waitlist/confirm/");
    desk.forget_throttles();
    desk.post(waitlist, application("bo"));
    CHECK(desk.count_mails() == 2);
    CHECK(tests::link_in(desk.latest_mail_to("bo@b.test"), "https://a.test/waitlist/confirm/") == first);
}

TEST_CASE("an unknown status link and an unknown confirmation are 404", "[server][waitlist]")
{
    front_desk desk;
    CHECK(desk.get(waitlist + "/unknown").status == 404);
    CHECK(desk.post(waitlist + "/confirmations", R"({"token":"unknown"})").status == 404);
    CHECK(desk.post(waitlist, R"({"email":"x","handle":"bo"})").status == 422);
}

TEST_CASE("the mailer sends what was promised and stops when it is told to", "[server][mail]")
{
    front_desk desk;
    desk.post(waitlist, application("bo", "de"));
    boost::asio::io_context loop;
    boost::asio::cancellation_signal stop;
    bool stopped = false;
    boost::asio::co_spawn(
        loop, app::run_mailer(desk.instance()),
        boost::asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr) { stopped = true; }));
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (desk.count_mails() > 0 && std::chrono::steady_clock::now() < until)
        loop.run_one_for(std::chrono::milliseconds(20));
    CHECK(desk.count_mails() == 0);
    stop.emit(boost::asio::cancellation_type::terminal);
    loop.run_for(std::chrono::seconds(30));
    CHECK(stopped);
    int files = 0;
    for (auto const& file :
         std::filesystem::directory_iterator(desk.instance().settings.data / "outgoing-mail")) {
        ++files;
        CHECK(tests::read_file(file.path()).find("To: <bo@b.test>") != std::string::npos);
    }
    CHECK(files == 1);
}
