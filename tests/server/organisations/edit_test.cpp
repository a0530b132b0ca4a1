// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/media.hpp"
#include "firm_world.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

// An uploaded picture, as its row.
std::string picture_of(firm_world& w, site::person const& who, std::string const& letter)
{
    domain::picture p;
    w.base.commit([&](db::transaction& tx) {
        p.id = db::next_id(tx).value();
        p.url = "https://a.test/media/" + std::string(32, letter.front()) + ".webp";
        p.media_type = "image/webp";
        REQUIRE(db::insert_media(tx, who.actor.id, p, std::string(32, letter.front()) + ".webp"));
    });
    return p.id.text();
}

void give_role(firm_world& w, std::string const& id, std::string const& member, std::string const& role)
{
    auto const body = R"({"member":")" + member + R"(","role":")" + role + "\"}";
    REQUIRE(w.ask(http::method::put, w.all + "/" + id + "/people", &w.alice, body).status == 200);
}

struct row {
    std::string body;
    std::string refused = {};
};

void hold(firm_world& w, http::method method, std::string const& path, std::string const& schema,
          std::vector<row> const& rows)
{
    auto const file = source_tree() / "schemas" / "api" / (schema + ".json");
    for (auto const& [body, refused] : rows) {
        auto const answer = w.ask(method, path, &w.alice, body);
        CAPTURE(path, body, answer.status, answer.body);
        CHECK(json::validate(body, file).has_value() == refused.empty());
        CHECK((answer.status < 300) == refused.empty());
        if (!refused.empty())
            CHECK(refuses(answer, refused));
    }
}

std::string text(std::size_t length)
{
    return "\"" + std::string(length, 'a') + "\"";
}

} // namespace

TEST_CASE("owners and admins edit what an organisation says, and its followers hear of it",
          "[server][organisations]")
{
    firm_world w;
    auto const id = w.proven();
    w.followed(id);
    auto const one = w.all + "/acme";
    std::string const body =
        R"({"name":"Acme & Sons","about":"We make\n\nanvils.","fields":[{"name":"Shop","value":"https://x.org/shop"}]})";
    auto const edited = w.ask(http::method::patch, one, &w.alice, body);
    INFO(edited.body);
    REQUIRE(edited.status == 200);
    CHECK(w.fits(edited, "organisation"));
    auto const read = json::document::parse(edited.body).value();
    CHECK(text_of(read.root()["about"]) == "We make\nanvils.");
    CHECK(text_of(read.root()["html"]) == "<p>We make</p><p>anvils.</p>");
    CHECK(text_of(read.root()["fields"].at(0)["value"]) == "https://x.org/shop");
    CHECK(w.deliveries() == "Update https://b.test/inbox");
    auto const told = w.said("Update");
    CHECK(text_of(told.root()["object"]["name"]) == "Acme & Sons");
    CHECK(text_of(told.root()["object"]["verifiedDomain"]) == "x.org");
    auto const served = json::document::parse(w.ask(http::method::get, "/ap/actors/" + id).body).value();
    CHECK(text_of(served.root()["summary"]) == "<p>We make</p><p>anvils.</p>");

    CHECK(w.ask(http::method::patch, one, &w.bo, "{}").status == 403);
    give_role(w, id, "bo", "scout");
    CHECK(w.ask(http::method::patch, one, &w.bo, "{}").status == 403);
    give_role(w, id, "bo", "admin");
    CHECK(w.ask(http::method::patch, one, &w.bo, R"({"about":null,"name":null})").status == 200);
    CHECK(w.ask(http::method::patch, one, nullptr, "{}").status == 401);
}

TEST_CASE("while its domain is not proven, nobody is told what an organisation says",
          "[server][organisations]")
{
    firm_world w;
    auto const id = w.begin();
    CHECK(w.ask(http::method::patch, w.all + "/" + id, &w.alice, R"({"name":"Other"})").status == 200);
    CHECK(w.ask(http::method::patch, w.all + "/" + id, &w.bo, R"({"name":"Mine"})").status == 404);
    CHECK(w.count("activity") == 0);
}

TEST_CASE("its picture is one that whoever edits uploaded, and nothing else shows", "[server][organisations]")
{
    firm_world w;
    auto const one = w.all + "/" + w.proven();
    auto const give = [&](std::string const& picture) {
        return w.ask(http::method::patch, one, &w.alice, R"({"icon":)" + picture + "}");
    };
    auto const first = picture_of(w, w.alice, "a"), second = picture_of(w, w.alice, "b");
    CHECK(refuses(give("\"" + picture_of(w, w.bo, "c") + "\""), "icon"));
    auto const given = give("\"" + first + "\"");
    CHECK(given.body.find("/media/aaaa") != std::string::npos);
    CHECK(refuses(give("\"" + first + "\""), "icon")); // It is the organisation's now
    CHECK(give("\"" + second + "\"").status == 200);
    CHECK(w.count("media WHERE actor_id <> " + w.bo.actor.id.text()) == 1);
    CHECK(text_of(w.said("Update").root()["object"]["icon"]["url"]).find("/media/bbbb") != std::string::npos);
    CHECK(give("null").status == 200);
    CHECK(w.count("media WHERE avatar") == 0);
    CHECK_FALSE(w.said("Update").root()["object"]["icon"].present());
    w.base.commit([&](db::transaction& tx) {
        auto const worn = core::snowflake::parse(picture_of(w, w.alice, "d")).value();
        REQUIRE(db::take_as_avatar(tx, worn, w.alice.actor.id));
    });
    auto const worn = w.text("SELECT id FROM media WHERE avatar");
    CHECK(refuses(give("\"" + worn + "\""), "icon"));
}

TEST_CASE("the schemas of organisations are what the endpoints take", "[server][organisations][schema]")
{
    firm_world w;
    auto const one = w.all + "/" + w.proven();
    hold(w, http::method::patch, one, "organisation_edit_request",
         {{"{}"},
          {R"({"name":"A","about":"b","icon":null,"fields":[{"name":"Site","value":"https://x.test/"}]})"},
          {R"({"name":null,"about":null,"fields":null})"},
          {"{\"about\":" + text(1'000) + "}"},
          {"{\"name\":" + text(101) + "}", "name"},
          {R"({"name":""})", "name"},
          {R"({"name":" "})", "name"},
          {"{\"about\":" + text(1'001) + "}", "about"},
          {R"({"fields":[{"name":"a"}]})", "fields"},
          {R"({"fields":"a"})", "fields"},
          {R"({"icon":5})", "icon"},
          {R"({"icon":"me.png"})", "icon"},
          {R"({"domain":"y.org"})", "domain"},
          {R"({"handle":"other"})", "handle"}});
    hold(w, http::method::put, one + "/listing", "organisation_listing_request",
         {{R"({"listed":true})"},
          {R"({"listed":false})"},
          {"{}", "listed"},
          {R"({"listed":"yes"})", "listed"},
          {R"({"listed":true,"member":"bo"})", "member"}});
    hold(w, http::method::put, one + "/people", "organisation_person_request",
         {{R"({"member":"bo","role":"scout"})"},
          {R"({"member":"bo","role":"owner"})"},
          {R"({"member":"bo"})", "role"},
          {R"({"role":"scout"})", "member"},
          {R"({"member":"","role":"scout"})", "member"},
          {R"({"member":"bo","role":"king"})", "role"},
          {R"({"member":"bo","role":"scout","listed":true})", "listed"}});
    hold(w, http::method::post, w.all, "organisation_request",
         {{R"({"handle":"one","name":"One","domain":"one.test"})"},
          {R"({"handle":"two","name":"Two","domain":"two.test","about":null})"},
          {"{\"handle\":\"three\",\"name\":\"T\",\"domain\":\"three.test\",\"about\":" + text(1'000) + "}"},
          {R"({"name":"One","domain":"one.test"})", "handle"},
          {R"({"handle":"four","name":"","domain":"one.test"})", "name"},
          {"{\"handle\":\"four\",\"domain\":\"one.test\",\"name\":" + text(101) + "}", "name"},
          {R"({"handle":"four","name":"One"})", "domain"},
          {"{\"handle\":\"four\",\"name\":\"T\",\"domain\":\"four.test\",\"about\":" + text(1'001) + "}",
           "about"},
          {R"({"handle":"four","name":"T","domain":"four.test","role":"owner"})", "role"}});
}

TEST_CASE("people are named by an organisation where they said so themselves", "[server][organisations]")
{
    firm_world w;
    auto const id = w.proven();
    give_role(w, id, "bo", "scout");
    auto const listing = w.all + "/" + id + "/listing";
    CHECK(w.ask(http::method::put, listing, &w.bo, R"({"listed":true})").status == 200);
    auto const cy = w.member("cy");
    CHECK(w.ask(http::method::put, listing, &cy, R"({"listed":true})").status == 403);
    give_role(w, id, "bo", "admin"); // Another role changes nothing about it
    CHECK(w.text("SELECT string_agg(member_id::text, ',') FROM organisation_role WHERE listed") ==
          w.bo.actor.id.text());
}
