// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outbox/lanes.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

namespace {

db::delivery row(std::int64_t activity, int lane, unsigned attempts = 0,
                 std::optional<core::time_point> not_before = {})
{
    return {1,         {activity}, 1, "https://b.test/inbox",
            lane,      attempts,   0, core::now() + std::chrono::hours(1),
            not_before};
}

auto later()
{
    return core::now() + std::chrono::hours(1);
}

} // namespace

TEST_CASE("one letter of a lane is in flight at a time, in order", "[outbox][lanes]")
{
    outbox::lanes lanes;
    lanes.add({row(1, 0), row(2, 0), row(3, 1)}, core::now());
    CHECK(lanes.take()->activity_id.value == 1);
    CHECK(lanes.take()->activity_id.value == 3);
    CHECK_FALSE(lanes.take());
    lanes.done(0);
    CHECK(lanes.take()->activity_id.value == 2);
    CHECK(lanes.ready() == 0);
}

TEST_CASE("nothing overtakes a letter that must wait", "[outbox][lanes]")
{
    outbox::lanes lanes;
    lanes.add({row(1, 0, 1, later()), row(2, 0), row(3, 1)}, core::now());
    CHECK(lanes.take()->activity_id.value == 3);
    CHECK_FALSE(lanes.take());
    CHECK(lanes.ready() == 0);
    CHECK(lanes.blocked_until());
}

TEST_CASE("a letter that failed too often is stepped over", "[outbox][lanes]")
{
    outbox::lanes lanes;
    lanes.add({row(1, 0, outbox::lanes::attempts_before_stepping_over, later()), row(2, 0)}, core::now());
    CHECK(lanes.take()->activity_id.value == 2);
    CHECK(lanes.blocked_until());
}

TEST_CASE("a probe is the head that failed least, blocked or not", "[outbox][lanes]")
{
    outbox::lanes lanes;
    lanes.add({row(1, 0, 2, later()), row(2, 1, 1, later()), row(3, 1)}, core::now());
    CHECK(lanes.take_probe()->activity_id.value == 2);
    lanes.done(1);
    CHECK(lanes.take()->activity_id.value == 3);
}

TEST_CASE("a lane that was blocked gives nothing more", "[outbox][lanes]")
{
    outbox::lanes lanes;
    lanes.add({row(1, 0), row(2, 0)}, core::now());
    CHECK(lanes.take());
    lanes.block(0, later());
    CHECK_FALSE(lanes.take());
}
