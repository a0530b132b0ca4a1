// SPDX-License-Identifier: AGPL-3.0-or-later
// alice@a.test, who came by an invitation, and bo@b.test: two Federwerks, and a member of each.
#pragma once

#include "support/eventually.hpp"
#include "support/program_under_test.hpp"

namespace federwerk::tests {

struct two_federwerks {
    neighbourhood around;
    program_under_test a{around, "a.test"}, b{around, "b.test"};
    member alice = member::invited(around, a, "alice");
    member bo{around, b, "bo"};

    std::string logs() const { return "a.test:\n" + a.log() + "\nb.test:\n" + b.log(); }
};

} // namespace federwerk::tests
