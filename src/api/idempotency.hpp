// SPDX-License-Identifier: AGPL-3.0-or-later
// A creation that carries an Idempotency-Key happens exactly once: its answer is kept under the key in the
// transaction that makes the thing. Where the process dies, the act and the key are both there or both
// absent, and the same request may always be sent again. Twins at the same time may both begin; the first to
// commit wins, the other rolls back and answers alike.
#pragma once

#include "api/access.hpp"
#include "app/along.hpp"
#include "db/idempotency.hpp"

#include <utility>

namespace federwerk::api {

class receipt {
public:
    receipt(core::secrets const& secrets, db::idempotency_key key) : secrets_(secrets), key_(std::move(key))
    {
    }

    // The last thing in the act's transaction.
    result<> keep(db::transaction& tx, http::response const& answer);
    bool written() const { return written_; }

private:
    core::secrets const& secrets_;
    db::idempotency_key key_;
    bool written_ = false; // Perhaps in a transaction that was not committed
};

// What an act with a key writes along: the answer that render gives about the thing made.
template <class Made, class Render>
app::along<Made> kept(call const& c, Render render)
{
    if (c.once == nullptr)
        return {};
    return [once = c.once, render = std::move(render)](db::transaction& tx, Made const& made) {
        return once->keep(tx, render(made));
    };
}

boost::asio::awaitable<result<http::response>> call_once(app::instance const& in, api_route const& route,
                                                         call c);

} // namespace federwerk::api
