// SPDX-License-Identifier: AGPL-3.0-or-later
// What a door wants written in the very transaction that makes a thing, after everything else in it:
// afterwards either both are there or neither.
#pragma once

#include "db/pool.hpp"

#include <functional>

namespace federwerk::app {

// Empty: nothing. A failure rolls the act back. Runs on a database thread, perhaps more than once.
template <class Made>
using along = std::function<result<>(db::transaction&, Made const&)>;

template <class Made>
result<> write_along(along<Made> const& with, db::transaction& tx, Made const& made)
{
    return with ? with(tx, made) : result<>{};
}

} // namespace federwerk::app
