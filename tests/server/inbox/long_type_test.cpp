// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/inbox_world.hpp"

using namespace federwerk;
using namespace federwerk::tests;

TEST_CASE("A long type is cut between two characters, and what comes in at the same time is not lost",
          "[inbox][receive]")
{
    inbox_world w;
    w.bo.live_in(w.world);
    std::string type = "X";
    for (int i = 0; i < 100; ++i)
        type += "ä";
    CHECK(w.receive(w.bo.post(w.bo.says("https://b.test/a/1", type, R"("https://b.test/n/1")"))) == 202);
    CHECK(w.text("SELECT length(type) FROM inbox_item") == "100");
}
