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
    for (auto const* type :
         {"Follow",       "Undo",          "Accept",         "Reject",  "Create",      "Update",
          "Delete",       "Announce",      "Move",           "Block",   "Flag",        "Add",
          "Remove",       "Like",          "EmojiReact",     "Dislike", "LikeRequest", "ReplyRequest",
          "QuoteRequest", "CreditRequest", "AnnounceRequest"}) {
        INFO(type);
        auto const* verb = inbox::find_verb(type);
        REQUIRE(verb != nullptr);
        CHECK(verb->needs != nullptr);
        CHECK(verb->apply != nullptr);
    }
    CHECK(inbox::find_verb("Travel") == nullptr);
    vocab::incoming_activity like;
    like.type = "Like";
    domain::uris const uris("https://a.test", "a.test");
    CHECK(inbox::is_dropped(uris, like));
}

TEST_CASE("A reply counts where it is to somebody of ours and to nobody but those whom it mentions",
          "[inbox][verbs]")
{
    domain::uris const uris("https://a.test", "a.test");
    auto const is_dropped = [&](std::string const& asked, std::string const& to, std::string const& cc,
                                std::string const& mentioned = "https://a.test/ap/actors/1") {
        auto const note = R"({"id":"https://b.test/n/1","type":"Note","attributedTo":"https://b.test/u/bo",)"
                          R"("inReplyTo":")" +
                          asked + R"(","to":)" + to + R"(,"cc":)" + cc +
                          R"(,"tag":[{"type":"Mention","href":")" + mentioned + R"("}]})";
        auto const text =
            R"({"id":"https://b.test/a/1","type":"Create","actor":"https://b.test/u/bo","to":)" + to +
            R"(,"cc":)" + cc + R"(,"object":)" + note + "}";
        auto const document = json::document::parse(text).value();
        return inbox::is_dropped(uris, vocab::read_activity(document.root()).value());
    };
    auto const ours = "https://a.test/ap/openings/1", alice = R"(["https://a.test/ap/actors/1"])";
    CHECK_FALSE(is_dropped(ours, alice, "[]"));
    // A message of a thread has the id of its author's server: what is asked, only the rows know.
    CHECK_FALSE(is_dropped("https://c.test/n/1", alice, "[]"));
    CHECK(is_dropped(ours, R"(["https://c.test/u/kim"])", "[]", "https://c.test/u/kim"));
    CHECK(is_dropped(ours, "[]", "[]"));
    CHECK(is_dropped(ours, alice, R"(["https://www.w3.org/ns/activitystreams#Public"])"));
    CHECK(is_dropped(ours, alice, R"("https://b.test/u/bo/followers")"));
    CHECK(is_dropped(ours, R"(["https://a.test/ap/actors/1","https://c.test/u/kim"])", "[]"));
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
