// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/mail/queue_mail.hpp"
#include "app/mail/send_mail.hpp"
#include "support/source_tree.hpp"
#include "support/test_database.hpp"
#include "support/test_server.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace std::chrono_literals;

namespace {

std::optional<db::outgoing_mail> claim(db::transaction& tx, core::time_point when)
{
    return db::claim_mail(tx, when, 5min).value();
}

} // namespace

TEST_CASE("a promised mail is claimed by one worker, and by another when the first died", "[db][mail]")
{
    tests::test_database base;
    auto const secrets = core::secrets::for_tests();
    auto const now = core::now();
    base.in_transaction([&](db::transaction& tx) {
        REQUIRE(app::queue_mail(tx, secrets, "bo@b.test", {"Hello", "Body"}, now));
        auto const first = claim(tx, now);
        REQUIRE(first);
        CHECK(first->attempts == 1);
        CHECK(secrets.open("outgoing_mail", first->sealed_body).value() == "Body");
        CHECK_FALSE(claim(tx, now + 4min));
        auto const again = claim(tx, now + 6min);
        REQUIRE(again);
        CHECK(again->id == first->id);
        CHECK(again->attempts == 2);
        REQUIRE(db::postpone_mail(tx, again->id, now + 1h));
        CHECK_FALSE(claim(tx, now + 59min));
        REQUIRE(claim(tx, now + 61min));
        REQUIRE(db::delete_mail(tx, again->id));
        CHECK_FALSE(claim(tx, now + 24h));
    });
}

TEST_CASE("without a mail server a mail becomes a file that only the operator can read", "[app][mail]")
{
    tests::temporary_folder folder;
    core::settings settings;
    settings.data = folder.path();
    settings.domain = "a.test:8443";
    auto const secrets = core::secrets::for_tests();
    db::outgoing_mail const mail{.id = {7},
                                 .recipient = "bo@b.test",
                                 .subject = "Grüße",
                                 .sealed_body = secrets.seal("outgoing_mail", "Body"),
                                 .created_at = core::now()};
    REQUIRE(app::deliver_mail(settings, secrets, mail));
    REQUIRE(app::deliver_mail(settings, secrets, mail)); // After a crash: the same file again
    auto const outgoing = folder.path() / "outgoing-mail";
    auto const file = outgoing / "7.eml";
    REQUIRE(std::filesystem::exists(file));
    CHECK(std::distance(std::filesystem::directory_iterator(outgoing), {}) == 1);
    CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms::others_all) ==
          std::filesystem::perms::none);
    auto const text = tests::read_file(file);
    CHECK(text.find("To: <bo@b.test>\r\n") != std::string::npos);
    CHECK(text.find("<federwerk@a.test>") != std::string::npos);
}

TEST_CASE("a mail server that does not answer is a reason to try again", "[app][mail]")
{
    core::settings settings;
    settings.mail.smtp_url = "smtp://127.0.0.1:1";
    auto const secrets = core::secrets::for_tests();
    db::outgoing_mail const mail{.id = {7},
                                 .recipient = "bo@b.test",
                                 .subject = "Hello",
                                 .sealed_body = secrets.seal("outgoing_mail", "Body"),
                                 .created_at = core::now()};
    auto const sent = app::deliver_mail(settings, secrets, mail);
    REQUIRE_FALSE(sent);
    CHECK(sent.error().code == errc::unavailable);
}

TEST_CASE("a mail whose seal does not open is given up, not tried for ever", "[app][mail]")
{
    core::settings settings;
    auto const sent =
        app::deliver_mail(settings, core::secrets::for_tests(), {.id = {7}, .sealed_body = "garbage"});
    REQUIRE_FALSE(sent);
    CHECK(sent.error().code == errc::internal);
}
