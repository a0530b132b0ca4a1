// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/tidy_up.hpp"
#include "app/ways_in/admit.hpp"
#include "app/ways_in/confirm_waitlist.hpp"
#include "app/ways_in/decline.hpp"
#include "app/ways_in/undo_decision.hpp"
#include "app/ways_in/waitlist_links.hpp"
#include "arrivals.hpp"
#include "db/actors.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using enum domain::waitlist_state;

namespace {

struct line : tests::arrivals {
    domain::waitlist_entry apply(db::transaction& tx, std::string const& handle)
    {
        domain::waitlist_entry e{
            .email = handle + "@b.test", .handle = handle, .about = "Hello", .created_at = now};
        e.id = db::next_id(tx).value();
        db::waitlist_hashes const hashes{app::confirm_hash(secrets, app::confirm_token(secrets, e)),
                                         app::status_hash(secrets, app::status_token(secrets, e))};
        REQUIRE(db::insert_waitlist_entry(tx, e, hashes));
        return e;
    }
    domain::waitlist_entry wait(db::transaction& tx, std::string const& handle)
    {
        auto const e = apply(tx, handle);
        REQUIRE(app::confirm_waitlist(tx, secrets, app::confirm_token(secrets, e)));
        return e;
    }
    app::waitlist_standing standing(db::transaction& tx, domain::waitlist_entry const& e) const
    {
        return app::read_standing(tx, secrets, app::status_token(secrets, e)).value();
    }
    std::int64_t place(db::transaction& tx, domain::waitlist_entry const& e) const
    {
        return standing(tx, e).place.value().place;
    }
};

} // namespace

TEST_CASE("the place is given out at the confirmation, so nobody slips in before others", "[app][waitlist]")
{
    tests::test_database base;
    line here;
    base.in_transaction([&](db::transaction& tx) {
        auto const slow = here.apply(tx, "slow");
        auto const quick = here.wait(tx, "quick");
        CHECK(here.place(tx, quick) == 1);
        CHECK(here.standing(tx, slow).entry.state == unconfirmed);
        CHECK_FALSE(here.standing(tx, slow).place);
        auto const confirmed =
            app::confirm_waitlist(tx, here.secrets, app::confirm_token(here.secrets, slow));
        REQUIRE(confirmed);
        CHECK(confirmed->place->place == 2);
        CHECK(confirmed->place->of == 2);
        CHECK(here.place(tx, quick) == 1);
    });
}

TEST_CASE("a second click on the confirmation changes nothing", "[app][waitlist]")
{
    tests::test_database base;
    line here;
    base.in_transaction([&](db::transaction& tx) {
        auto const first = here.wait(tx, "first"), second = here.wait(tx, "second");
        REQUIRE(app::confirm_waitlist(tx, here.secrets, app::confirm_token(here.secrets, first)));
        CHECK(here.place(tx, first) == 1);
        CHECK(here.place(tx, second) == 2);
    });
}

TEST_CASE("no place ever moves backwards, whatever is decided and undone", "[app][waitlist]")
{
    tests::test_database base;
    line here;
    base.in_transaction([&](db::transaction& tx) {
        std::vector<domain::waitlist_entry> all;
        std::vector<std::int64_t> best;
        for (int i = 0; i < 12; ++i) {
            all.push_back(here.wait(tx, "p" + std::to_string(i)));
            best.push_back(i + 1);
        }
        std::uint32_t dice = 7;
        for (int step = 0; step < 200; ++step) {
            dice = dice * 1664525U + 1013904223U;
            auto const& e = all[(dice >> 16U) % all.size()];
            app::waitlist_decision const what{e.id, std::nullopt, here.now + std::chrono::seconds(step)};
            switch ((dice >> 8U) % 3) {
            case 0:
                static_cast<void>(app::admit(tx, here.context(), what));
                break;
            case 1:
                static_cast<void>(app::decline(tx, here.context(), what, "no"));
                break;
            default:
                static_cast<void>(app::undo_decision(tx, what));
            }
            for (std::size_t i = 0; i < all.size(); ++i) {
                auto const now = here.standing(tx, all[i]);
                if (!now.place)
                    continue;
                CAPTURE(step, i);
                CHECK(now.place->place <= best[i]);
                CHECK(now.place->place <= now.place->of);
                best[i] = now.place->place;
            }
        }
    });
}

TEST_CASE("the link of an admission makes one account and then none", "[app][waitlist][account]")
{
    tests::test_database base;
    line here;
    base.in_transaction([&](db::transaction& tx) {
        auto const bo = here.wait(tx, "bo");
        auto const admitted = app::admit(tx, here.context(), {bo.id, std::nullopt, here.now});
        REQUIRE(admitted);
        auto const token = app::admission_token(here.secrets, *admitted);
        auto place = app::redeem_place(tx, here.secrets, token, here.now);
        REQUIRE(place);
        CHECK_FALSE(app::redeem_place(tx, here.secrets, token, here.now));
        auto const made =
            app::create_account(tx, here.uris, std::move(*place), {.handle = "bo", .email = "bo@b.test"});
        REQUIRE(made);
        CHECK(db::find_admission(tx, made->id).value()->waitlist_entry_id == bo.id);
        CHECK(here.standing(tx, bo).entry.state == joined);
    });
}

TEST_CASE("an admission is for the address that was confirmed", "[app][waitlist][account]")
{
    tests::test_database base;
    line here;
    base.in_transaction([&](db::transaction& tx) {
        auto const bo = here.wait(tx, "bo");
        auto const admitted = app::admit(tx, here.context(), {bo.id, std::nullopt, here.now}).value();
        auto place =
            app::redeem_place(tx, here.secrets, app::admission_token(here.secrets, admitted), here.now);
        REQUIRE(place);
        auto const made =
            app::create_account(tx, here.uris, std::move(*place), {.handle = "eve", .email = "eve@b.test"});
        REQUIRE_FALSE(made);
        CHECK(made.error().code == errc::forbidden);
    });
}

TEST_CASE("an undone admission closes its link; a new one opens another", "[app][waitlist]")
{
    tests::test_database base;
    line here;
    base.in_transaction([&](db::transaction& tx) {
        auto const bo = here.wait(tx, "bo");
        auto const first = app::admit(tx, here.context(), {bo.id, std::nullopt, here.now}).value();
        REQUIRE(app::undo_decision(tx, {bo.id, std::nullopt, here.now}));
        auto const later = here.now + std::chrono::minutes(1);
        auto const second = app::admit(tx, here.context(), {bo.id, std::nullopt, later}).value();
        CHECK_FALSE(app::redeem_place(tx, here.secrets, app::admission_token(here.secrets, first), later));
        CHECK(app::redeem_place(tx, here.secrets, app::admission_token(here.secrets, second), later));
    });
}

TEST_CASE("a declined applicant reads why, and may apply again; then the refusal stands", "[app][waitlist]")
{
    tests::test_database base;
    line here;
    base.in_transaction([&](db::transaction& tx) {
        auto const bo = here.wait(tx, "bo");
        REQUIRE(app::decline(tx, here.context(), {bo.id, std::nullopt, here.now}, " Not yet "));
        auto const standing = here.standing(tx, bo);
        CHECK(standing.entry.state == declined);
        CHECK(standing.entry.reason == "Not yet");
        here.apply(tx, "bo");
        auto const undone = app::undo_decision(tx, {bo.id, std::nullopt, here.now});
        REQUIRE_FALSE(undone);
        CHECK(undone.error().code == errc::conflict);
    });
}

TEST_CASE("each decision promises one mail in its own transaction, and its text is sealed",
          "[app][waitlist][mail]")
{
    tests::test_database base;
    line here;
    base.in_transaction([&](db::transaction& tx) {
        auto const bo = here.wait(tx, "bo"), eve = here.wait(tx, "eve");
        REQUIRE(app::admit(tx, here.context(), {bo.id, std::nullopt, here.now}));
        REQUIRE(app::decline(tx, here.context(), {eve.id, std::nullopt, here.now}, ""));
        CHECK_FALSE(app::admit(tx, here.context(), {bo.id, std::nullopt, here.now}));
        auto const rows = tx.exec("SELECT recipient FROM outgoing_mail ORDER BY recipient");
        REQUIRE(rows.size() == 2);
        CHECK(rows[0][0].as<std::string>() == "bo@b.test");
        CHECK(
            tx.exec("SELECT 1 FROM outgoing_mail WHERE position('https'::bytea IN sealed_body) > 0").empty());
    });
}

TEST_CASE("the list is in the order of the queue and turns its pages", "[db][waitlist]")
{
    tests::test_database base;
    line here;
    base.in_transaction([&](db::transaction& tx) {
        auto const late = here.apply(tx, "late");
        for (auto const* name : {"one", "two"})
            here.wait(tx, name);
        REQUIRE(app::confirm_waitlist(tx, here.secrets, app::confirm_token(here.secrets, late)));
        std::vector<std::string> names;
        std::optional<core::snowflake> after;
        for (;;) {
            auto const page = db::list_waitlist(tx, waiting, after, 1).value();
            if (page.empty())
                break;
            names.push_back(page.front().handle);
            after = page.front().id;
        }
        CHECK(names == std::vector<std::string>{"one", "two", "late"});
    });
}

TEST_CASE("an application that nobody confirms is gone after a week", "[app][waitlist]")
{
    tests::test_database base;
    line here;
    base.in_transaction([&](db::transaction& tx) {
        here.apply(tx, "never");
        here.wait(tx, "bo");
        REQUIRE(app::tidy_up(tx, here.now + std::chrono::days(8)));
        CHECK(tx.exec1("SELECT string_agg(handle, ' ') FROM waitlist_entry")[0].as<std::string>() == "bo");
    });
}
