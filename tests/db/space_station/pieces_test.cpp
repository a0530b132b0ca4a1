// SPDX-License-Identifier: AGPL-3.0-or-later
// A search for words reads a window in pieces; what it finds is what one look at all of it finds.
#include "station.hpp"

#include <algorithm>
#include <functional>

using namespace federwerk;
using namespace federwerk::tests;

namespace {

std::vector<core::snowflake> newest(db::transaction& tx, core::snowflake viewer, std::string const& text,
                                    db::station_window const& window)
{
    auto const query = domain::parse_station_query({{"q", text}}).value();
    auto const who = db::find_station_viewer(tx, viewer).value();
    auto const all = db::find_candidates(tx, {query, std::nullopt, std::nullopt}, who, window, core::now());
    REQUIRE(all);
    std::vector<core::snowflake> out;
    for (auto const& each : *all)
        out.push_back(each.id);
    return out;
}

} // namespace

TEST_CASE("the newest that have the words or the name are found, however few are asked for", "[db][station]")
{
    auto const text = GENERATE("compilers", "gardens", "Okafr", "nothing like that");
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const viewer = add_member(tx, "viewer"), alice = add_member(tx, "alice"),
                   other = add_member(tx, "other");
        tx.exec("UPDATE actor SET name = 'Ada Okafor' WHERE username = 'other'");
        std::vector<core::snowflake> ids;
        for (int i = 0; i < 90; ++i)
            ids.push_back(opening(tx, i % 7 == 3 ? other : alice, [&](auto& o) {
                              o.plain = i % 3 == 0                ? "Talks about compilers"
                                        : i >= 30 && i % 20 == 10 ? "Talks about gardens"
                                                                  : "Talks";
                          }).id);
        auto const whole = newest(tx, viewer.id, text, {ids.front(), ids.back(), 1000});
        CHECK(whole.size() == (text == std::string("compilers") ? 30U
                               : text == std::string("gardens") ? 2U
                               : text == std::string("Okafr")   ? 13U
                                                                : 0U));
        CHECK(std::ranges::is_sorted(whole, std::ranges::greater{}));
        for (int const at_most : {1, 2, 3, 4, 8}) {
            CAPTURE(text, at_most);
            auto const wanted = std::min(whole.size(), static_cast<std::size_t>(at_most));
            CHECK(newest(tx, viewer.id, text, {ids.front(), ids.back(), at_most}) ==
                  std::vector(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(wanted)));
            CHECK(newest(tx, viewer.id, text, {{}, {(std::int64_t{1} << 53) - 1}, at_most}).size() == wanted);
        }
    });
}

TEST_CASE("a name that thousands have who offer nothing hides nobody who does", "[db][station]")
{
    test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const viewer = add_member(tx, "viewer");
        tx.exec("INSERT INTO actor (uri, local, kind, username, host, name, inbox) "
                "SELECT 'https://b.test/u/' || n, false, 'Person', 'p' || n, 'b.test', 'Ada Okafor', "
                "'https://b.test/inbox' FROM generate_series(1, 2100) AS n");
        auto const other = add_member(tx, "other");
        tx.exec("UPDATE actor SET name = 'Ada Okafor' WHERE username = 'other'");
        auto const wanted = opening(tx, other);
        CHECK(found(tx, viewer.id, {{"q", "Okafor"}}) == found_ids{wanted.id});
    });
}
