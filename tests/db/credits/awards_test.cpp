// SPDX-License-Identifier: AGPL-3.0-or-later
#include "credited.hpp"
#include "db/awards.hpp"
#include "db/blocks.hpp"
#include "db/domain_blocks.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using domain::award_state;

namespace {

struct awarded {
    explicit awarded(db::transaction& in) : tx(in) {}

    domain::award offer(std::string const& uri = "https://a.test/ap/credentials/1")
    {
        auto const made = db::insert_award(tx, draft(uri)).value();
        REQUIRE(made);
        return *made;
    }
    domain::award draft(std::string const& uri)
    {
        domain::award a;
        a.uri = uri;
        a.badge_id = rust.id;
        a.issuer_id = acme.id;
        a.recipient_id = bo.id;
        a.issued_by = alice.id;
        a.name = "Rust";
        a.criteria = "Taught it";
        a.offer_uri = uri + "/offer";
        a.document = "{}";
        a.issued_at = a.offered_at = core::now();
        return a;
    }
    void set(domain::award a, award_state state)
    {
        a.state = state;
        REQUIRE(db::update_award(tx, a));
    }
    void proof(std::string const& state) { tx.exec_params("UPDATE organisation SET state = $1", state); }
    bool issued()
    {
        auto const backing = db::backing_of_badges(tx, bo.id).value();
        bool const shown = db::shown_awards_of(tx, bo.id)->size() == 1;
        CHECK(shown == (backing.contains(rust.id) && backing.at(rust.id) == db::backing::issued));
        return shown;
    }

    db::transaction& tx;
    domain::actor alice = add_member(tx, "alice"), bo = add_member(tx, "bo"), acme = firm();
    domain::badge rust = badge(tx, "rust");

private:
    domain::actor firm()
    {
        auto const made = add_member(tx, "acme");
        tx.exec_params("UPDATE actor SET kind = 'Organization', name = 'Acme' WHERE id = $1", made.id.value);
        tx.exec_params(
            "INSERT INTO organisation (actor_id, domain, token, state) VALUES ($1, 'x.org', 't', 'verified')",
            made.id.value);
        return made;
    }
};

} // namespace

TEST_CASE("An award is kept as it was written, once", "[db][award]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        awarded w(tx);
        auto const made = w.offer();
        CHECK(made.id.value != 0);
        CHECK_FALSE(db::insert_award(tx, w.draft(made.uri)).value());
        CHECK_FALSE(
            db::insert_award(tx, w.draft("https://a.test/ap/credentials/2")).value()); // Offered already
        auto const found = db::find_award_by_uri(tx, made.uri).value();
        REQUIRE(found);
        CHECK(found->id == made.id);
        CHECK(found->criteria == "Taught it");
        CHECK(found->issued_by == w.alice.id);
        CHECK(db::find_award_by_offer(tx, made.uri + "/offer", w.bo.id).value());
        CHECK_FALSE(db::find_award_by_offer(tx, made.uri + "/offer", w.alice.id).value());
        CHECK(db::last_award_between(tx, w.acme.id, w.bo.id, w.rust.id).value()->id == made.id);
        CHECK(db::count_offers_between(tx, w.acme.id, w.bo.id).value() == 1);
        w.set(made, award_state::declined);
        CHECK(db::count_offers_between(tx, w.acme.id, w.bo.id).value() == 0);
        CHECK(db::insert_award(tx, w.draft("https://a.test/ap/credentials/3")).value());
        CHECK(db::count_awards_since(tx, w.acme.id, core::now() - std::chrono::hours(1)).value() == 2);
    });
}

TEST_CASE("A badge is issued while its award stands", "[db][award][badge]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        awarded w(tx);
        auto made = w.offer();
        CHECK_FALSE(w.issued());
        made.state = award_state::accepted;
        w.set(made, award_state::accepted);
        CHECK(w.issued());
        CHECK(db::awards_that_stand(tx, {made.id}).value().contains(made.id));
        auto const shown = db::shown_awards_of(tx, w.bo.id).value().front();
        CHECK(shown.issuer_name == "Acme");
        CHECK(shown.verified == "x.org");
        SECTION("not after it is taken back")
        {
            w.set(made, award_state::revoked);
            CHECK_FALSE(w.issued());
        }
        SECTION("not after it is over")
        {
            made.expires_at = core::now() - std::chrono::seconds(1);
            w.set(made, award_state::accepted);
            CHECK_FALSE(w.issued());
        }
        SECTION("not while its issuer has no proof")
        {
            w.proof(GENERATE("lapsed", "claimed"));
            CHECK_FALSE(w.issued());
            w.proof("verified");
            CHECK(w.issued());
        }
        SECTION("not by who is suspended")
        {
            tx.exec_params("UPDATE actor SET state = 'suspended' WHERE id = $1", w.acme.id.value);
            CHECK_FALSE(w.issued());
        }
        SECTION("not by who is blocked")
        {
            REQUIRE(db::upsert_block(tx, {w.bo.id, w.acme.id, "https://a.test/block/1"}));
            CHECK_FALSE(w.issued());
            CHECK(db::awards_to(tx, w.bo.id, {})->empty());
            CHECK(db::awards_by(tx, w.acme.id, {})->size() == 1); // They never hear why
        }
    });
}

TEST_CASE("What came from a domain that is blocked is shown to nobody", "[db][award]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        awarded w(tx);
        auto a = w.draft("https://b.test/credentials/1");
        a.source = domain::award_source::open_badges;
        a.issuer_id = add_remote_actor(tx, "https://b.test/u/firm").id;
        a.state = award_state::accepted;
        REQUIRE(db::insert_award(tx, a).value());
        CHECK(w.issued());
        REQUIRE(db::set_domain_block(tx, {"b.test", db::block_severity::suspend, ""}));
        CHECK_FALSE(w.issued());
        CHECK(db::awards_to(tx, w.bo.id, {})->empty());
    });
}

TEST_CASE("Lists of awards are newest first, by state and page", "[db][award]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        awarded w(tx);
        auto const one = w.offer("https://a.test/ap/credentials/1");
        w.set(one, award_state::accepted);
        auto const two = w.offer("https://a.test/ap/credentials/2");
        auto const ids = [](auto const& found) {
            std::vector<core::snowflake> out;
            for (auto const& each : found.value())
                out.push_back(each.id);
            return out;
        };
        CHECK(ids(db::awards_to(tx, w.bo.id, {})) == std::vector{two.id, one.id});
        CHECK(ids(db::awards_by(tx, w.acme.id, {.state = award_state::accepted, .before = {}})) ==
              std::vector{one.id});
        CHECK(ids(db::awards_to(tx, w.bo.id, {.state = {}, .before = two.id})) == std::vector{one.id});
        CHECK(ids(db::awards_to(tx, w.bo.id, {.state = {}, .before = {}, .limit = 1})) ==
              std::vector{two.id});
        CHECK(ids(db::awards_to(tx, w.alice.id, {})).empty());
    });
}

TEST_CASE("An award of others is due once, and again when told", "[db][award]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        awarded w(tx);
        auto made = w.offer();
        auto const now = core::now(), later = now + std::chrono::hours(1);
        CHECK(db::take_due_awards(tx, now, later, 5)->empty());
        made.check_at = now;
        REQUIRE(db::update_award(tx, made));
        CHECK(db::take_due_awards(tx, now, later, 5)->size() == 1);
        CHECK(db::take_due_awards(tx, now, later, 5)->empty());
    });
}
