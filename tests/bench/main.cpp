// SPDX-License-Identifier: AGPL-3.0-or-later
// federwerk_bench PROGRAM FOLDER [JSON]: starts the program in the folder, measures it, prints a table.
// federwerk_bench --against BEFORE PROGRAM FOLDER: measures ingest and fan-out of both, in turn.
#include "bench/compare.hpp"
#include "bench/limits.hpp"
#include "bench/scenarios.hpp"

#include <cstdio>
#include <thread>

using namespace federwerk::bench;

namespace {

constexpr unsigned hosts = 200, inboxes_per_host = 10, keys = 10;

limits measure_limits(instance& where, report& out)
{
    limits most{rsa_signs_per_second(), rsa_verifies_per_second(), empty_answers_per_second(),
                commits_per_second(where.dsn())};
    out.add({"limit: RSA-2048 signs, one core", "1/s", most.signs});
    out.add({"limit: RSA-2048 verifies, one core", "1/s", most.verifies});
    out.add({"limit: empty answers of net::server", "1/s", most.answers});
    out.add({"limit: commits on disk, one connection", "1/s", most.commits});
    return most;
}

void add_memory(std::string const& when, instance const& where, report& out)
{
    auto const now = where.measure();
    out.add({"memory " + when + ", federwerk", "MB", now.program_mb});
    out.add({"memory " + when + ", with its PostgreSQL", "MB", now.program_mb + now.database_mb});
}

limits measure_open(std::string const& program, std::filesystem::path const& folder, report& out)
{
    crowd others(hosts, inboxes_per_host, keys);
    instance where(program, folder);
    std::this_thread::sleep_for(std::chrono::seconds(2)); // What starts up has started up
    add_memory("idle", where, out);
    auto const most = measure_limits(where, out);
    auto const who = make_author(where);
    measure_reading(where, who, most, out);
    measure_ingest(where, who, others, most, out);
    measure_fan_out(where, who, others, most, out);
    add_memory("after all this", where, out);
    measure_ill_fan_out(where, who, others, most, out);
    return most;
}

void measure_guarded(std::string const& program, std::filesystem::path const& folder, limits const& most,
                     report& out)
{
    crowd others(10, 5, keys);
    instance where(program, folder, {"FEDERWERK_FEDERATION_AUTHORIZED_FETCH=true"});
    auto const who = make_author(where);
    measure_signed_reading(where, who, others, most, out);
}

void measure_search(std::string const& program, std::filesystem::path const& folder, report& out)
{
    instance where(program, folder);
    auto const who = make_author(where);
    measure_station(where, who, out);
}

void run_all(std::string const& program, std::filesystem::path const& folder, report& out)
{
    auto const most = measure_open(program, folder / "open", out);
    measure_guarded(program, folder / "guarded", most, out);
    measure_search(program, folder / "station", out);
}

} // namespace

int main(int count, char** arguments)
{
    std::vector<std::string> const words(arguments + 1, arguments + count);
    bool const against = words.size() == 4 && words[0] == "--against";
    if (!against && words.size() != 2 && words.size() != 3) {
        std::fprintf(stderr, "federwerk_bench [--against BEFORE] PROGRAM FOLDER [JSON]\n");
        return 2;
    }
    report out;
    try {
        if (against) {
            compare({words[1], words[2]}, words[3]);
            return 0;
        }
        out.head();
        run_all(words[0], words[1], out);
        if (words.size() > 2)
            out.write_json(words[2]);
    } catch (std::exception const& e) {
        std::fprintf(stderr, "the benchmark failed: %s\n", e.what());
        return 1;
    }
    return 0;
}
