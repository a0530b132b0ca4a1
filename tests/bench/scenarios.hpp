// SPDX-License-Identifier: AGPL-3.0-or-later
// What is measured against a running instance. Each is bounded in count and time.
#pragma once

#include "bench/crowd.hpp"
#include "bench/instance.hpp"
#include "bench/report.hpp"

namespace federwerk::bench {

struct limits {
    double signs = 0, verifies = 0, answers = 0, commits = 0;
};

struct author {
    std::string handle, id, uri, token;
};
author make_author(instance& where); // A member, through the operator's command line

void measure_reading(instance& where, author const& who, limits const& most, report& out);
// Of an instance with authorized fetch: each reader's signature is verified.
void measure_signed_reading(instance& where, author const& who, crowd& others, limits const& most,
                            report& out);
void measure_ingest(instance& where, author const& who, crowd& others, limits const& most, report& out);
void measure_fan_out(instance& where, author const& who, crowd& others, limits const& most, report& out);
// The same while hosts are dead and slow: how long the others wait (they stay so).
void measure_ill_fan_out(instance& where, author const& who, crowd& others, limits const& most, report& out);

// Searches among 100,000 openings, beside an indexed query of one table.
void measure_station(instance& where, author const& who, report& out);

} // namespace federwerk::bench
