// SPDX-License-Identifier: AGPL-3.0-or-later
// PostgreSQL's own programs: where they are, and running them as an account that they accept.
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace federwerk::db {

struct postgres_programs {
    std::filesystem::path folder; // of initdb and postgres
    int major = 0;
};
// The version that is asked for, or the newest; `any` when nullopt.
result<postgres_programs> find_postgres(std::optional<int> major = std::nullopt);

// PostgreSQL refuses to run as root. Whom it runs as then: postgres where that account exists, else nobody.
struct account {
    uid_t user;
    gid_t group;
};
std::optional<account> postgres_account(); // Nothing where we are not root

// Opened before the account changes: /proc/self/fd/3 leads into the folder even where the account may not
// come from above, such as below /root. (PostgreSQL's programs leave the folder that they are started in.)
constexpr int folder_descriptor = 3;

struct program {
    std::vector<std::string> arguments; // The first is the path
    std::filesystem::path folder;       // Where it runs; also open as folder_descriptor
    std::filesystem::path output;       // A file for both of its streams
    std::optional<account> run_as;
    bool dies_with_us = false; // For tests: a crashed test leaves no server behind
};
result<pid_t>
start_program(program const& p);           // In a session of its own: Ctrl-C of our terminal is not for it
result<int> run_program(program const& p); // Waits; gives the exit status

} // namespace federwerk::db
