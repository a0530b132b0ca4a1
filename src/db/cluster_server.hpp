// SPDX-License-Identifier: AGPL-3.0-or-later
// The server of the private cluster: made, started, asked.
#pragma once

#include "db/cluster_folder.hpp"

namespace federwerk::db {

result<> make_cluster(cluster_folder const& folder); // initdb
result<pid_t> start_server(cluster_folder const& folder);
bool answers(
    std::filesystem::path const& socket); // And has the database federwerk, made where it was missing
bool has_ended(pid_t server, cluster_folder const& folder);
std::string last_words(cluster_folder const& folder); // What its programs wrote before they could log

std::string dsn_of(std::filesystem::path const& socket, char const* database);

} // namespace federwerk::db
