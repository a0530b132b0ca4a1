// SPDX-License-Identifier: AGPL-3.0-or-later
// Which openings belong together.
#include "domain/station_matching.hpp"

#include <catch2/catch.hpp>

using namespace federwerk::domain;
namespace core = federwerk::core;

namespace {

opening made(std::int64_t owner, opening_form form, direction towards, std::string kind)
{
    opening o;
    o.actor_id = core::snowflake{owner};
    o.form = form;
    o.direction = towards;
    seat s;
    s.kind = std::move(kind);
    o.seats = {s};
    return o;
}

opening offers(std::int64_t owner, std::string kind, std::string wants = {})
{
    auto o = made(owner, opening_form::openness, direction::offering, std::move(kind));
    o.in_exchange = std::move(wants);
    return o;
}

opening call(std::int64_t owner, std::string kind)
{
    return made(owner, opening_form::call, direction::looking, std::move(kind));
}

badge of(std::string slug)
{
    badge b;
    b.slug = std::move(slug);
    return b;
}

} // namespace

TEST_CASE("a call and an openness belong together in either order", "[domain][station][matches]")
{
    auto const wanted = call(1, "design"), other = call(1, "mentoring");
    auto const offered = offers(2, "design");
    CHECK(belong_together(wanted, offered));
    CHECK(belong_together(offered, wanted));
    CHECK_FALSE(belong_together(other, offered));
    CHECK_FALSE(belong_together(wanted, wanted));
    CHECK_FALSE(belong_together(offered, offers(3, "design")));
    CHECK_FALSE(belong_together(wanted, offers(1, "design"))); // The same owner
    CHECK_FALSE(belong_together(wanted, made(2, opening_form::openness, direction::looking, "design")));
}

TEST_CASE("one seat that fits is enough, and a full one does not", "[domain][station][matches]")
{
    auto wanted = call(1, "mentoring");
    wanted.seats.push_back(call(1, "design").seats.front());
    auto offered = offers(2, "design");
    offered.seats.front().badges = {of("rust"), of("go")};
    CHECK(belong_together(wanted, offered));
    wanted.seats[1].badges = {of("founder")};
    CHECK_FALSE(belong_together(wanted, offered));
    wanted.seats[1].badges = {of("founder"), of("go")};
    CHECK(belong_together(wanted, offered));
    wanted.seats[1].taken = wanted.seats[1].places;
    CHECK_FALSE(belong_together(wanted, offered));
}

TEST_CASE("swaps are two halves where each gives what the other wants", "[domain][station][matches]")
{
    auto const one = offers(1, "design", "code-review");
    CHECK(complements(one, offers(2, "code-review", "design")));
    CHECK(complements(offers(2, "code-review", "design"), one));
    CHECK_FALSE(complements(one, offers(1, "code-review", "design")));
    CHECK_FALSE(complements(one, offers(2, "code-review", "mentoring")));
    CHECK_FALSE(complements(one, offers(2, "mentoring", "design")));
    CHECK_FALSE(complements(one, offers(2, "code-review")));
    // Who looks for design and gives code review is the same half, said from the other side.
    auto seeks = made(2, opening_form::openness, direction::looking, "design");
    seeks.in_exchange = "code-review";
    CHECK(complements(one, seeks));
    seeks.in_exchange = "design";
    CHECK_FALSE(complements(one, seeks));
}

TEST_CASE("halves of a swap have to understand each other, and to meet", "[domain][station][matches]")
{
    auto one = offers(1, "design", "code-review"), other = offers(2, "code-review", "design");
    one.languages = {"de"};
    other.languages = {"fr"};
    CHECK_FALSE(complements(one, other));
    other.languages = {"de-CH"};
    CHECK(complements(one, other));
    one.at_distance = other.at_distance = false;
    one.where = location{.name = "Bern", .latitude = 46.9, .longitude = 7.4, .radius_km = 20};
    other.where = location{.name = "Bremen", .latitude = 53.1, .longitude = 8.8, .radius_km = 20};
    CHECK_FALSE(complements(one, other));
    one.at_distance = other.at_distance = true;
    CHECK(complements(one, other));
}

TEST_CASE("what may fit others than before is new again, and nothing else is", "[domain][station][matches]")
{
    core::time_point const now{std::chrono::days(20'000)};
    auto before = call(1, "design");
    before.ends_at = now + std::chrono::days(1);
    before.terms = {term::paid, term::credit};
    before.where = location{"Bern", 46.95, 7.45, 20};
    before.seats[0].badges = {of("rust"), of("go")};
    auto same = before;
    same.title = "Said better";
    same.terms = {term::credit, term::paid};
    same.seats[0].badges = {of("go"), of("rust")};
    CHECK_FALSE(is_new_again(before, same, now));

    using change = void (*)(opening&);
    auto const changed = GENERATE(values<change>({
        [](opening& o) { o.seats[0].badges.pop_back(); },
        [](opening& o) { o.seats[0].kind = "mentoring"; },
        [](opening& o) { o.terms.pop_back(); },
        [](opening& o) { o.languages = {"de"}; },
        [](opening& o) { o.where->radius_km = 30; },
        [](opening& o) { o.at_distance = !o.at_distance; },
        [](opening& o) { o.in_exchange = "teaching"; },
    }));
    auto after = before;
    changed(after);
    CHECK(is_new_again(before, after, now));
    after.closed_at = now;
    CHECK_FALSE(is_new_again(before, after, now));
}

TEST_CASE("a place that comes back is new again, one that is taken is not", "[domain][station][matches]")
{
    core::time_point const now{std::chrono::days(20'000)};
    auto free = call(1, "design");
    free.ends_at = now + std::chrono::days(1);
    auto taken = free, full = free;
    taken.seats[0].taken = 1;
    full.full_until = free.ends_at;
    CHECK(is_new_again(taken, free, now));
    CHECK(is_new_again(full, free, now));
    CHECK_FALSE(is_new_again(free, taken, now));
    CHECK_FALSE(is_new_again(free, full, now));
}
