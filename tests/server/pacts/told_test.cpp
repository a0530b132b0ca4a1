// SPDX-License-Identifier: AGPL-3.0-or-later
// What administrators are told of pacts.
#include "server/pacts/office.hpp"

namespace federwerk::tests {
namespace {

using told = std::vector<std::string>;

} // namespace

TEST_CASE("administrators hear once who asks for a pact, and nobody else does", "[pacts][notifications]")
{
    office w;
    CHECK(w.follows() == "done");
    CHECK(w.told(w.token) == told{"pact_asked station@b.test"});
    CHECK(w.told(w.plain).empty());
    CHECK(w.follows("f2") == "done"); // Still asking
    CHECK(w.undo("u1", "f2") == "done");
    CHECK(w.follows("f3") == "done");
    CHECK(w.told(w.token).size() == 1);
}

TEST_CASE("administrators hear that a pact was agreed to, and that the other side ended it",
          "[pacts][notifications]")
{
    office w;
    SECTION("we asked")
    {
        w.hold();
    }
    SECTION("they asked")
    {
        CHECK(w.follows() == "done");
        w.make();
        CHECK(w.accepts("1") == "done");
        w.sql("DELETE FROM notification WHERE kind = 'pact_asked'");
    }
    CHECK(w.told(w.token) == told{"pact_holds station@b.test"});
    CHECK(w.accepts("again") == "ignored: accepted before");
    CHECK(w.undo("u1", "f1") == "done");
    CHECK(w.told(w.token) == told{"pact_ended station@b.test", "pact_holds station@b.test"});
    w.make();
    CHECK(w.accepts("2") == "done");
    CHECK(w.follows("f9") == "done");
    CHECK(w.told(w.token).front() == "pact_holds station@b.test");
    CHECK(w.told(w.token).size() == 3);
}

TEST_CASE("administrators hear that what they asked for was refused, and not of their own end",
          "[pacts][notifications]")
{
    office w;
    w.make();
    CHECK(w.take(w.theirs.post(w.theirs.says("https://b.test/a/no", "Reject",
                                             R"({"type":"Follow","id":")" + w.our_follow() + "\"}"))) ==
          "done");
    CHECK(w.told(w.token) == told{"pact_ended station@b.test"});
    w.make();
    CHECK(w.ask(method::delete_, "/pacts/b.test").status == 204);
    CHECK(w.told(w.token).size() == 1);
}

TEST_CASE("many hosts that ask make no flood of notifications", "[pacts][notifications]")
{
    office w;
    for (int i = 0; i < 25; ++i) {
        remote_person const one("station", "h" + std::to_string(i) + ".test", "Application");
        one.live_in(w.world);
        CHECK(w.take(one.post(one.says("https://" + one.host + "/a/1", "Follow",
                                       "\"" + w.uris.station() + "\""))) == "done");
    }
    CHECK(w.count("notification WHERE kind = 'pact_asked'") == 20);
}

} // namespace federwerk::tests
