// SPDX-License-Identifier: AGPL-3.0-or-later
#include "bench/limits.hpp"

#include "bench/load.hpp"
#include "federation/signatures/keys.hpp"
#include "net/server.hpp"

#include <pqxx/pqxx>

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace federwerk::bench {

using clock = std::chrono::steady_clock;

namespace {

// What a machine can do at most is what it does in its best moment: others may use it at the same time.
constexpr int rounds = 6;
constexpr std::chrono::milliseconds measured{400};

template <class Round>
double best_of_rounds(Round round)
{
    double best = 0;
    for (int i = 0; i < rounds; ++i)
        best = std::max(best, round());
    return best;
}

template <class Work>
double count_per_second(Work work)
{
    return best_of_rounds([&] {
        auto const start = clock::now();
        std::uint64_t count = 0;
        while (clock::now() - start < measured) {
            work();
            ++count;
        }
        return static_cast<double>(count) / std::chrono::duration<double>(clock::now() - start).count();
    });
}

signatures::private_key const& key()
{
    static auto const made = signatures::private_key::generate(signatures::algorithm::rsa).value();
    return made;
}

std::string const text(300, 'x'); // About the size of a signing string

} // namespace

double rsa_signs_per_second()
{
    return count_per_second([] { key().sign(text).value(); });
}

double rsa_verifies_per_second()
{
    auto const signature = key().sign(text).value();
    auto const half = key().public_half();
    return count_per_second([&] {
        if (!half.verify(text, signature))
            throw std::runtime_error("a signature of ours does not verify");
    });
}

double empty_answers_per_second()
{
    http::router routes;
    routes.add({http::method::get, "/", [](http::request) -> boost::asio::awaitable<http::response> {
                    co_return http::response{.status = 200};
                }});
    net::reactors loops(0);
    net::server_options options;
    options.listen = "127.0.0.1:0";
    auto server = net::server::listen(loops, routes, options).value();
    std::string const request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    auto const best = best_of_rounds([&] {
        return run({server->port(), 32, measured * 2, [&] { return &request; }}).per_second();
    });
    server->stop(std::chrono::milliseconds(0));
    loops.stop();
    return best;
}

double commits_per_second(std::string const& dsn)
{
    pqxx::connection connection(dsn);
    pqxx::nontransaction(connection).exec("CREATE TABLE IF NOT EXISTS bench_commit (n integer)");
    auto const out = count_per_second([&] {
        pqxx::work tx(connection);
        tx.exec("INSERT INTO bench_commit VALUES (1)");
        tx.commit();
    });
    pqxx::nontransaction(connection).exec("DROP TABLE bench_commit");
    return out;
}

} // namespace federwerk::bench
