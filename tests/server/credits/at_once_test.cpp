// SPDX-License-Identifier: AGPL-3.0-or-later
// Two who answer at once, and who else has to do with the same credit at that moment.
#include "app/credits/credit_effects.hpp"
#include "credit_world.hpp"
#include "db/credits.hpp"
#include "db/highlights.hpp"
#include "support/neighbourhood.hpp"

#include <thread>

using namespace federwerk;
using Catch::Contains;
using tests::credit_world;

namespace {

struct busy_world : credit_world {
    busy_world() { id = publish(R"("bo@b.test","cy@b.test")"); }
    core::snowflake credit_of(std::string const& who)
    {
        auto const found = text("SELECT k.id FROM credit k JOIN actor a ON a.id = k.collaborator_id "
                                "WHERE a.username = '" +
                                who + "'");
        return core::snowflake::parse(found).value();
    }
    void confirm(db::transaction& tx, core::snowflake credit)
    {
        auto file = app::open_credit(tx, *db::lock_credit(tx, credit).value()).value();
        file.credit.uri = "https://b.test/ap/credits/" + credit.text();
        file.credit.evidence = domain::evidence::authorization;
        REQUIRE(app::credit_is_confirmed(tx, uris, file, core::now()));
    }
    // While work goes on in another transaction, until that one waits for this one.
    void wait_for(std::thread& other, std::function<void(db::transaction&)> work)
    {
        other = std::thread([this, work = std::move(work)] { base.commit(work); });
        CHECK(tests::eventually([&] {
            return count("pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") >
                   0;
        }));
    }
    std::string id;
};

} // namespace

TEST_CASE("Of two who confirm at once, neither Update leaves out the other", "[credit][author][once]")
{
    busy_world w;
    auto const one = w.credit_of("bo"), two = w.credit_of("cy");
    std::thread other;
    w.base.commit([&](db::transaction& tx) {
        w.confirm(tx, one);
        w.wait_for(other, [&](db::transaction& second) { w.confirm(second, two); });
    });
    other.join();
    auto const last = w.last_body("Update");
    CHECK_THAT(last, Contains("credits/" + one.text()) && Contains("credits/" + two.text()));
    CHECK(w.count("collaborator WHERE confirmed_at IS NOT NULL") == 2);
}

TEST_CASE("Each Update is later than the one before, whatever the clock says", "[credit][author]")
{
    busy_world w;
    w.sql("UPDATE highlight SET edited_at = '2100-01-01T00:00:00Z'");
    w.base.commit([&](db::transaction& tx) { w.confirm(tx, w.credit_of("bo")); });
    CHECK_THAT(w.last_body("Update"), Contains(R"("updated":"2100-01-01T00:00:00.001Z")"));
}

TEST_CASE("Who answers waits for who edits, and holds nothing that the edit needs", "[credit][author][once]")
{
    busy_world w;
    auto const one = w.credit_of("bo");
    std::thread other;
    w.base.commit([&](db::transaction& tx) {
        auto const id = core::snowflake::parse(w.id).value();
        auto const h = db::find_own_highlight(tx, id, w.alice.id).value();
        REQUIRE(h);
        w.wait_for(other, [&](db::transaction& second) { w.confirm(second, one); });
        tx.exec_params("SELECT id FROM credit WHERE id = $1 FOR UPDATE NOWAIT", one.value);
        REQUIRE(db::update_highlight(tx, *h));
    });
    other.join();
    CHECK(w.count("credit WHERE state = 'confirmed'") == 1);
}
