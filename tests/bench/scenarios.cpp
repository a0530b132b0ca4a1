// SPDX-License-Identifier: AGPL-3.0-or-later
#include "bench/scenarios.hpp"

#include "bench/load.hpp"
#include "json/document.hpp"
#include "json/writer.hpp"

#include <pqxx/pqxx>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <thread>

namespace federwerk::bench {

using clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::milliseconds longest{10'000};
constexpr std::size_t ingested = 20'000;
constexpr std::size_t readers = 50;
constexpr int posts = 5;

std::string words(std::string const& text)
{
    return text.substr(0, text.find_last_not_of(" \r\n") + 1);
}

std::string note_of(outcome const& got, unsigned status)
{
    std::string out(80, '\0');
    out.resize(static_cast<std::size_t>(
        std::snprintf(out.data(), out.size(), "p50 %.1f ms, p99 %.1f ms", got.p50_ms, got.p99_ms)));
    if (got.all(status))
        return out;
    for (auto const& [code, count] : got.statuses)
        out += ", " + std::to_string(count) + " x " + std::to_string(code);
    return out + ", " + std::to_string(got.broken) + " broken connections";
}

void read_one(instance& where, std::string const& name, std::string const& target, std::string const& accept,
              limits const& most, report& out)
{
    auto const request =
        "GET " + target + " HTTP/1.1\r\nHost: " + where.authority() + "\r\nAccept: " + accept + "\r\n\r\n";
    bool first = true; // Fills caches and makes the actor's keys
    run({where.port(), 1, longest, [&] { return std::exchange(first, false) ? &request : nullptr; }});
    auto const got = run({where.port(), 32, longest / 2, [&] { return &request; }});
    out.add({name, "1/s", got.per_second(), "empty answers/s", most.answers, note_of(got, 200)});
}

} // namespace

author make_author(instance& where)
{
    where.command("member create bench --email bench@example.test");
    author out{"bench", {}, {}, words(where.command("token create bench --scopes 'read write follow push'"))};
    pqxx::connection connection(where.dsn());
    pqxx::work tx(connection);
    auto const row = tx.exec1("SELECT id, uri FROM actor WHERE local AND username = 'bench'");
    out.id = row["id"].as<std::string>();
    out.uri = row["uri"].as<std::string>();
    return out;
}

void measure_reading(instance& where, author const& who, limits const& most, report& out)
{
    auto const path = who.uri.substr(who.uri.find('/', 8));
    read_one(where, "GET actor", path, "application/activity+json", most, out);
    read_one(where, "GET WebFinger",
             "/.well-known/webfinger?resource=acct:" + who.handle + "@" + where.authority(), "*/*", most,
             out);
}

void measure_signed_reading(instance& where, author const& who, crowd& others, limits const& most,
                            report& out)
{
    auto const path = who.uri.substr(who.uri.find('/', 8));
    std::vector<std::string> requests(readers);
    for (std::size_t i = 0; i < requests.size(); ++i)
        requests[i] = others.signed_get(i, where.authority(), path);
    std::size_t warm = 0; // Each reader's key is fetched once
    run({where.port(), 4, longest, [&] { return warm < requests.size() ? &requests[warm++] : nullptr; }});
    std::size_t at = 0;
    auto const got = run({where.port(), 32, longest / 2, [&] { return &requests[at++ % requests.size()]; }});
    out.add({"GET actor, signed, authorized fetch", "1/s", got.per_second(), "RSA verifies/s", most.verifies,
             note_of(got, 200)});
}

void measure_ingest(instance& where, author const& who, crowd& others, limits const& most, report& out)
{
    // Signing costs twenty times what verifying does: it is done before the clock runs.
    std::vector<std::string> requests(ingested);
    for (std::size_t i = 0; i < requests.size(); ++i)
        requests[i] = others.signed_create(i % 50, where.authority(), who.uri + "/followers");
    // The fifty actors are met once before: a known sender is what a server sees nearly always.
    std::size_t at = 0;
    auto const next = [&]() -> std::string const* {
        return at < requests.size() ? &requests[at++] : nullptr;
    };
    std::size_t warm = 0;
    run({where.port(), 4, longest, [&]() -> std::string const* { return warm++ < 200 ? next() : nullptr; }});
    auto const before = where.cpu_seconds();
    auto const got = run({where.port(), 48, longest * 2, next});
    auto const cpu = where.cpu_seconds() - before;
    out.add({"signed inbox ingest, 202 after commit", "1/s", got.per_second(), "RSA verifies/s",
             most.verifies, note_of(got, 202)});
    out.add({"  beside single commits to disk", "1/s", got.per_second(), "commits/s", most.commits});
    if (cpu > 0)
        out.add({"  per CPU second of Federwerk", "1/s", static_cast<double>(got.answers) / cpu});
}

namespace {

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
    auto const until = start + longest * 3;
    while (others.arrived().times.size() < others.well() && clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
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
