// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/openings.hpp"

#include "db/values.hpp"

#include <algorithm>

namespace federwerk::db {

namespace {

failure absent()
{
    return {errc::not_found, "no such opening or seat", {}};
}

failure nothing_left()
{
    return {errc::conflict, "no place is left", "There is no place left."};
}

std::string month_of(core::time_point t)
{
    return core::to_iso_day(std::chrono::floor<std::chrono::days>(t)).substr(0, 7) + "-01";
}

// Agreements in the month of the time; the row is locked already.
int agreed_in(transaction& tx, core::snowflake id, std::string const& month)
{
    auto const row = tx.exec_params1(R"sql(/* openings.agreed */
        SELECT CASE WHEN month = $2::date THEN agreed ELSE 0 END AS agreed FROM opening WHERE id = $1
    )sql",
                                     id.value, month);
    return row["agreed"].as<int>();
}

void write_seat(transaction& tx, core::snowflake id, domain::seat const& s)
{
    tx.exec_params("/* seats.take */ UPDATE seat SET taken = $3 WHERE opening_id = $1 AND position = $2",
                   id.value, s.position, s.taken);
}

// Whether it is full otherwise than before.
bool write_agreed(transaction& tx, domain::opening& o, std::string const& month, int agreed,
                  core::time_point when)
{
    auto const before = o.full_until;
    o.full_until = domain::full_until(o, agreed, when);
    tx.exec_params(R"sql(/* openings.count */
        UPDATE opening SET month = $2::date, agreed = $3, full_until = $4::timestamptz WHERE id = $1
    )sql",
                   o.id.value, month, agreed, timestamp(o.full_until));
    return o.full_until != before;
}

domain::seat* seat_at(domain::opening& o, int position)
{
    auto const found = std::ranges::find(o.seats, position, &domain::seat::position);
    return found == o.seats.end() ? nullptr : &*found;
}

} // namespace

result<bool> take_place(transaction& tx, core::snowflake opening_id, int position, core::time_point now)
{
    TRY(auto found, lock_opening(tx, opening_id));
    auto* const seat = found ? seat_at(*found, position) : nullptr;
    if (!seat)
        return absent();
    auto& o = *found;
    // Whoever asked while it was open may be agreed with after its end.
    if (o.is_full(now))
        return nothing_left();
    if (o.form == domain::opening_form::call) {
        if (seat->full())
            return nothing_left();
        ++seat->taken;
        write_seat(tx, o.id, *seat);
    }
    auto const month = month_of(now);
    auto const agreed = agreed_in(tx, o.id, month) + 1;
    return write_agreed(tx, o, month, agreed, now) || seat->full();
}

result<bool> give_place_back(transaction& tx, core::snowflake opening_id, int position,
                             core::time_point taken_at)
{
    TRY(auto found, lock_opening(tx, opening_id));
    auto* const seat = found ? seat_at(*found, position) : nullptr;
    if (!seat)
        return absent();
    auto& o = *found;
    bool const was_full = seat->full();
    if (o.form == domain::opening_form::call && seat->taken > 0) {
        --seat->taken;
        write_seat(tx, o.id, *seat);
    }
    auto const month = month_of(taken_at);
    auto const agreed = agreed_in(tx, o.id, month);
    if (o.form == domain::opening_form::openness && agreed == 0)
        return false; // Of a month that is over: it counts against nothing
    return write_agreed(tx, o, month, std::max(0, agreed - 1), taken_at) || was_full != seat->full();
}

} // namespace federwerk::db
