// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/cluster.hpp"

#include "core/log.hpp"
#include "core/text.hpp"
#include "db/cluster_folder.hpp"
#include "db/dsn.hpp"
#include "db/failures.hpp"

#include <pqxx/pqxx>

#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace federwerk::db {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto patience = 600s; // Recovery after a crash replays what checkpoints had not written yet

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

std::string dsn_of(fs::path const& socket, char const* database)
{
    auto const host = with_parameter("", "host", socket.string());
    return with_parameter(with_parameter(host, "user", "federwerk"), "dbname", database);
}

fs::path output_beside(cluster_folder const& folder)
{
    return folder.data.string() + ".log";
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
        return failure{errc::internal, "initdb failed: " + read(output_beside(folder)), {}};
    std::ofstream(draft / "postgresql.conf", std::ios::app) << configuration;
    fs::rename(draft, folder.data, error);
    if (error)
        return failure{errc::internal, "cannot make " + folder.data.string() + ": " + error.message(), {}};
    return {};
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

} // namespace

struct cluster::impl {
    std::string dsn;
    std::optional<cluster_folder> folder; // None: the server of database.url
    std::optional<file_lock> users;       // Shared by everybody who uses the cluster

    result<> start();
    result<bool> wait_for(pid_t server, std::chrono::steady_clock::time_point end) const;
    void stop();
};

// True where it answers, false where it ended instead.
result<bool> cluster::impl::wait_for(pid_t server, std::chrono::steady_clock::time_point end) const
{
    auto next_word = std::chrono::steady_clock::now() + 5s;
    while (!answers(socket_of_running_server(*folder))) {
        auto const now = std::chrono::steady_clock::now();
        // Our own child has no pid file yet in its first moments: only its death counts.
        int status = 0;
        if (::waitpid(server, &status, WNOHANG) == server || ::kill(server, 0) != 0)
            return false;
        if (now > end)
            return failure{
                errc::unavailable, "the database does not answer: " + read(output_beside(*folder)), {}};
        if (now > next_word) {
            core::log::info("database.recovers", {{"folder", folder->data.string()}});
            next_word = now + 5s;
        }
        std::this_thread::sleep_for(10ms);
    }
    return true;
}

// A server that was just killed may still have processes that hold its memory: a start fails then, and is
// repeated.
result<> cluster::impl::start()
{
    auto const end = std::chrono::steady_clock::now() + patience;
    for (int starts = 0;;) {
        auto server = running_server(*folder);
        if (!server) {
            if (starts++ == 5)
                return failure{
                    errc::unavailable, "the database does not start: " + read(output_beside(*folder)), {}};
            TRY(server, start_server(*folder));
        }
        TRY(bool const up, wait_for(*server, end));
        if (up)
            return {};
        std::this_thread::sleep_for(std::chrono::milliseconds(200) * starts);
    }
}

void cluster::impl::stop()
{
    if (!users)
        return;
    auto mine = std::move(*std::exchange(users, std::nullopt));
    auto starting = file_lock::open(folder->data.string() + ".lock");
    if (!starting || !starting.value().wait_alone(30s))
        return;
    if (!mine.try_alone())
        return; // The last one stops it
    auto const server = running_server(*folder);
    if (!server)
        return;
    ::kill(*server, SIGINT); // Fast shutdown: sessions end, what was committed is written
    auto const end = std::chrono::steady_clock::now() + 20s;
    while (!has_ended(*server, *folder)) {
        if (std::chrono::steady_clock::now() > end) {
            ::kill(*server, SIGQUIT);
            return;
        }
        std::this_thread::sleep_for(5ms);
    }
}

result<cluster> cluster::open(core::settings const& settings)
{
    auto i = std::make_unique<impl>();
    i->dsn = settings.database.url;
    if (!i->dsn.empty())
        return cluster(std::move(i));
    TRY(i->folder, locate_cluster(settings.data));
    TRY(auto starting, file_lock::open(i->folder->data.string() + ".lock"));
    TRY_VOID(starting.wait_alone(patience));
    TRY(auto users, file_lock::open(i->folder->data.string() + ".users"));
    if (!fs::exists(i->folder->data))
        TRY_VOID(make_cluster(*i->folder));
    TRY_VOID(i->start());
    users.share();
    i->users = std::move(users);
    i->dsn = dsn_of(socket_of_running_server(*i->folder), "federwerk");
    return cluster(std::move(i));
}

cluster::cluster(std::unique_ptr<impl> i) : impl_(std::move(i)) {}
cluster::cluster(cluster&&) noexcept = default;

cluster& cluster::operator=(cluster&& other) noexcept
{
    if (impl_)
        impl_->stop();
    impl_ = std::move(other.impl_);
    return *this;
}

cluster::~cluster()
{
    stop();
}

std::string const& cluster::dsn() const
{
    return impl_->dsn;
}
bool cluster::is_private() const
{
    return impl_->folder.has_value();
}

void cluster::stop()
{
    if (impl_)
        impl_->stop();
}

} // namespace federwerk::db
