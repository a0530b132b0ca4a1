// SPDX-License-Identifier: AGPL-3.0-or-later
// What comes from elsewhere is held against what is open here.
#include "db/actors.hpp"
#include "db/openings.hpp"
#include "wire_world.hpp"

using namespace federwerk;
using tests::wire_world;

namespace {

struct open_world : wire_world {
    open_world() { alice_follows(bo); }

    void is_open(domain::actor const& who)
    {
        base.commit([&](db::transaction& tx) {
            domain::opening o;
            o.id = db::next_id(tx).value();
            o.actor_id = who.id;
            o.local = true;
            o.uri = uris.opening(o.id);
            o.html = o.plain = "Open to it";
            o.published = core::now();
            o.ends_at = o.published + std::chrono::days(30);
            o.seats = {{.position = 0, .uri = o.uri + "#primary", .kind = "code-review", .badges = {}}};
            REQUIRE(db::insert_opening(tx, o));
        });
    }
    std::string call(std::string const& n, std::string const& addressed = everybody(),
                     std::string const& further = {}) const
    {
        return proposal(bo, "https://b.test/p/" + n, addressed,
                        R"(,"opening":{"form":"call","kind":"code-review","direction":"looking")" + further +
                            "}");
    }
    std::string comes(std::string const& n) { return take(bo.post(create(n, call(n)))); }
    std::string told() // "alice https://b.test/p/1"
    {
        return text("SELECT coalesce(string_agg(a.username || ' ' || o.uri, ', ' ORDER BY n.id), '') "
                    "FROM notification n JOIN actor a ON a.id = n.member_id JOIN opening o ON o.id = "
                    "n.opening_id WHERE n.kind = 'call_matches'");
    }
};

} // namespace

TEST_CASE("a call from elsewhere tells those here who are open to it, as it comes", "[openings][matches]")
{
    open_world w;
    w.is_open(w.alice);
    CHECK(w.comes("1") == "done");
    CHECK(w.told() == "alice https://b.test/p/1");
    CHECK(w.text("SELECT actor_id = (SELECT id FROM actor WHERE username = 'bo') FROM notification") == "t");
    CHECK(w.comes("1") != "");
    CHECK(w.told() == "alice https://b.test/p/1");
}

TEST_CASE("a call from elsewhere that changes tells whom it fits only then", "[openings][matches]")
{
    open_world w;
    w.is_open(w.alice);
    w.sql("UPDATE opening SET languages = '{de}'");
    auto const says = [&](std::string const& n, std::string const& type, std::string const& language) {
        auto note = w.call("1", w.everybody(), R"(,"languages":[")" + language + "\"]");
        note.insert(note.size() - 1, R"(,"updated":")" + core::to_rfc3339(core::now()) + "\"");
        return w.take(w.bo.post(w.bo.says("https://b.test/a/" + n, type, note, "," + w.everybody())));
    };
    CHECK(says("1", "Create", "en") == "done");
    CHECK(says("2", "Update", "en") == "done"); // The same again
    CHECK(w.text("SELECT count(*) FROM opening WHERE news IS NOT NULL") == "0");
    CHECK(w.told() == "");
    CHECK(says("3", "Update", "de") == "done");
    CHECK(w.told() == "alice https://b.test/p/1");
    CHECK(w.text("SELECT count(*) FROM opening WHERE news > id AND NOT local") == "1");
}

TEST_CASE("a peer that sends many calls is told of once a day", "[openings][matches]")
{
    open_world w;
    w.is_open(w.alice);
    for (int i = 0; i < 20; ++i)
        w.comes(std::to_string(i));
    CHECK(w.openings() == 21);
    CHECK(w.told() == "alice https://b.test/p/0");
}

TEST_CASE("whom a peer's limited call did not come to hears nothing, until it does", "[openings][matches]")
{
    open_world w;
    domain::actor carol;
    w.base.commit([&](db::transaction& tx) { carol = tests::add_member(tx, "carol"); });
    w.is_open(w.alice);
    w.is_open(carol);
    auto const hidden = R"("to":["https://b.test/p/1/audience"],"cc":[])";
    auto const said =
        w.bo.says("https://b.test/a/1", "Create", w.call("1", hidden), std::string(",") + hidden);
    CHECK(w.receive(w.bo.post(said, w.uris.inbox(carol.uri).substr(14)), carol.uri) == 202);
    w.work();
    CHECK(w.told() == "carol https://b.test/p/1");
    CHECK(w.receive(w.bo.post(said, w.uris.inbox(w.alice.uri).substr(14)), w.alice.uri) == 202);
    w.work();
    CHECK(w.told() == "carol https://b.test/p/1, alice https://b.test/p/1");
}

TEST_CASE("nobody hears of calls by people whom they or the instance keep away", "[openings][matches]")
{
    open_world w;
    w.is_open(w.alice);
    auto const how =
        GENERATE(as<std::string>{},
                 "INSERT INTO block (actor_id, blocked_id) SELECT a.id, b.id FROM actor a, actor b "
                 "WHERE a.username = 'alice' AND b.username = 'bo'",
                 "INSERT INTO domain_block (domain, severity) VALUES ('b.test', 'silence')",
                 "INSERT INTO opening_exclusion (opening_id, domain) SELECT id, 'b.test' FROM opening");
    CAPTURE(how);
    w.sql(how);
    w.comes("1");
    CHECK(w.told() == "");
}
