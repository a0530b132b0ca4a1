// SPDX-License-Identifier: AGPL-3.0-or-later
// Awards of others as they are looked at again: none waits for another.
#include "server/awards_wire/award_world.hpp"

using namespace federwerk;
using tests::award_world;

namespace {

struct aged_world : award_world {
    aged_world()
    {
        CHECK(offered() == "done");
        accept();
    }
    // So many more of the same, due before it.
    void add(int count, std::string const& expires_at)
    {
        sql("INSERT INTO award (uri, source, issuer_id, recipient_id, name, state, document, issued_at, "
            "checked_at, "
            "check_at, expires_at) SELECT 'https://b.test/ap/old/' || n, source, issuer_id, recipient_id, "
            "name, "
            "state, document, issued_at, now(), now() - interval '1 hour', " +
            expires_at + " FROM award CROSS JOIN generate_series(1, " + std::to_string(count) + ") AS n");
    }
    std::size_t look(std::chrono::hours later)
    {
        remote::resolver fresh{settings, uris, keys, base.pool(), workers, world};
        app::instance const then{settings, uris, secrets, base.pool(), workers, keys, fresh, post};
        return run(app::recheck_awards(then, core::now() + later)).value();
    }
};

} // namespace

TEST_CASE("Awards that are over are asked for no more and keep no place of others", "[inbox][award]")
{
    aged_world w;
    w.add(25, "now() - interval '1 minute'");
    CHECK(w.look(std::chrono::hours(48)) == 1);
    CHECK(w.count("award WHERE check_at IS NOT NULL") == 1);
}

TEST_CASE("All that are due are looked at, not one batch an hour", "[inbox][award]")
{
    aged_world w;
    w.add(45, "NULL");
    w.world.status("https://b.test/ap/old/7", 410);
    CHECK(w.look(std::chrono::hours(48)) == 46);
    CHECK(w.text("SELECT state FROM award WHERE uri = 'https://b.test/ap/old/7'") == "revoked");
}

TEST_CASE("A home that says nothing is asked ever less often, and after a month no more", "[inbox][award]")
{
    aged_world w;
    w.world.status(w.uri, 503);
    auto const waits = [&](std::chrono::hours later) {
        CHECK(w.look(later) == 1);
        return w.text("SELECT coalesce((SELECT round(extract(epoch FROM check_at - checked_at) / 3600)::text "
                      "FROM award), 'for good')");
    };
    CHECK(waits(std::chrono::hours(25)) == "49");
    CHECK(waits(std::chrono::hours(50)) == "74");
    CHECK(waits(std::chrono::hours(31 * 24)) == "for good");
    CHECK(w.look(std::chrono::hours(60 * 24)) == 0);
    CHECK(w.shown() == 1);
}

TEST_CASE("An award that cannot be written does not keep the others from being looked at", "[inbox][award]")
{
    aged_world w;
    w.add(3, "NULL");
    w.sql("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
          "$$ BEGIN RAISE EXCEPTION 'refused'; END $$");
    w.sql("CREATE TRIGGER refused BEFORE UPDATE OF state ON award FOR EACH ROW "
          "WHEN (OLD.uri = 'https://b.test/ap/old/1') EXECUTE FUNCTION refuse()");
    for (auto const* n : {"1", "2", "3"})
        w.world.status(std::string("https://b.test/ap/old/") + n, 410);
    CHECK(w.look(std::chrono::hours(48)) == 4);
    CHECK(w.count("award WHERE state = 'revoked'") == 2);
}
