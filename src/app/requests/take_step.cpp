// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/requests/take_step.hpp"

#include "app/requests/record_step.hpp"
#include "app/requests/request_letters.hpp"

namespace federwerk::app {

result<request_file> carry_out(db::transaction& tx, domain::uris const& uris, own_request const& before,
                               domain::step what, core::time_point now)
{
    own_request after = before;
    TRY(after.file.request, domain::take(before.file.request, what, before.who, now));
    if (what == domain::step::agree)
        after.file.request.agreement_uri = uris.agreement(after.file.request.id);
    TRY_VOID(record_step(tx, {uris, before.file.request, now}, after, what));
    TRY_VOID(send_step(tx, uris, after, what, now));
    return std::move(after.file);
}

boost::asio::awaitable<result<own_request>> take_step(instance const& in, domain::actor member,
                                                      core::snowflake request_id, domain::step what,
                                                      along<own_request> with)
{
    auto const now = core::now();
    auto write = [&](db::transaction& tx) -> result<own_request> {
        TRY(auto own, lock_own_request(tx, request_id, member.id));
        TRY(own.file, carry_out(tx, in.uris, own, what, now));
        TRY_VOID(write_along(with, tx, own));
        return own;
    };
    CO_TRY(auto done, co_await in.db.run(write));
    in.post.nudge();
    co_return done;
}

} // namespace federwerk::app
