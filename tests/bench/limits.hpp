// SPDX-License-Identifier: AGPL-3.0-or-later
// What this machine can do at most, measured in the same run: every figure stands beside one of these.
#pragma once

#include <string>

namespace federwerk::bench {

double rsa_signs_per_second(); // One core, RSA-2048, by the calls that deliveries use
double rsa_verifies_per_second();
double empty_answers_per_second(); // net::server with a handler that does nothing, the generator beside it
double commits_per_second(std::string const& dsn); // One connection, each commit on disk

} // namespace federwerk::bench
