// SPDX-License-Identifier: AGPL-3.0-or-later
// A Federwerk of its own for the benchmark: in a temporary folder, on a free port of 127.0.0.1, ended by its
// pid.
#pragma once

#include "db/cluster.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace federwerk::bench {

struct memory {
    double program_mb = 0;  // Resident, of federwerk and its children
    double database_mb = 0; // Proportional, of PostgreSQL: its processes share most of their memory
};

class instance {
public:
    // settings: variables of its environment. Throws where it does not get ready.
    instance(std::filesystem::path program, std::filesystem::path folder,
             std::vector<std::string> settings = {});
    ~instance();

    std::uint16_t port() const { return port_; }
    std::string authority() const { return "localhost:" + std::to_string(port_); }
    std::string dsn();
    std::string command(std::string const& arguments) const; // What a subcommand prints
    memory measure() const;
    double cpu_seconds() const; // Of federwerk alone

private:
    void start();
    void wait_until_ready() const;

    std::filesystem::path program_, folder_;
    std::vector<std::string> settings_; // NAME=VALUE
    std::uint16_t port_ = 0;
    pid_t pid_ = 0;
    std::unique_ptr<db::cluster> cluster_;
};

// A whole exchange with 127.0.0.1:PORT; throws where there is no answer.
struct answer {
    unsigned status = 0;
    std::string body;
};
answer ask(std::uint16_t port, std::string const& request);

} // namespace federwerk::bench
