// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/ask_again.hpp"
#include "scene.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using std::chrono::days;

namespace {

struct asking : scene {
    std::size_t ask(core::time_point at)
    {
        std::size_t asked = 0;
        base.commit([&](db::transaction& tx) {
            auto const done = app::ask_again(tx, secrets, uris, "Federwerk", at);
            REQUIRE(done);
            asked = *done;
        });
        return asked;
    }
    std::int64_t told() { return count("notification WHERE kind = 'opening_ends'"); }
    std::int64_t mails() { return count("outgoing_mail"); }
};

} // namespace

TEST_CASE("some days before its end the owner is asked once whether an openness still holds",
          "[server][openings][ask]")
{
    asking s;
    auto const now = core::now();
    auto const id = s.made_id("/openings", s.openness(R"(,"ends_at":")" + s.in_days(30) + "\""));
    CHECK(s.ask(now + days(20)) == 0);
    CHECK(s.ask(now + days(24)) == 1);
    CHECK(s.ask(now + days(25)) == 0);
    CHECK(s.told() == 1);
    CHECK(s.mails() == 1);
    CHECK(s.count("notification WHERE member_id = " + s.alice.actor.id.text() + " AND opening_id = " + id) ==
          1);
    CHECK(s.text("SELECT subject FROM outgoing_mail") == "Does it still hold? Being a podcast guest");

    // Whoever says that it does is asked again before the next end.
    CHECK(s.send(http::method::patch, site::api + "/openings/" + id, s.alice.token,
                 R"({"ends_at":")" + s.in_days(60) + "\"}")
              .status == 200);
    CHECK(s.ask(now + days(30)) == 0);
    CHECK(s.ask(now + days(54)) == 1);
    CHECK(s.told() == 2);
}

TEST_CASE("nobody is asked about what is closed, over, a call, or was just written down",
          "[server][openings][ask]")
{
    asking s;
    auto const now = core::now();
    auto const closed = s.made_id("/openings", s.openness(R"(,"ends_at":")" + s.in_days(30) + "\""));
    CHECK(s.post("/openings/" + closed + "/close", "", s.alice).status == 200);
    s.made("/openings", s.openness(R"(,"ends_at":")" + s.in_days(2) + "\""));
    s.made("/calls", s.call(R"(,"ends_at":")" + s.in_days(30) + "\""));
    CHECK(s.ask(now + days(1)) == 0);
    CHECK(s.ask(now + days(28)) == 0);
    CHECK(s.told() + s.mails() == 0);
}

TEST_CASE("the mail is in the language of the member", "[server][openings][ask]")
{
    asking s;
    s.base.commit([](db::transaction& tx) { tx.exec("UPDATE member SET locale = 'de'"); });
    s.made("/openings", s.openness(R"(,"ends_at":")" + s.in_days(30) + "\""));
    CHECK(s.ask(core::now() + days(25)) == 1);
    CHECK(s.text("SELECT subject FROM outgoing_mail") == "Gilt das noch? In Podcasts zu Gast sein");
}
