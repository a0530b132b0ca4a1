// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/throttle.hpp"
#include "app/mail/mail_message.hpp"
#include "app/mail/mail_texts.hpp"
#include "core/text.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

namespace {

app::mail_message letter(std::string subject)
{
    return {.from = "federwerk@a.test",
            .to = "bo@b.test",
            .from_name = "Federwerk",
            .subject = std::move(subject),
            .body = "Grüße\nhttps://a.test/waitlist/abc\n",
            .id = "42",
            .date = core::time_point(std::chrono::sys_days(std::chrono::year(2026) / 3 / 1))};
}

} // namespace

TEST_CASE("a mail is plain ASCII with short lines, whatever it says", "[app][mail]")
{
    auto const text = app::write_mail(
        letter("Bitte bestätige deinen Platz auf der Warteliste von Größenwahn & Söhne ßßßßß"),
        app::mail_encoding::base64);
    std::size_t begin = 0;
    while (begin < text.size()) {
        auto const end = text.find("\r\n", begin);
        REQUIRE(end != std::string::npos);
        CHECK(end - begin <= 78);
        begin = end + 2;
    }
    for (char const c : text)
        CHECK(static_cast<unsigned char>(c) < 0x80);
    CHECK(text.find("Date: Sun, 01 Mar 2026 00:00:00 +0000\r\n") == 0);
    CHECK(text.find("Message-ID: <42@a.test>\r\n") != std::string::npos);
    CHECK(text.find(core::to_base64("Grüße\r\nhttps://a.test/waitlist/abc\r\n").substr(0, 40)) !=
          std::string::npos);
}

TEST_CASE("a mail in the folder is read as it stands", "[app][mail]")
{
    auto const text = app::write_mail(letter("Hello"), app::mail_encoding::eight_bit);
    CHECK(text.find("Content-Transfer-Encoding: 8bit\r\n\r\nGrüße\r\nhttps://a.test/waitlist/abc\r\n") !=
          std::string::npos);
}

TEST_CASE("a line break in a subject does not become a header", "[app][mail]")
{
    auto const text =
        app::write_mail(letter("Hello\r\nBcc: everybody@example.org"), app::mail_encoding::base64);
    CHECK(text.find("\r\nBcc:") == std::string::npos);
}

TEST_CASE("a mail that comes again and again says how to end it with one click", "[app][mail]")
{
    auto again = letter("Your day");
    CHECK(app::write_mail(again, app::mail_encoding::base64).find("List-Unsubscribe") == std::string::npos);
    again.unsubscribe = "https://a.test/digest/off/7-abc";
    auto const text = app::write_mail(again, app::mail_encoding::base64);
    auto const headers = text.substr(0, text.find("\r\n\r\n") + 2);
    CHECK(headers.find("\r\nList-Unsubscribe:\r\n <https://a.test/digest/off/7-abc>\r\n") !=
          std::string::npos);
    CHECK(headers.find("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n") != std::string::npos);
}

TEST_CASE("mails speak the language of whom they are for", "[app][mail]")
{
    app::mail_links const links{"Federwerk", "https://a.test/c", "https://a.test/s", "https://a.test/j"};
    CHECK(app::admitted_text("de", links).subject == "Willkommen bei Federwerk");
    CHECK(app::admitted_text("en", links).subject == "Welcome to Federwerk");
    CHECK(app::confirm_application_text("de", links).body.find("\nhttps://a.test/c\n") != std::string::npos);
    CHECK(app::confirm_application_text("en", links).body.find("\nhttps://a.test/s\n") != std::string::npos);
    CHECK(app::declined_text("de", links, "Zu früh").body.find("Zu früh") != std::string::npos);
}

TEST_CASE("one client is an IPv4 address or an IPv6 /64", "[app][throttle][T-75]")
{
    struct row {
        std::string address, client;
    };
    auto const [address, client] = GENERATE(values<row>({
        {"192.0.2.7", "192.0.2.7"},
        {"2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"},
        {"2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"},
        {"::ffff:192.0.2.7", "192.0.2.7"},
        {"not an address", "not an address"},
    }));
    CHECK(app::client_network(address) == client);
}
