// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/mail/smtp.hpp"
#include "support/results.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

#include <catch2/catch.hpp>

#include <thread>

using namespace federwerk;
using boost::asio::ip::tcp;

namespace {

// A mail server of one conversation, RFC 5321. Refuses the recipient where it is told to.
class mail_server {
public:
    explicit mail_server(bool refuses) : refuses_(refuses), thread_([this] { serve(); }) {}
    ~mail_server() { join(); }

    std::string url() const
    {
        return "smtp://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
    }
    std::string const& heard() // After the conversation
    {
        join();
        return heard_;
    }

private:
    void join()
    {
        if (thread_.joinable())
            thread_.join();
    }
    std::string answer_to(std::string const& line) const
    {
        if (line.starts_with("RCPT") && refuses_)
            return "550 unknown\r\n";
        if (line.starts_with("DATA"))
            return "354 go on\r\n";
        return line.starts_with("QUIT") ? "221 bye\r\n" : "250 ok\r\n";
    }
    void serve()
    {
        tcp::socket peer(loop_);
        acceptor_.accept(peer);
        boost::system::error_code over;
        boost::asio::streambuf in;
        boost::asio::write(peer, boost::asio::buffer(std::string("220 mail.test\r\n")), over);
        for (bool data = false; !over;) {
            auto const length = boost::asio::read_until(peer, in, data ? "\r\n.\r\n" : "\r\n", over);
            if (over)
                break;
            std::string const line(boost::asio::buffers_begin(in.data()),
                                   boost::asio::buffers_begin(in.data()) +
                                       static_cast<std::ptrdiff_t>(length));
            in.consume(length);
            heard_ += line;
            auto const answer = data ? std::string("250 kept\r\n") : answer_to(line);
            data = answer.starts_with("354");
            boost::asio::write(peer, boost::asio::buffer(answer), over);
        }
    }

    bool refuses_;
    boost::asio::io_context loop_;
    tcp::acceptor acceptor_{loop_, tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0)};
    std::string heard_;
    std::thread thread_; // Last: it uses all of the above
};

} // namespace

TEST_CASE("a mail server gets the envelope and the whole message", "[app][mail]")
{
    mail_server server(false);
    core::settings settings;
    settings.mail.smtp_url = server.url();
    REQUIRE(app::send_by_smtp(settings, {"federwerk@a.test", "bo@b.test", "Subject: Hello\r\n\r\nBody\r\n"}));
    auto const& heard = server.heard();
    CHECK(heard.find("MAIL FROM:<federwerk@a.test>") != std::string::npos);
    CHECK(heard.find("RCPT TO:<bo@b.test>") != std::string::npos);
    CHECK(heard.find("Subject: Hello\r\n\r\nBody\r\n.\r\n") != std::string::npos);
}

TEST_CASE("a recipient whom the mail server refuses is a failure", "[app][mail]")
{
    mail_server server(true);
    core::settings settings;
    settings.mail.smtp_url = server.url();
    CHECK_FALSE(
        app::send_by_smtp(settings, {"federwerk@a.test", "bo@b.test", "Subject: Hello\r\n\r\nBody\r\n"}));
    CHECK(server.heard().find("Subject") == std::string::npos);
}

TEST_CASE("a password is not said to a mail server without TLS", "[app][mail]")
{
    mail_server server(false);
    core::settings settings;
    settings.mail.smtp_url = server.url();
    settings.mail.username = "federwerk";
    CHECK_FALSE(
        app::send_by_smtp(settings, {"federwerk@a.test", "bo@b.test", "Subject: Hello\r\n\r\nBody\r\n"}));
    CHECK(server.heard().find("AUTH") == std::string::npos);
}
