// SPDX-License-Identifier: AGPL-3.0-or-later
#include "firm_world.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

std::string person_with(std::string const& handle, std::string const& role)
{
    return R"({"member":")" + handle + R"(","role":")" + role + "\"}";
}

} // namespace

TEST_CASE("owners give roles, admins those of scouts, and others none", "[server][organisations]")
{
    firm_world w;
    auto const cy = w.member("cy");
    auto const people = w.all + "/" + w.proven() + "/people";
    auto const put = [&](auto const& who, std::string const& body) {
        return w.ask(http::method::put, people, &who, body).status;
    };
    CHECK(put(w.bo, person_with("bo", "owner")) == 403);
    CHECK(put(w.alice, person_with("bo", "admin")) == 200);
    CHECK(put(w.bo, person_with("cy", "scout")) == 200);
    CHECK(put(w.bo, person_with("cy", "admin")) == 403);
    CHECK(put(w.bo, person_with("alice", "scout")) == 403);
    CHECK(put(cy, person_with("bo", "scout")) == 403);
    CHECK(put(w.alice, person_with("nobody", "scout")) == 422);
    CHECK(put(w.alice, person_with("bo", "king")) == 422);
}

TEST_CASE("one owner is always left, and anybody else may leave", "[server][organisations]")
{
    firm_world w;
    auto const people = w.all + "/" + w.proven() + "/people";
    CHECK(w.ask(http::method::delete_, people + "/alice", &w.alice).status == 409);
    CHECK(w.ask(http::method::put, people, &w.alice, person_with("alice", "scout")).status == 409);
    CHECK(w.ask(http::method::put, people, &w.alice, person_with("bo", "owner")).status == 200);
    CHECK(w.ask(http::method::delete_, people + "/alice", &w.alice).status == 204);
    CHECK(w.ask(http::method::delete_, people + "/bo", &w.bo).status == 409);
    CHECK(w.ask(http::method::delete_, people + "/nobody", &w.bo).status == 404);
}

TEST_CASE("the public reads no proof and no people; its own people read both", "[server][organisations]")
{
    firm_world w;
    auto const id = w.proven();
    auto const seen = w.ask(http::method::get, w.all + "/acme@a.test");
    CHECK(w.fits(seen, "organisation"));
    auto const read = json::document::parse(seen.body).value();
    CHECK_FALSE(read.root()["proof"].present());
    CHECK_FALSE(read.root()["people"].present());
    auto const mine = w.ask(http::method::get, w.all, &w.alice);
    CHECK(w.fits(mine, "organisations"));
    CHECK(json::document::parse(mine.body)->root()["items"].at(0)["people"].size() == 1);
}

TEST_CASE("handles that are taken or reserved, and what is no domain, are refused by name",
          "[server][organisations]")
{
    firm_world w;
    auto const status = [&](std::string const& handle, std::string const& domain) {
        return w
            .ask(http::method::post, w.all, &w.alice,
                 R"({"handle":")" + handle + R"(","name":"A","domain":")" + domain + "\"}")
            .status;
    };
    CHECK(status("bo", "x.org") == 409);
    CHECK(status("admin", "x.org") == 422);
    CHECK(status("acme", "127.0.0.1") == 422);
    CHECK(status("acme", "x.org") == 201);
    CHECK(w.ask(http::method::post, w.all, nullptr, "{}").status == 401);
}
