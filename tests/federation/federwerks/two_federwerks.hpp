// SPDX-License-Identifier: AGPL-3.0-or-later
// alice@a.test, who came by an invitation, and bo@b.test: two Federwerks, and a member of each.
#pragma once

#include "support/eventually.hpp"
#include "support/program_under_test.hpp"

namespace federwerk::tests {

struct two_federwerks {
    explicit two_federwerks(database_kind of_a = database_kind::shared_server) : a(around, "a.test", of_a) {}

    neighbourhood around;
    program_under_test a, b{around, "b.test"};
    member alice = member::invited(around, a, "alice");
    member bo{around, b, "bo"};

    std::string logs() const { return "a.test:\n" + a.log() + "\nb.test:\n" + b.log(); }
};

} // namespace federwerk::tests
