// SPDX-License-Identifier: AGPL-3.0-or-later
#include "bench/scenarios.hpp"

#include "bench/load.hpp"
#include "core/wait_until.hpp"
#include "json/document.hpp"

#include <pqxx/pqxx>

namespace federwerk::bench {

using clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::milliseconds longest{10'000};
constexpr std::size_t ingested = 20'000;
constexpr std::size_t readers = 50;

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

namespace {

// What was acknowledged is worked off while more comes; here the rest is waited for, so that nothing is put
// off for the sake of a figure, and what is measured next has the machine to itself.
void measure_working_off(instance& where, std::int64_t acknowledged, clock::time_point start, report& out)
{
    pqxx::connection connection(where.dsn());
    pqxx::nontransaction tx(connection);
    auto const open = [&] {
        return tx.exec1("SELECT count(*) FROM inbox_item WHERE outcome IS NULL")[0].as<std::int64_t>();
    };
    auto const left = open();
    core::wait_until([&] { return open() == 0; }, longest * 6, std::chrono::milliseconds(200));
    auto const seconds = std::chrono::duration<double>(clock::now() - start).count();
    auto const note = std::to_string(left) + " were left to do when the last was acknowledged";
    out.add({.name = "  worked off",
             .unit = "1/s",
             .value = static_cast<double>(acknowledged - open()) / seconds,
             .note = note});
}

} // namespace

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
    auto const start = clock::now();
    auto const got = run({where.port(), 48, longest * 2, next});
    out.add({"signed inbox ingest, 202 after commit", "1/s", got.per_second(), "RSA verifies/s",
             most.verifies, note_of(got, 202)});
    out.add({"  beside single commits to disk", "1/s", got.per_second(), "commits/s", most.commits});
    measure_working_off(where, static_cast<std::int64_t>(got.answers), start, out);
    auto const cpu = where.cpu_seconds() - before;
    if (cpu > 0)
        out.add({"  per CPU second of Federwerk", "1/s", static_cast<double>(got.answers) / cpu});
}

} // namespace federwerk::bench
