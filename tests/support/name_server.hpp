// SPDX-License-Identifier: AGPL-3.0-or-later
// A DNS server on 127.0.0.1 that answers questions for TXT records as a test says them: by UDP, and by TCP
// what is longer than RFC 1035 lets UDP carry.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace federwerk::tests {

class name_server {
public:
    using record = std::vector<std::string>; // The strings of one TXT record, up to 255 bytes each
    // What goes out by UDP for a question that came in, one datagram each: none is silence.
    using raw = std::function<std::vector<std::string>(std::string const& question)>;

    name_server()
    {
        auto const local = boost::asio::ip::make_address("127.0.0.1");
        while (!acceptor_.is_open()) { // The port that UDP got may be taken for TCP
            udp_ = {loop_, {local, 0}};
            boost::system::error_code taken;
            acceptor_.open(boost::asio::ip::tcp::v4());
            acceptor_.bind({local, udp_.local_endpoint().port()}, taken);
            if (taken)
                acceptor_.close();
        }
        acceptor_.listen();
        boost::asio::co_spawn(loop_, by_udp(), boost::asio::detached);
        boost::asio::co_spawn(loop_, by_tcp(), boost::asio::detached);
        thread_ = std::thread([this] { loop_.run(); });
    }
    ~name_server()
    {
        loop_.stop();
        thread_.join();
    }
    name_server(name_server const&) = delete;
    name_server& operator=(name_server const&) = delete;

    std::string address() const { return "127.0.0.1:" + std::to_string(udp_.local_endpoint().port()); }

    // Whoever is not named does not exist.
    void say(std::string const& name, std::vector<record> records)
    {
        std::lock_guard const lock(mutex_);
        records_[name] = std::move(records);
        raw_.erase(name);
    }
    void say_raw(std::string const& name, raw how)
    {
        std::lock_guard const lock(mutex_);
        raw_[name] = std::move(how);
    }
    void fail(std::string const& name) // SERVFAIL
    {
        say_raw(name, [](std::string const& question) {
            return std::vector{header(question, 2, 0) + question.substr(12)};
        });
    }
    std::size_t asked_by_tcp()
    {
        std::lock_guard const lock(mutex_);
        return asked_by_tcp_;
    }

    static std::string number(std::size_t n) // Two bytes
    {
        return {static_cast<char>(n >> 8 & 0xFF), static_cast<char>(n & 0xFF)};
    }
    // The id of the question, the code of the answer, how many records follow.
    static std::string header(std::string const& question, std::size_t code, std::size_t answers,
                              bool truncated = false)
    {
        return question.substr(0, 2) + number(0x8180 | (truncated ? 0x0200U : 0U) | code) + number(1) +
               number(answers) + number(0) + number(0);
    }
    // A TXT record of the name that was asked for; rdata as it is.
    static std::string txt(std::string const& rdata, std::string const& owner = "\xC0\x0C")
    {
        return owner + number(16) + number(1) + number(0) + number(60) + number(rdata.size()) + rdata;
    }
    static std::string strings(record const& of)
    {
        std::string out;
        for (auto const& each : of)
            out += static_cast<char>(each.size()) + each;
        return out;
    }

private:
    static constexpr std::size_t most_by_udp = 512;

    static std::string name_in(std::string const& question)
    {
        std::string name;
        for (std::size_t at = 12; at < question.size() && question[at] != 0;) {
            auto const size = static_cast<unsigned char>(question[at]);
            name += (name.empty() ? "" : ".") + question.substr(at + 1, size);
            at += 1U + size;
        }
        return name;
    }

    std::string answer(std::string const& question)
    {
        std::lock_guard const lock(mutex_);
        auto const found = records_.find(name_in(question));
        if (found == records_.end())
            return header(question, 3, 0) + question.substr(12);
        auto out = header(question, 0, found->second.size()) + question.substr(12);
        for (auto const& each : found->second)
            out += txt(strings(each));
        return out;
    }
    std::vector<std::string> datagrams(std::string const& question)
    {
        {
            std::lock_guard const lock(mutex_);
            if (auto const found = raw_.find(name_in(question)); found != raw_.end())
                return found->second(question);
        }
        auto whole = answer(question);
        if (whole.size() > most_by_udp)
            whole = header(question, 0, 0, true) + question.substr(12);
        return {whole};
    }

    boost::asio::awaitable<void> by_udp()
    {
        for (;;) {
            std::array<char, 1'024> buffer{};
            boost::asio::ip::udp::endpoint from;
            auto const size = co_await udp_.async_receive_from(boost::asio::buffer(buffer), from,
                                                               boost::asio::use_awaitable);
            auto const replies = datagrams(std::string(buffer.data(), size));
            for (auto const& reply : replies)
                co_await udp_.async_send_to(boost::asio::buffer(reply), from, boost::asio::use_awaitable);
        }
    }
    boost::asio::awaitable<void> by_tcp()
    {
        for (;;) {
            auto peer = co_await acceptor_.async_accept(boost::asio::use_awaitable);
            std::array<unsigned char, 2> length{};
            co_await boost::asio::async_read(peer, boost::asio::buffer(length), boost::asio::use_awaitable);
            std::string question(static_cast<std::size_t>(length[0] << 8 | length[1]), '\0');
            co_await boost::asio::async_read(peer, boost::asio::buffer(question), boost::asio::use_awaitable);
            count_tcp();
            auto const whole = answer(question);
            auto const reply = number(whole.size()) + whole;
            co_await boost::asio::async_write(peer, boost::asio::buffer(reply), boost::asio::use_awaitable);
        }
    }
    void count_tcp()
    {
        std::lock_guard const lock(mutex_);
        ++asked_by_tcp_;
    }

    std::mutex mutex_;
    std::map<std::string, std::vector<record>> records_;
    std::map<std::string, raw> raw_;
    std::size_t asked_by_tcp_ = 0;
    boost::asio::io_context loop_;
    boost::asio::ip::udp::socket udp_{loop_};
    boost::asio::ip::tcp::acceptor acceptor_{loop_};
    std::thread thread_;
};

} // namespace federwerk::tests
