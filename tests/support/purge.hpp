// SPDX-License-Identifier: AGPL-3.0-or-later
// Housekeeping as the program does it, in one transaction of the test.
#pragma once

#include "db/purge.hpp"

namespace federwerk::tests {

inline std::int64_t purge(db::transaction& tx)
{
    std::int64_t gone = 0;
    for (auto const what : db::all_purgeable)
        gone += db::purge_batch(tx, what, {}, core::now()).value();
    return gone;
}

} // namespace federwerk::tests
