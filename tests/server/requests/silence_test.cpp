// SPDX-License-Identifier: AGPL-3.0-or-later
// Not now and silence: whatever the sender asks, whenever they ask it, the answers are the same bytes.
#include "desk.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

struct two_requests : requests_desk {
    two_requests()
    {
        auto const first = opening_of(carol), second = opening_of(carol);
        declined = ask(alice, first);
        ignored = ask(alice, second);
        names = {{declined, "*"}, {ignored, "*"}, {first.id.text(), "*"}, {second.id.text(), "*"}};
        // At the same moment.
        sql("UPDATE request SET created_at = date_trunc('milliseconds', now()), "
            "expires_at = date_trunc('milliseconds', now()) + interval '21 days'");
    }
    void both(std::string const& what)
    {
        for (auto const& id : {declined, ignored})
            step(carol, id, what);
        sql("UPDATE request SET interested_at = created_at, expires_at = created_at + interval '21 days'");
    }
    void let_pass(std::string const& interval)
    {
        sql("UPDATE request SET created_at = created_at - interval '" + interval +
            "', expires_at = expires_at - interval '" + interval +
            "', interested_at = interested_at - interval '" + interval +
            "', closed_at = closed_at - interval '" + interval + "'");
    }
    std::string anonymous(std::string text) const
    {
        for (auto const& [name, other] : names)
            for (auto at = text.find(name); at != std::string::npos; at = text.find(name))
                text.replace(at, name.size(), other);
        return text;
    }
    std::string seen(std::string const& id)
    {
        auto const answer = get(alice, "/requests/{id}", id);
        REQUIRE(answer);
        std::string headers;
        for (auto const& each : answer->headers)
            headers += each.first + ": " + each.second + "\n";
        return anonymous(std::to_string(answer->status) + headers + answer->body);
    }
    void check_alike()
    {
        auto const one = seen(declined), other = seen(ignored);
        CHECK(one == other);
        CHECK(one.find("not_now") == std::string::npos);
        for (auto const* what : {"interest", "not_now", "agree", "done", "end"}) {
            auto const pattern = std::string("/requests/{id}/") + what;
            auto const a = post(alice, pattern, {}, declined), b = post(alice, pattern, {}, ignored);
            REQUIRE_FALSE(a);
            REQUIRE_FALSE(b);
            CHECK((a.error().code == b.error().code));
            CHECK(a.error().safe == b.error().safe);
            CHECK(a.error().details.size() == b.error().details.size());
        }
        auto const list = json::document::parse(get(alice, "/requests", {}, "box=sent")->body);
        CHECK(list->root()["items"].size() == 2);
        CHECK(list->root()["items"].at(0)["state"].text() == list->root()["items"].at(1)["state"].text());
    }

    std::string declined, ignored;
    std::map<std::string, std::string> names;
};

} // namespace

TEST_CASE("declined and ignored requests answer the sender byte for byte alike, through their end",
          "[api][requests][not_now]")
{
    two_requests d;
    auto const talked = GENERATE(false, true);
    if (talked)
        d.both("interest");
    d.check_alike();
    auto const told = d.count("notification");
    d.step(d.carol, d.declined, "not_now");
    CHECK(d.count("notification") == told);
    CHECK(d.state(d.carol, d.declined) == "not_now");
    d.check_alike();
    CHECK(d.state(d.alice, d.declined) == (talked ? "interested" : "sent"));
    d.let_pass("20 days");
    d.check_alike();
    d.let_pass("23 hours 59 minutes");
    d.check_alike();
    CHECK(d.state(d.alice, d.declined) == (talked ? "interested" : "sent"));
    d.let_pass("1 minute"); // Over by the clock, the job has not come round
    d.check_alike();
    CHECK(d.state(d.alice, d.declined) == "expired");
    auto const before = d.seen(d.declined);
    d.base.commit(
        [&](db::transaction& tx) { CHECK(app::expire_requests(tx, d.uris, core::now(), 10).value() == 2); });
    d.check_alike();
    CHECK(d.seen(d.declined) == before); // Nothing shows when the job came round
    CHECK(d.count("notification WHERE kind = 'request_closed'") == 2);
    d.let_pass("100 days");
    d.check_alike();
}

TEST_CASE("asking again is refused alike, and allowed again alike", "[api][requests][not_now]")
{
    two_requests d;
    d.step(d.carol, d.declined, "not_now");
    auto const again = [&](std::string const& id) {
        auto const opening = d.text("SELECT opening_id FROM request WHERE id = " + id);
        return d.post(d.alice, "/requests", R"({"opening":")" + opening + R"(","message":"Please"})");
    };
    auto const one = again(d.declined), other = again(d.ignored);
    CHECK((one.error().code == errc::conflict));
    CHECK((other.error().code == errc::conflict));
    CHECK(one.error().safe == other.error().safe);
    d.let_pass("21 days");
    d.base.commit([&](db::transaction& tx) { REQUIRE(app::expire_requests(tx, d.uris, core::now(), 10)); });
    CHECK(again(d.declined));
    CHECK(again(d.ignored));
}

TEST_CASE("a declined request is taken back as an ignored one is", "[api][requests][not_now]")
{
    two_requests d;
    d.step(d.carol, d.declined, "not_now");
    CHECK(d.step(d.alice, d.declined, "withdraw") == "withdrawn");
    CHECK(d.step(d.alice, d.ignored, "withdraw") == "withdrawn");
    d.sql("UPDATE request SET closed_at = created_at");
    CHECK(d.seen(d.declined) == d.seen(d.ignored));
}
