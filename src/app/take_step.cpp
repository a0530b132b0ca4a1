// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/take_step.hpp"

#include "app/edit_opening.hpp"
#include "app/record_step.hpp"
#include "app/request_letters.hpp"
#include "core/log.hpp"
#include "db/openings.hpp"

namespace federwerk::app {

namespace {

using end_of_fullness = std::optional<core::time_point>;

// Of an opening of ours; its row stays locked, as it is wherever places are counted.
result<end_of_fullness> full_until(db::transaction& tx, request_file const& file)
{
    if (!file.receiver.local || !file.request.opening_id)
        return end_of_fullness{};
    TRY(auto const found, db::lock_opening(tx, *file.request.opening_id));
    return found ? found->full_until : std::nullopt;
}

// Where that fails, peers learn it when they look at the opening again.
boost::asio::awaitable<void> tell_of_places(instance const& in, domain::request const& r)
{
    auto const told = co_await tell_opening(in, *r.opening_id);
    if (!told)
        core::log::warning("tell_opening", {{"request", r.id.text()}, {"why", told.error().log}});
}

} // namespace

result<request_file> carry_out(db::transaction& tx, domain::uris const& uris, own_request const& before,
                               domain::step what, core::time_point now)
{
    own_request after = before;
    TRY(after.file.request, domain::take(before.file.request, what, before.who, now));
    if (what == domain::step::agree)
        after.file.request.agreement_uri = uris.agreement(after.file.request.id);
    TRY_VOID(record_step(tx, before.file.request, after, what));
    TRY_VOID(send_step(tx, uris, after, what, now));
    return std::move(after.file);
}

boost::asio::awaitable<result<own_request>> take_step(instance const& in, domain::actor member,
                                                      core::snowflake request_id, domain::step what,
                                                      along<own_request> with)
{
    auto const now = core::now();
    bool places_changed = false;
    auto write = [&](db::transaction& tx) -> result<own_request> {
        TRY(auto own, lock_own_request(tx, request_id, member.id));
        TRY(auto const before, full_until(tx, own.file));
        TRY(own.file, carry_out(tx, in.uris, own, what, now));
        TRY(auto const after, full_until(tx, own.file));
        places_changed = before != after;
        TRY_VOID(write_along(with, tx, own));
        return own;
    };
    CO_TRY(auto done, co_await in.db.run(write));
    in.post.nudge();
    if (places_changed)
        co_await tell_of_places(in, done.file.request);
    co_return done;
}

} // namespace federwerk::app
