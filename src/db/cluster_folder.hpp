// SPDX-License-Identifier: AGPL-3.0-or-later
// What lies on disk for the private cluster: its folder, its socket, its locks, and the traces of a running
// server.
#pragma once

#include "core/descriptor.hpp"
#include "core/result.hpp"
#include "db/postgres_programs.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace federwerk::db {

// A lock on a file that the kernel lets go when the process dies.
class file_lock {
public:
    static result<file_lock> open(std::filesystem::path const& file);

    result<> wait_alone(std::chrono::seconds patience); // Exclusive
    bool try_alone();
    void share();
    void release();

private:
    explicit file_lock(core::descriptor file) : file_(std::move(file)) {}
    core::descriptor file_;
};

struct cluster_folder {
    std::filesystem::path data;    // data/postgresql
    std::optional<account> run_as; // Where we are root
    std::string
        name_for_server; // What the server is told: as root by descriptor, since it may not come from above
    std::filesystem::path socket; // The folder of the socket, for clients
    std::string socket_for_server;
};
// Makes the folders above it. As root the server runs as the owner of an existing folder.
result<cluster_folder> locate_cluster(std::filesystem::path const& instance_data);
result<> prepare_socket_folder(cluster_folder const& folder);

std::optional<int> major_version(cluster_folder const& folder); // Nothing: there is no cluster yet
// The server that runs on the folder. Clears the way where a dead one left its pid file and the number was
// given to a stranger since.
std::optional<pid_t> running_server(cluster_folder const& folder);
// Where that server has its socket; another session may have chosen another place.
std::filesystem::path socket_of_running_server(cluster_folder const& folder);

} // namespace federwerk::db
