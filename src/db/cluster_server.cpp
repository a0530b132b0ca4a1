// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/cluster_server.hpp"

#include "core/log.hpp"
#include "core/text.hpp"
#include "db/dsn.hpp"
#include "db/failures.hpp"

#include <pqxx/pqxx>

#include <csignal>
#include <fstream>
#include <iterator>

#include <sys/stat.h>
#include <sys/wait.h>

namespace federwerk::db {
namespace {

namespace fs = std::filesystem;

// For a small machine that does other things too. Appended once, so that an operator may change it.
constexpr char const* configuration = R"conf(
# What Federwerk sets for its own cluster; change it as you need.
shared_buffers = 64MB
effective_cache_size = 512MB
max_connections = 50
max_worker_processes = 4
max_parallel_workers_per_gather = 0
autovacuum_max_workers = 2
random_page_cost = 1.1
jit = off
wal_compression = on
min_wal_size = 80MB
max_wal_size = 512MB
checkpoint_timeout = 15min
synchronous_commit = on
fsync = on
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_min_messages = warning
log_timezone = 'UTC'
)conf";

std::string read(fs::path const& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string const text{std::istreambuf_iterator<char>(in), {}};
    return core::single_line(text.size() > 1500 ? std::string_view(text).substr(text.size() - 1500) : text);
}

fs::path output_beside(cluster_folder const& folder)
{
    return folder.data.string() + ".log";
}

result<postgres_programs> programs_for(cluster_folder const& folder)
{
    auto const major = major_version(folder);
    if (!major)
        return failure{errc::conflict, folder.data.string() + " is there, but is no PostgreSQL cluster", {}};
    if (auto found = find_postgres(major))
        return found;
    TRY(auto const newest, find_postgres());
    return failure{errc::conflict,
                   folder.data.string() + " was made by PostgreSQL " + std::to_string(*major) +
                       ", and this machine has only PostgreSQL " + std::to_string(newest.major) +
                       ": install the old one beside it, or move the data with pg_upgrade",
                   {}};
}

} // namespace

// What it printed before its own log began, and the end of the log's newest file.
std::string last_words(cluster_folder const& folder)
{
    std::error_code none;
    fs::directory_entry newest;
    for (auto const& file : fs::directory_iterator(folder.data / "log", none))
        if (!newest.exists(none) || file.last_write_time(none) > newest.last_write_time(none))
            newest = file;
    auto const log = newest.exists(none) ? read(newest.path()) : std::string();
    return read(output_beside(folder)) + " " +
           log.substr(log.size() - std::min<std::size_t>(log.size(), 600));
}

std::string dsn_of(fs::path const& socket, char const* database)
{
    auto const host = with_parameter("", "host", socket.string());
    return with_parameter(with_parameter(host, "user", "federwerk"), "dbname", database);
}

// Made beside and renamed, so that an interrupted initdb leaves nothing that looks like a cluster.
result<> make_cluster(cluster_folder const& folder)
{
    TRY(auto const programs, find_postgres());
    auto const draft = fs::path(folder.data.string() + ".new");
    std::error_code error;
    fs::remove_all(draft, error);
    if (::mkdir(draft.c_str(), 0700) != 0 ||
        (folder.run_as && ::chown(draft.c_str(), folder.run_as->user, folder.run_as->group) != 0))
        return failure{errc::internal, "cannot make " + draft.string(), {}};
    core::log::info("database.make", {{"folder", folder.data.string()}, {"version", programs.major}});
    program const initdb{{programs.folder / "initdb", "-D",
                          folder.run_as ? folder.name_for_server : draft.string(), "-U", "federwerk",
                          "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--auth-local=trust",
                          "--auth-host=reject", "--no-instructions"},
                         draft,
                         output_beside(folder),
                         folder.run_as};
    TRY(auto const status, run_program(initdb));
    if (status != 0)
        return failure{errc::internal, "initdb failed: " + last_words(folder), {}};
    std::ofstream(draft / "postgresql.conf", std::ios::app) << configuration;
    fs::rename(draft, folder.data, error);
    if (error)
        return failure{errc::internal, "cannot make " + folder.data.string() + ": " + error.message(), {}};
    return {};
}

result<pid_t> start_server(cluster_folder const& folder)
{
    TRY(auto const programs, programs_for(folder));
    TRY_VOID(prepare_socket_folder(folder));
    program const server{{programs.folder / "postgres", "-D", folder.name_for_server, "-k",
                          folder.socket_for_server, "-c", "listen_addresses=", "-c",
                          "unix_socket_permissions=0700", "-c", "port=5432"},
                         folder.data,
                         output_beside(folder),
                         folder.run_as};
    return start_program(server);
}

bool answers(fs::path const& socket)
{
    try {
        pqxx::connection connection(dsn_of(socket, "postgres"));
        pqxx::nontransaction tx(connection);
        // Identifiers cannot be parameters; this one is a literal of ours.
        if (tx.exec("/* cluster.has_database */ SELECT 1 FROM pg_database WHERE datname = 'federwerk'")
                .empty())
            tx.exec("/* cluster.make_database */ CREATE DATABASE federwerk");
        return true;
    } catch (...) {
        if (auto const mishap = current_mishap(); mishap.then != remedy::reconnect)
            core::log::warning("database.not_ready", {{"why", mishap.what.log}});
        return false;
    }
}

// True where it has ended; a child of ours is buried then.
bool has_ended(pid_t server, cluster_folder const& folder)
{
    if (::waitpid(server, nullptr, WNOHANG) == server)
        return true;
    return ::kill(server, 0) != 0 || running_server(folder) != server;
}

} // namespace federwerk::db
