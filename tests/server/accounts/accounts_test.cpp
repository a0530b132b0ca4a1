// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/sign_in.hpp"
#include "front_desk.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

using namespace federwerk;
using tests::front_desk;

namespace {

std::string const invitations = "/api/federwerk/v1/invitations", accounts = "/api/federwerk/v1/accounts";

std::string newcomer(std::string const& code, std::string const& handle,
                     std::string const& password = "correct horse 7")
{
    return R"({"invitation":")" + code + R"(","handle":")" + handle + R"(","email":")" + handle +
           R"(@b.test","password":")" + password + "\"}";
}

std::string invite(front_desk& desk, std::string const& token, std::string const& body = "{}")
{
    auto const made = desk.post(invitations, body, token);
    REQUIRE(made.status == 201);
    return std::string(tests::parsed(made).root()["code"].text().value());
}

result<domain::actor> sign_in(front_desk& desk, app::sign_in_request request)
{
    boost::asio::io_context loop;
    auto answer = boost::asio::co_spawn(loop, app::sign_in(desk.instance(), std::move(request)),
                                        boost::asio::use_future);
    loop.run();
    return answer.get();
}

} // namespace

TEST_CASE("an invitation is given out, listed without its code, and lets somebody in once",
          "[server][account]")
{
    front_desk desk;
    auto const alice = desk.member("alice");
    auto const token = desk.token(alice);
    auto const made = desk.post(invitations, R"({"uses":1,"days":14,"note":"for Bo"})", token);
    REQUIRE(made.status == 201);
    CHECK(tests::matches(made, "invitation_created.json"));
    CHECK(made.headers.get("Cache-Control") == "no-store");
    auto const code = std::string(tests::parsed(made).root()["code"].text().value());
    auto const listed = desk.get(invitations, token);
    CHECK(listed.status == 200);
    CHECK(tests::matches(listed, "invitations.json"));
    CHECK(listed.body.find(code) == std::string::npos);

    auto const joined = desk.post(accounts, newcomer(code, "bo"));
    REQUIRE(joined.status == 201);
    CHECK(tests::matches(joined, "account.json"));
    CHECK(tests::parsed(joined).root()["handle"].text() == "bo@a.test");
    auto const second = desk.post(accounts, newcomer(code, "eve"));
    CHECK(second.status == 403);
    CHECK(tests::matches(second, "error.json"));
    CHECK(tests::parsed(desk.get(invitations, token)).root()["items"].at(0)["state"].text() == "used");
}

TEST_CASE("a revoked invitation lets nobody in", "[server][account]")
{
    front_desk desk;
    auto const token = desk.token(desk.member("alice"));
    auto const made = desk.post(invitations, "{}", token);
    auto const id = std::string(tests::parsed(made).root()["id"].text().value());
    CHECK(desk.send({http::method::delete_, invitations + "/" + id, {}, token}).status == 204);
    auto const code = std::string(tests::parsed(made).root()["code"].text().value());
    auto const refused = desk.post(accounts, newcomer(code, "bo"));
    auto const unknown = desk.post(accounts, newcomer("unknown", "bo"));
    CHECK(refused.status == 403);
    CHECK(refused.body == unknown.body);
    CHECK(desk.send({http::method::delete_, invitations + "/1", {}, token}).status == 404);
}

TEST_CASE("a young account cannot invite yet, and nobody beyond the limits", "[server][account]")
{
    front_desk desk;
    CHECK(desk.post(invitations, "{}", desk.token(desk.member("young", "member", 3))).status == 403);
    auto const token = desk.token(desk.member("gate", "gatekeeper", 0));
    for (int i = 0; i < 5; ++i)
        CHECK(desk.post(invitations, "{}", token).status == 201);
    CHECK(desk.post(invitations, "{}", token).status == 403);
}

TEST_CASE("ten wrong codes an hour are all that a client may try", "[server][account][T-71]")
{
    front_desk desk;
    auto const code = invite(desk, desk.token(desk.member("alice")));
    for (int i = 0; i < 10; ++i)
        CHECK(desk.post(accounts, newcomer("wrong", "bo")).status == 403);
    auto const refused = desk.post(accounts, newcomer(code, "bo"));
    CHECK(refused.status == 429);
    CHECK(refused.headers.get("Retry-After"));
    CHECK(tests::matches(refused, "error.json"));
    tests::letter elsewhere{http::method::post, accounts, newcomer(code, "bo")};
    elsewhere.address = "192.0.2.2";
    CHECK(desk.send(elsewhere).status == 201);
}

TEST_CASE("those who come in do not use up the tries of their network", "[server][account]")
{
    front_desk desk;
    auto const code = invite(desk, desk.token(desk.member("gate", "gatekeeper")), R"({"uses":12})");
    for (int i = 0; i < 12; ++i)
        CHECK(desk.post(accounts, newcomer(code, "bo" + std::to_string(i))).status == 201);
}

TEST_CASE("twenty at once with one code for one person are one account", "[server][account][T-71]")
{
    front_desk desk;
    auto const code = invite(desk, desk.token(desk.member("alice")));
    std::atomic<int> made = 0;
    std::vector<std::thread> crowd;
    for (int i = 0; i < 20; ++i)
        crowd.emplace_back([&, i] {
            tests::letter l{http::method::post, accounts, newcomer(code, "bo" + std::to_string(i))};
            l.address = "192.0.2." + std::to_string(i + 10);
            made += desk.send(l).status == 201;
        });
    for (auto& t : crowd)
        t.join();
    CHECK(made == 1);
}

TEST_CASE("everything that is wrong with a new account is said at once", "[server][account]")
{
    front_desk desk;
    auto const refused =
        desk.post(accounts, R"({"invitation":"x","handle":"ad min","email":"nobody","password":"short"})");
    CHECK(refused.status == 422);
    CHECK(tests::parsed(refused).root()["error"]["details"].size() == 3);
    CHECK(desk.post(accounts, "{").status == 400);
    CHECK(desk.post(accounts, R"({"invitation":"x"})").status == 422);
    CHECK(desk.post(accounts, newcomer("x", "bo").replace(1, 0, R"("admin":true,)")).status == 422);
}

TEST_CASE("the right password signs in by handle or address; everything else has one answer",
          "[server][sign_in][T-76]")
{
    front_desk desk;
    auto const code = invite(desk, desk.token(desk.member("alice")));
    REQUIRE(desk.post(accounts, newcomer(code, "bo")).status == 201);
    auto const name = GENERATE(values<std::string>({"bo", "@bo", "BO", "bo@b.test", "Bo@B.test"}));
    auto const right = sign_in(desk, {name, "correct horse 7", "192.0.2.1"});
    REQUIRE(right);
    CHECK(right->username == "bo");
    auto const wrong = sign_in(desk, {name, "correct horse 8", "192.0.2.1"});
    auto const unknown = sign_in(desk, {"nobody", "correct horse 7", "192.0.2.1"});
    REQUIRE_FALSE(wrong);
    REQUIRE_FALSE(unknown);
    CHECK(wrong.error().code == errc::unauthenticated);
    CHECK(wrong.error().safe == unknown.error().safe);
    CHECK(wrong.error().log == unknown.error().log);
}

TEST_CASE("ten wrong passwords close an account for a while, known or not, from anywhere",
          "[server][sign_in][T-76]")
{
    front_desk desk;
    desk.member("bo");
    auto const name = GENERATE(values<std::string>({"bo", "nobody"}));
    for (int i = 0; i < 10; ++i)
        CHECK(sign_in(desk, {name, "wrong password", "192.0.2." + std::to_string(i)}).error().code ==
              errc::unauthenticated);
    CHECK(sign_in(desk, {name, "wrong password", "198.51.100.1"}).error().code == errc::throttled);
}

TEST_CASE("a client that tries many names is stopped too", "[server][sign_in][T-76]")
{
    front_desk desk;
    for (int i = 0; i < 30; ++i)
        CHECK(sign_in(desk, {"n" + std::to_string(i), "x", "2001:db8::" + std::to_string(i)}).error().code ==
              errc::unauthenticated);
    CHECK(sign_in(desk, {"another", "x", "2001:db8::ffff"}).error().code == errc::throttled);
    CHECK(sign_in(desk, {"another", "x", "2001:db8:0:1::1"}).error().code == errc::unauthenticated);
}
