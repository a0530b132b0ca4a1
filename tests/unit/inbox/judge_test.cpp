// SPDX-License-Identifier: AGPL-3.0-or-later
#include "inbox/work_off.hpp"
#include "remote/redirect.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using inbox::judge;
using inbox::verdict;

TEST_CASE("What fails for the moment is tried again, later each time, and given up after five attempts",
          "[inbox][queue]")
{
    failure const down{errc::unavailable, "no answer", {}};
    std::chrono::seconds before{0};
    for (int attempt = 1; attempt <= 4; ++attempt) {
        auto const v = judge(down, attempt);
        REQUIRE(v.what == verdict::then::retry);
        CHECK(v.delay > before);
        before = v.delay;
    }
    CHECK(judge(down, 5).what == verdict::then::die);
}

TEST_CASE("What breaks a rule is refused at once", "[inbox][queue]")
{
    auto const code = GENERATE(errc::malformed, errc::forbidden, errc::not_found, errc::gone, errc::invalid,
                               errc::unauthenticated, errc::too_large, errc::unsupported);
    CHECK(judge({code, "rule", {}}, 1).what == verdict::then::refuse);
}

TEST_CASE("Every verb of the table has both halves, and likes are not kept", "[inbox][verbs]")
{
    for (auto const* type : {"Follow", "Undo", "Accept", "Reject", "Create", "Update", "Delete", "Announce",
                             "Move", "Block", "Flag", "Add", "Remove", "Like", "EmojiReact", "Dislike",
                             "LikeRequest", "ReplyRequest", "QuoteRequest"}) {
        INFO(type);
        auto const* verb = inbox::find_verb(type);
        REQUIRE(verb != nullptr);
        CHECK(verb->needs != nullptr);
        CHECK(verb->apply != nullptr);
    }
    CHECK(inbox::find_verb("Travel") == nullptr);
    vocab::incoming_activity like;
    like.type = "Like";
    CHECK(inbox::is_dropped(like));
}

TEST_CASE("A redirect may not leave https, nor lead to itself", "[remote][ssrf]")
{
    auto const from = core::url::parse("https://b.test/u/bo?x=1").value();
    auto const to = [&](std::string location) {
        return remote::redirect_target(from, {.status = 302, .headers = {{"Location", location}}});
    };
    CHECK(to("https://c.test/u/bo")->text() == "https://c.test/u/bo");
    CHECK(to("/users/bo")->text() == "https://b.test/users/bo");
    CHECK(to("//c.test/bo")->text() == "https://c.test/bo");
    CHECK(to("bob")->text() == "https://b.test/u/bob");
    for (auto const* bad :
         {"http://b.test/u/bo", "https://b.test/u/bo?x=1", "file:///etc/passwd", "gopher://b.test/"}) {
        INFO(bad);
        CHECK_FALSE(to(bad).has_value());
    }
    CHECK_FALSE(remote::redirect_target(from, {.status = 302}).has_value());
}
