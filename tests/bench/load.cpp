// SPDX-License-Identifier: AGPL-3.0-or-later
#include "bench/load.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <cctype>

namespace federwerk::bench {

namespace asio = boost::asio;
using asio::ip::tcp;
using clock = std::chrono::steady_clock;

namespace {

constexpr auto token = asio::as_tuple(asio::use_awaitable);

struct state {
    load const& how;
    clock::time_point until;
    outcome result;
    std::vector<float> milliseconds;
};

std::size_t content_length(std::string head)
{
    std::ranges::transform(head, head.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    auto const at = head.find("\r\ncontent-length:");
    return at == std::string::npos ? 0 : static_cast<std::size_t>(std::stoull(head.substr(at + 17)));
}

// One answer; 0 where the connection broke.
asio::awaitable<unsigned> read_answer(tcp::socket& socket, std::string& buffer)
{
    auto const [error, size] =
        co_await asio::async_read_until(socket, asio::dynamic_buffer(buffer), "\r\n\r\n", token);
    if (error || buffer.size() < 12)
        co_return 0U;
    auto const status = static_cast<unsigned>(std::stoul(buffer.substr(9, 3)));
    auto const total = size + (status == 304 || status == 204 ? 0 : content_length(buffer.substr(0, size)));
    if (buffer.size() < total) {
        auto const missing = total - buffer.size();
        auto const [broken, count] = co_await asio::async_read(socket, asio::dynamic_buffer(buffer),
                                                               asio::transfer_exactly(missing), token);
        if (broken)
            co_return 0U;
    }
    buffer.erase(0, total);
    co_return status;
}

asio::awaitable<void> drive(state& s)
{
    tcp::socket socket(co_await asio::this_coro::executor);
    auto const [refused] =
        co_await socket.async_connect({asio::ip::address_v4::loopback(), s.how.port}, token);
    if (refused) {
        ++s.result.broken;
        co_return;
    }
    socket.set_option(tcp::no_delay(true));
    std::string buffer;
    while (clock::now() < s.until) {
        auto const* const request = s.how.next();
        if (!request)
            co_return;
        auto const start = clock::now();
        co_await asio::async_write(socket, asio::buffer(*request), token);
        auto const status = co_await read_answer(socket, buffer);
        if (status == 0) {
            ++s.result.broken;
            co_return;
        }
        ++s.result.answers;
        ++s.result.statuses[status];
        s.milliseconds.push_back(std::chrono::duration<float, std::milli>(clock::now() - start).count());
    }
}

double percentile(std::vector<float>& values, double p)
{
    if (values.empty())
        return 0;
    auto const at = values.begin() + static_cast<std::ptrdiff_t>(p * static_cast<double>(values.size() - 1));
    std::ranges::nth_element(values, at);
    return static_cast<double>(*at);
}

} // namespace

outcome run(load const& how)
{
    asio::io_context loop(1);
    auto const start = clock::now();
    state s{how, start + how.most, {}, {}};
    for (unsigned i = 0; i < how.connections; ++i)
        asio::co_spawn(loop, drive(s), asio::detached);
    loop.run();
    s.result.seconds = std::chrono::duration<double>(clock::now() - start).count();
    s.result.p50_ms = percentile(s.milliseconds, 0.5);
    s.result.p99_ms = percentile(s.milliseconds, 0.99);
    return s.result;
}

} // namespace federwerk::bench
