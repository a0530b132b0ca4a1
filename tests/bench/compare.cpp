// SPDX-License-Identifier: AGPL-3.0-or-later
#include "bench/compare.hpp"

#include "bench/limits.hpp"
#include "bench/scenarios.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

namespace federwerk::bench {

namespace {

constexpr unsigned hosts = 200, inboxes_per_host = 10, keys = 10;

using series = std::map<std::string, std::vector<double>>;

void measure(std::string const& program, std::filesystem::path const& folder, series& into)
{
    report out;
    {
        crowd others(hosts, inboxes_per_host, keys);
        instance where(program, folder);
        limits const most{rsa_signs_per_second(), rsa_verifies_per_second(), 0,
                          commits_per_second(where.dsn())};
        out.add({"limit: RSA-2048 signs, one core", "1/s", most.signs});
        auto const who = make_author(where);
        measure_ingest(where, who, others, most, out);
        measure_fan_out(where, who, others, most, out);
    }
    for (auto const& f : out.figures())
        into[f.name].push_back(f.value);
    std::filesystem::remove_all(folder);
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

} // namespace

void compare(rivals const& which, std::filesystem::path const& folder)
{
    series before, after;
    for (int round = 1; round <= which.rounds; ++round) {
        std::printf("-- round %d, before\n", round);
        measure(which.before, folder / ("before" + std::to_string(round)), before);
        std::printf("-- round %d, after\n", round);
        measure(which.after, folder / ("after" + std::to_string(round)), after);
    }
    std::printf("\n%-44s %12s %12s %8s\n", "medians", "before", "after", "ratio");
    for (auto const& [name, values] : before) {
        auto const was = median(values), is = median(after[name]);
        std::printf("%-44s %12.1f %12.1f %8.2f\n", name.c_str(), was, is, was > 0 ? is / was : 0);
    }
}

} // namespace federwerk::bench
