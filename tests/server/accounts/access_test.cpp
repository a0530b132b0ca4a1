// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/routes.hpp"
#include "front_desk.hpp"
#include "support/source_tree.hpp"
#include "json/schema.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using tests::front_desk;

namespace {

std::string const invitations = "/api/federwerk/v1/invitations";

std::string filled(std::string pattern)
{
    for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{'))
        pattern.replace(open, pattern.find('}') - open + 1, "1");
    return pattern;
}

} // namespace

TEST_CASE("every route refuses who may not call it", "[server][access][T-62]")
{
    front_desk desk;
    auto const plain = desk.member("plain"), gate = desk.member("gate", "gatekeeper"),
               admin = desk.member("root1", "admin");
    auto const no_scope = desk.token(admin, "push"), of_member = desk.token(plain, "read write follow");
    auto const of_gate = desk.token(gate, "read write follow");
    for (auto const& route : api::federwerk_table(desk.instance())) {
        CAPTURE(http::to_string(route.method), route.pattern);
        auto const status = [&](std::string const& token) {
            return desk.send({route.method, filled(route.pattern), {}, token}).status;
        };
        CHECK((status("wrong") == 401));
        if (route.may == api::who::anybody) {
            CHECK(status("") != 401);
            continue;
        }
        CHECK_FALSE(route.scope.empty());
        CHECK(status("") == 401);
        CHECK(status(no_scope) == 403);
        if (route.may != api::who::member)
            CHECK(status(of_member) == 403);
        if (route.may == api::who::moderator || route.may == api::who::admin)
            CHECK(status(of_gate) == 403);
    }
}

TEST_CASE("a scope of the other kind is not enough", "[server][access][T-62]")
{
    front_desk desk;
    auto const alice = desk.member("alice");
    auto const reader = desk.token(alice, "read"), writer = desk.token(alice, "write"),
               part = desk.token(alice, "read:accounts");
    CHECK(desk.get(invitations, reader).status == 200);
    CHECK(desk.post(invitations, "{}", reader).status == 403);
    CHECK(desk.get(invitations, writer).status == 403);
    CHECK(desk.get(invitations, part).status == 403);
    CHECK(desk.post(invitations, "{}", writer).status == 201);
}

TEST_CASE("who is suspended is out with the next request", "[server][access]")
{
    front_desk desk;
    auto const alice = desk.member("alice");
    auto const token = desk.token(alice);
    REQUIRE(desk.get(invitations, token).status == 200);
    desk.base.commit([&](db::transaction& tx) {
        tx.exec_params("UPDATE member SET state = 'suspended' WHERE actor_id = $1", alice.id.value);
    });
    auto const refused = desk.get(invitations, token);
    CHECK(refused.status == 401);
    CHECK(refused.headers.get("WWW-Authenticate") == "Bearer");
    CHECK(tests::matches(refused, "error.json"));
}

TEST_CASE("an authorization that is no single bearer token is refused", "[server][access]")
{
    front_desk desk;
    auto const token = desk.token(desk.member("alice"));
    auto const found = [&] {
        for (auto const& r : desk.routes())
            if (r.method == http::method::get && r.pattern == invitations)
                return &r;
        return static_cast<http::route const*>(nullptr);
    }();
    REQUIRE(found != nullptr);
    auto const status = [&](std::vector<std::string> const& values) {
        http::request request{.method = http::method::get, .target = invitations, .path = invitations};
        for (auto const& v : values)
            request.headers.add("Authorization", v);
        return tests::finish(found->handle(std::move(request))).status;
    };
    CHECK(status({"bearer " + token}) == 200);
    CHECK(status({"Bearer " + token, "Bearer " + token}) == 401);
    CHECK(status({"Basic " + token}) == 401);
    CHECK(status({"Bearer"}) == 401);
    CHECK(status({"Bearer " + std::string(600, 'x')}) == 401);
}

TEST_CASE("a creation that is sent again with its key happens once and answers alike",
          "[server][idempotency]")
{
    front_desk desk;
    auto const token = desk.token(desk.member("alice"));
    tests::letter l{http::method::post, invitations, R"({"note":"a"})", token, "key-1"};
    auto const first = desk.send(l), second = desk.send(l);
    CHECK(first.status == 201);
    CHECK(second.status == 201);
    CHECK(first.body == second.body);
    CHECK(second.headers.get("Idempotent-Replayed") == "true");
    CHECK(tests::parsed(desk.get(invitations, token)).root()["items"].size() == 1);

    l.body = R"({"note":"b"})";
    CHECK(desk.send(l).status == 422);
    l.key = "key-2";
    CHECK(desk.send(l).status == 201);
    l.key = "\x01";
    CHECK(desk.send(l).status == 400);
    desk.base.in_transaction(
        [&](db::transaction& tx) { // The code of an invitation does not lie about in clear
            CHECK(tx.exec("SELECT 1 FROM idempotency WHERE answer LIKE '%code%'").empty());
        });
}

TEST_CASE("a creation that was refused may be sent again with its key", "[server][idempotency]")
{
    front_desk desk;
    auto const alice = desk.member("alice", "member", 1);
    tests::letter const l{http::method::post, invitations, "{}", desk.token(alice), "key"};
    CHECK(desk.send(l).status == 403);
    desk.base.commit(
        [&](db::transaction& tx) { tx.exec("UPDATE member SET created_at = now() - interval '30 days'"); });
    CHECK(desk.send(l).status == 201);
}

TEST_CASE("a failure says what is safe, and when to come back", "[api][access]")
{
    struct row {
        errc code;
        unsigned status;
        bool later;
    };
    auto const [code, status, later] = GENERATE(values<row>({
        {errc::malformed, 400, false},
        {errc::not_found, 404, false},
        {errc::throttled, 429, true},
        {errc::internal, 500, false},
        {errc::overloaded, 503, true},
        {errc::unavailable, 503, true},
        {errc::unreachable, 503, true},
    }));
    auto const answer = api::error_response({code, "the operator's text: SELECT secret", {}});
    CHECK(answer.status == status);
    CHECK(answer.headers.get("Retry-After").has_value() == later);
    CHECK(answer.body.find("SELECT") == std::string::npos);
    CHECK(tests::matches(answer, "error.json"));
}

TEST_CASE("what the schemas of requests say is what is accepted", "[server][schema]")
{
    struct row {
        std::string schema, path, body;
        bool accepted;
    };
    std::string const prefix = "/api/federwerk/v1";
    auto const [schema, path, body, accepted] = GENERATE_COPY(values<row>({
        {"invitation_request.json", "/invitations", R"({"uses":2,"days":14,"note":"a"})", true},
        {"invitation_request.json", "/invitations", R"({"uses":0})", false},
        {"invitation_request.json", "/invitations", R"({"days":366})", false},
        {"invitation_request.json", "/invitations", R"({"use":1})", false},
        {"waitlist_request.json", "/waitlist", R"({"email":"a@b.test","handle":"a","locale":"de"})", true},
        {"waitlist_request.json", "/waitlist", R"({"email":"a@b.test"})", false},
        {"waitlist_request.json", "/waitlist", R"({"email":"a@b.test","handle":"a","locale":"fr"})", false},
        {"waitlist_confirmation_request.json", "/waitlist/confirmations", R"({"token":""})", false},
        {"account_request.json", "/accounts", R"({"invitation":"x","handle":"a","email":"a@b.test"})", false},
    }));
    CAPTURE(path, body);
    front_desk desk;
    auto const token = path == "/invitations" ? desk.token(desk.member("alice")) : std::string();
    CHECK((desk.post(prefix + path, body, token).status < 300) == accepted);
    CHECK(json::validate(body, tests::source_tree() / "schemas" / "api" / schema).has_value() == accepted);
}
