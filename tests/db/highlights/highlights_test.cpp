// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/media.hpp"
#include "db/tombstones.hpp"
#include "world.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

domain::picture upload(db::transaction& tx, domain::actor const& owner)
{
    domain::picture p;
    p.id = db::next_id(tx).value();
    auto const file = p.id.text() + ".webp";
    p.url = uris_of_a.media_file(file);
    p.media_type = "image/webp";
    p.alt = "A ship";
    p.width = 4;
    p.height = 3;
    REQUIRE(db::insert_media(tx, owner.id, p, file));
    return p;
}

} // namespace

TEST_CASE("a highlight comes back with everything that is on it", "[db][highlights]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice");
        domain::highlight h;
        h.id = db::next_id(tx).value();
        h.actor_id = alice.id;
        h.uri = uris_of_a.highlight(h.id);
        h.headline = "Spoke at \"C++\" {now}, \\ok";
        h.markdown = "text";
        h.html = "<p>text</p>";
        h.activity = "spoke_at";
        h.language = "de-AT";
        h.happened = domain::happening{core::parse_iso_day("2026-03-01").value(),
                                       core::parse_iso_day("2026-03-04").value()};
        h.published = core::now();
        h.badges = {badge(tx, "public-speaker"), badge(tx, "cpp")};
        h.links = {{"https://x.test/?a=1&b={2}", "The \"talk\""}, {"https://y.test/", ""}};
        h.collaborators = {{"bo@b.test", {}, {}}};
        REQUIRE(db::insert_highlight(tx, h));
        h.pictures = {upload(tx, alice), upload(tx, alice)};
        REQUIRE(db::attach_media(tx, h));
        auto const read = db::find_highlight(tx, h.id, {}).value().value();
        CHECK(read.headline == h.headline);
        CHECK(read.activity == "spoke_at");
        CHECK(read.language == "de-AT");
        CHECK(read.happened->to == h.happened->to);
        CHECK(read.published == h.published);
        REQUIRE(read.badges.size() == 2);
        CHECK(read.badges.front().slug == "public-speaker");
        REQUIRE(read.links.size() == 2);
        CHECK(read.links[0].title == "The \"talk\"");
        CHECK(read.links[0].url == "https://x.test/?a=1&b={2}");
        REQUIRE(read.pictures.size() == 2);
        CHECK(read.pictures[0].id == h.pictures[0].id);
        CHECK(read.pictures[0].alt == "A ship");
        CHECK(read.collaborators.front().handle == "bo@b.test");
        CHECK(!read.edited_at);
    });
}

TEST_CASE("the same highlight twice is a conflict", "[db][highlights]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto h = highlight(tx, add_member(tx, "alice"));
        CHECK(db::insert_highlight(tx, h).error().code == errc::conflict);
    });
}

TEST_CASE("an edit keeps what was there before", "[db][highlights]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto h = highlight(tx, add_member(tx, "alice"), domain::visibility::public_, {badge(tx, "rust")});
        h.headline = "Shipped v3";
        h.badges = {badge(tx, "go")};
        h.edited_at = core::now();
        REQUIRE(db::update_highlight(tx, h));
        auto const read = db::find_highlight(tx, h.id, {}).value().value();
        CHECK(read.headline == "Shipped v3");
        CHECK(read.badges.front().slug == "go");
        CHECK(read.edited_at == h.edited_at);
        auto const kept = tx.exec("SELECT headline FROM highlight_revision");
        REQUIRE(kept.size() == 1);
        CHECK(kept[0]["headline"].as<std::string>() == "Shipped v2");
    });
}

TEST_CASE("a deleted highlight leaves a tombstone and nothing else", "[db][highlights]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const h =
            highlight(tx, add_member(tx, "alice"), domain::visibility::public_, {badge(tx, "rust")});
        REQUIRE(db::delete_highlight(tx, h, core::now()));
        CHECK(!db::find_any_highlight(tx, h.uri).value());
        CHECK(db::find_tombstone(tx, h.uri).value()->local);
        CHECK(tx.exec("SELECT FROM highlight_badge").empty());
    });
}

TEST_CASE("nobody attaches a picture of somebody else, or one that is attached", "[db][media]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice"), bo = add_member(tx, "bo");
        auto first = highlight(tx, alice), second = highlight(tx, alice);
        SECTION("of somebody else")
        {
            second.pictures = {upload(tx, bo)};
        }
        SECTION("attached already")
        {
            first.pictures = {upload(tx, alice)};
            REQUIRE(db::attach_media(tx, first));
            second.pictures = first.pictures;
        }
        SECTION("an avatar")
        {
            second.pictures = {upload(tx, alice)};
            REQUIRE(db::take_as_avatar(tx, second.pictures[0].id, alice.id));
        }
        CHECK(db::attach_media(tx, second).error().code == errc::invalid);
    });
}

TEST_CASE("pictures that an edit drops give their files back", "[db][media]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice");
        auto h = highlight(tx, alice);
        h.pictures = {upload(tx, alice), upload(tx, alice)};
        REQUIRE(db::attach_media(tx, h));
        auto const dropped = h.pictures.front();
        h.pictures.erase(h.pictures.begin());
        CHECK(db::attach_media(tx, h).value() == std::vector<std::string>{dropped.id.text() + ".webp"});
        CHECK(db::files_of(tx, h.id)->size() == 1);
    });
}

TEST_CASE("only old pictures that nothing refers to are purged", "[db][media]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice");
        auto const lost = upload(tx, alice), avatar = upload(tx, alice), shown = upload(tx, alice);
        auto h = highlight(tx, alice);
        h.pictures = {shown};
        REQUIRE(db::attach_media(tx, h));
        REQUIRE(db::take_as_avatar(tx, avatar.id, alice.id));
        CHECK(db::delete_unattached_media(tx, core::now() - std::chrono::hours(24))->empty());
        CHECK(db::delete_unattached_media(tx, core::now() + std::chrono::hours(1)).value() ==
              std::vector<std::string>{lost.id.text() + ".webp"});
    });
}

TEST_CASE("pages of an author's highlights join without gap or double", "[db][highlights]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const alice = add_member(tx, "alice");
        std::vector<core::snowflake> ids;
        for (int i = 0; i < 5; ++i)
            ids.insert(ids.begin(), highlight(tx, alice).id);
        auto const first = db::highlights_of_actor(tx, alice.id, {}, {{}, 2}).value();
        auto const rest = db::highlights_of_actor(tx, alice.id, {}, {first.back().id, 10}).value();
        REQUIRE(first.size() == 2);
        REQUIRE(rest.size() == 3);
        CHECK(first[0].id == ids[0]);
        CHECK(rest[0].id == ids[2]);
        CHECK(rest[2].id == ids[4]);
        CHECK(db::count_public_highlights(tx, alice.id).value() == 5);
    });
}
