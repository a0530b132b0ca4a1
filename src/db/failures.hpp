// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the exceptions of libpqxx end: each becomes a failure, and says what to do about it.
#pragma once

#include "core/result.hpp"

namespace federwerk::db {

enum class remedy {
    none,      // Tell the caller
    again,     // The transaction lost a race: run it once more
    reconnect, // The connection is of no use any more; nothing was committed
    in_doubt,  // The connection died in COMMIT: nobody knows, so nobody may repeat it
};

struct mishap {
    failure what;
    remedy then = remedy::none;
};

// To be called in a catch block.
mishap current_mishap();

} // namespace federwerk::db
