// SPDX-License-Identifier: AGPL-3.0-or-later
// GET /notifications with all kinds, in pages; reading them and putting them away.
#include "market.hpp"

#include "db/notifications.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

struct mailbox : market {
    // One of each kind that the schema knows, oldest first, every second one done by alice.
    std::size_t fill(person const& who)
    {
        auto const schema =
            json::document::parse(read_file(source_tree() / "schemas/api/notification.json")).value();
        auto const kinds = schema.root()["properties"]["kind"]["enum"].items();
        bool by_alice = false;
        base.commit([&](db::transaction& tx) {
            for (auto const each : kinds) {
                auto const kind = domain::parse_notification_kind(text_of(each));
                CAPTURE(text_of(each));
                REQUIRE(kind);
                domain::notification n;
                n.member_id = who.actor.id;
                n.kind = *kind;
                by_alice = !by_alice;
                if (by_alice)
                    n.actor_id = alice.actor.id;
                REQUIRE(db::notify(tx, n));
            }
        });
        return kinds.size();
    }
    json::document read(person const& who, std::string const& query = {})
    {
        auto const answer = ask(http::method::get, "/notifications" + query, who.token);
        INFO(answer.body);
        REQUIRE(answer.status == 200);
        CHECK(fits(answer, "notifications"));
        return json::document::parse(answer.body).value();
    }
    std::string id_at(person const& who, std::size_t index)
    {
        return text_of(read(who, "?limit=40").root()["items"].at(index)["id"]);
    }
    unsigned mark(person const& who, std::string const& body)
    {
        auto const answer = ask(http::method::post, "/notifications/read", who.token, body);
        return answer.status;
    }
    std::size_t unread(person const& who)
    {
        std::size_t n = 0;
        auto const page = read(who, "?limit=40");
        for (auto const each : page.root()["items"].items())
            n += each["read_at"].present() ? 0 : 1;
        return n;
    }
};

} // namespace

TEST_CASE("notifications of every kind come newest first, in pages without gaps", "[server][notifications]")
{
    mailbox m;
    auto const made = m.fill(m.bo);
    CHECK(made >= 19);
    std::set<std::string> kinds, ids;
    std::string query = "?limit=4", last = "9999999999999999";
    for (;;) {
        auto const page = m.read(m.bo, query);
        for (auto const each : page.root()["items"].items()) {
            kinds.insert(text_of(each["kind"]));
            auto const id = text_of(each["id"]);
            CHECK(ids.insert(id).second);
            CHECK(std::stoll(id) < std::stoll(last));
            last = id;
            if (each["actor"].present())
                CHECK(text_of(each["actor"]["handle"]) == "alice@a.test");
        }
        auto const next = page.root()["next"].text();
        if (!next)
            break;
        query = "?limit=4&cursor=" + std::string(*next);
    }
    CHECK(kinds.size() == made);
    CHECK(ids.size() == made);
    CHECK(m.read(m.alice).root()["items"].size() == 0);
    CHECK(m.ask(http::method::get, "/notifications", "").status == 401);
}

TEST_CASE("what was read stays, up to the one that is named", "[server][notifications]")
{
    mailbox m;
    auto const made = m.fill(m.bo);
    auto const third = m.id_at(m.bo, 2);
    CHECK(m.unread(m.bo) == made);
    CHECK(m.mark(m.alice, R"({"up_to":")" + third + R"("})") == 204); // She has none
    CHECK(m.unread(m.bo) == made);
    CHECK(m.mark(m.bo, R"({"up_to":")" + third + R"("})") == 204);
    CHECK(m.unread(m.bo) == 2);
    CHECK(m.mark(m.bo, R"({"up_to":")" + third + R"("})") == 204);
    for (auto const& body :
         {R"({})", R"({"up_to":7})", R"({"up_to":"x"})", R"({"up_to":"0"})", R"({"up_to":"1","a":1})"}) {
        CAPTURE(body);
        CHECK(m.mark(m.bo, body) == 422);
        CHECK_FALSE(json::validate(body, source_tree() / "schemas/api/notifications_read_request.json"));
    }
}

TEST_CASE("what was put away is gone from the list and from the mail, and is not told again",
          "[server][notifications]")
{
    mailbox m;
    domain::notification n;
    n.member_id = m.bo.actor.id;
    n.kind = domain::notification_kind::request_received;
    n.once = "the same";
    auto const notify = [&] { m.base.commit([&](db::transaction& tx) { REQUIRE(db::notify(tx, n)); }); };
    notify();
    auto const path = "/notifications/" + m.id_at(m.bo, 0);
    CHECK(m.ask(http::method::delete_, path, m.alice.token).status == 404);
    CHECK(m.ask(http::method::delete_, path, "").status == 401);
    CHECK(m.ask(http::method::delete_, "/notifications/x", m.bo.token).status == 404);
    CHECK(m.ask(http::method::delete_, path, m.bo.token).status == 204);
    CHECK(m.ask(http::method::delete_, path, m.bo.token).status == 404);
    notify();
    CHECK(m.told(m.bo).empty());
    m.digests(core::now() + std::chrono::hours(25));
    CHECK(m.mail().empty());
}
