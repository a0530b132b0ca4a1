// SPDX-License-Identifier: AGPL-3.0-or-later
// The other half of the scenarios: what goes out.
#include "bench/load.hpp"
#include "bench/scenarios.hpp"
#include "core/wait_until.hpp"
#include "json/writer.hpp"

#include <pqxx/pqxx>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace federwerk::bench {

using clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::seconds longest{30};
constexpr int posts = 5;

void insert_followers(instance& where, author const& who, crowd& others)
{
    pqxx::connection connection(where.dsn());
    pqxx::work tx(connection);
    for (std::size_t n = 0; n < others.size(); ++n) {
        auto const uri = others.uri(n);
        auto const host = others.origin(n).substr(7);
        auto const row = tx.exec_params(R"sql(
            INSERT INTO actor (uri, local, kind, username, host, inbox, fetched_at) VALUES ($1, false, 'Person', $2, $3, $4, now())
            ON CONFLICT (uri) DO UPDATE SET inbox = EXCLUDED.inbox RETURNING id
        )sql",
                                        uri, "u" + std::to_string(n), host, uri + "/inbox");
        tx.exec_params("INSERT INTO follow (uri, follower_id, followed_id, state, accepted_at) VALUES ($1, "
                       "$2, $3, 'accepted', now()) "
                       "ON CONFLICT DO NOTHING",
                       uri + "#follow", row[0]["id"].as<std::int64_t>(), who.id);
    }
    tx.commit();
}

std::string post(instance& where, author const& who, int n)
{
    json::writer w;
    w.object([&] {
        w.field("headline", "Benchmark " + std::to_string(n))
            .field("markdown", "Somebody has **done** something worth telling.");
        w.field("badges", std::vector<std::string>{}).field("visibility", "public").field("language", "en");
    });
    auto const& body = w.text();
    return "POST /api/federwerk/v1/highlights HTTP/1.1\r\nHost: " + where.authority() +
           "\r\nAuthorization: Bearer " + who.token +
           "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

struct delivered {
    double per_second = 0, answered_ms = 0;
    std::vector<double> arrived_ms; // In order
    std::size_t doubled = 0;
};

delivered deliver_one(instance& where, author const& who, crowd& others, int n)
{
    auto const milliseconds = [](clock::duration d) {
        return std::chrono::duration<double, std::milli>(d).count();
    };
    others.forget();
    auto const start = clock::now();
    auto const got = ask(where.port(), post(where, who, n));
    delivered out{.answered_ms = milliseconds(clock::now() - start)};
    if (got.status != 201)
        throw std::runtime_error("a highlight was answered " + std::to_string(got.status) + ": " + got.body);
    core::wait_until([&] { return others.arrived().times.size() >= others.well(); }, longest,
                     std::chrono::milliseconds(5));
    auto const arrived = others.arrived();
    if (arrived.times.size() != others.well())
        throw std::runtime_error("only " + std::to_string(arrived.times.size()) + " of " +
                                 std::to_string(others.well()) + " inboxes got it");
    for (auto const at : arrived.times)
        out.arrived_ms.push_back(milliseconds(at - start));
    out.doubled = arrived.doubled;
    out.per_second = 1'000 * static_cast<double>(out.arrived_ms.size()) / out.arrived_ms.back();
    return out;
}

// The median of several posts.
delivered deliver(instance& where, author const& who, crowd& others)
{
    std::vector<delivered> all;
    std::size_t doubled = 0;
    for (int n = 0; n < posts; ++n) {
        all.push_back(deliver_one(where, who, others, n));
        doubled += all.back().doubled;
    }
    std::ranges::sort(all, {}, &delivered::per_second);
    auto out = all[all.size() / 2];
    out.doubled = doubled;
    return out;
}

std::string note_of(delivered const& d)
{
    auto const at = [&](double p) {
        return std::to_string(std::lround(
            d.arrived_ms[static_cast<std::size_t>(p * static_cast<double>(d.arrived_ms.size() - 1))]));
    };
    return std::to_string(d.arrived_ms.size()) + " inboxes, there after p50 " + at(0.5) + " ms, p99 " +
           at(0.99) + " ms; median of " + std::to_string(posts) + " posts, " + std::to_string(d.doubled) +
           " doubled";
}

} // namespace

void measure_fan_out(instance& where, author const& who, crowd& others, limits const& most, report& out)
{
    insert_followers(where, who, others);
    auto const before = where.cpu_seconds();
    auto const got = deliver(where, who, others);
    auto const cpu = where.cpu_seconds() - before;
    out.add({"deliveries of one post", "1/s", got.per_second, "RSA signs/s", most.signs, note_of(got)});
    out.add({"  the post itself is answered after", "ms", got.answered_ms});
    if (cpu > 0)
        out.add({"  per CPU second of Federwerk", "1/s", posts * static_cast<double>(others.size()) / cpu,
                 "RSA signs/s", most.signs});
}

void measure_ill_fan_out(instance& where, author const& who, crowd& others, limits const& most, report& out)
{
    others.fall_ill();
    auto const got = deliver(where, who, others);
    out.add({"deliveries, 20 % of hosts dead, 10 % slow", "1/s", got.per_second, "RSA signs/s", most.signs,
             "at the others: " + note_of(got)});
}

} // namespace federwerk::bench
