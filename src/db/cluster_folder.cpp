// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/cluster_folder.hpp"

#include "core/secrets.hpp"
#include "core/text.hpp"
#include "core/wait_until.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace federwerk::db {
namespace {

namespace fs = std::filesystem;

failure cannot(std::string const& what, fs::path const& where)
{
    return {errc::internal, "cannot " + what + " " + where.string() + ": " + std::strerror(errno), {}};
}

// The process works in the folder: PostgreSQL's all do, and nobody else has a reason to.
bool works_in(std::string const& pid, fs::path const& folder)
{
    std::error_code error;
    auto const cwd = fs::read_symlink("/proc/" + pid + "/cwd", error);
    return !error && fs::equivalent(cwd, folder, error) && !error;
}

bool anybody_works_in(fs::path const& folder)
{
    std::error_code error;
    for (auto const& entry : fs::directory_iterator("/proc", error))
        if (auto const name = entry.path().filename().string();
            name.find_first_not_of("0123456789") == std::string::npos)
            if (works_in(name, folder))
                return true;
    return false;
}

std::string line_of_pid_file(cluster_folder const& folder, int number)
{
    std::ifstream in(folder.data / "postmaster.pid");
    std::string line;
    for (int i = 0; i < number; ++i)
        if (!std::getline(in, line))
            return {};
    return line;
}

// sockaddr_un holds 107 bytes, of which PostgreSQL needs 15 for the file's name.
bool fits_a_socket(fs::path const& folder)
{
    return folder.string().size() <= 90;
}

fs::path short_socket_folder(fs::path const& data)
{
    auto const* runtime = ::geteuid() == 0 ? "/run" : std::getenv("XDG_RUNTIME_DIR");
    fs::path const parent = runtime != nullptr && ::access(runtime, W_OK) == 0 ? runtime : "/tmp";
    return parent / ("federwerk-" + core::to_hex(core::sha256(data.string())).substr(0, 16));
}

} // namespace

result<file_lock> file_lock::open(fs::path const& file)
{
    core::descriptor opened(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!opened)
        return cannot("open", file);
    return file_lock(std::move(opened));
}

result<> file_lock::wait_alone(std::chrono::seconds patience)
{
    if (!core::wait_until([&] { return try_alone(); }, patience))
        return failure{
            errc::unavailable, "another Federwerk has been starting the database for too long", {}};
    return {};
}

bool file_lock::try_alone()
{
    return ::flock(file_.get(), LOCK_EX | LOCK_NB) == 0;
}
void file_lock::share()
{
    ::flock(file_.get(), LOCK_SH);
}
void file_lock::release()
{
    ::flock(file_.get(), LOCK_UN);
}

result<cluster_folder> locate_cluster(fs::path const& instance_data)
{
    std::error_code error;
    fs::create_directories(instance_data, error);
    auto const data = fs::canonical(instance_data, error);
    if (error)
        return failure{errc::internal, "cannot make " + instance_data.string() + ": " + error.message(), {}};
    cluster_folder folder{data / "postgresql", postgres_account(), {}, {}, {}};
    struct stat about {};
    if (::stat(folder.data.c_str(), &about) == 0) {
        if (folder.run_as && about.st_uid != 0)
            folder.run_as = account{about.st_uid, about.st_gid};
        else if (!folder.run_as && about.st_uid != ::geteuid())
            return failure{
                errc::forbidden, folder.data.string() + " belongs to another account: run as that one", {}};
    }
    bool const nearby = fits_a_socket(folder.data / "run");
    folder.socket = nearby ? folder.data / "run" : short_socket_folder(folder.data);
    folder.name_for_server =
        folder.run_as ? "/proc/self/fd/" + std::to_string(folder_descriptor) : folder.data.string();
    folder.socket_for_server = nearby ? folder.name_for_server + "/run" : folder.socket.string();
    return folder;
}

// Somebody else may have made a folder of this name in /tmp: only one that is ours alone will do.
result<> prepare_socket_folder(cluster_folder const& folder)
{
    if (::mkdir(folder.socket.c_str(), 0700) == 0) {
        if (folder.run_as && ::chown(folder.socket.c_str(), folder.run_as->user, folder.run_as->group) != 0)
            return cannot("hand over", folder.socket);
    } else if (errno != EEXIST) {
        return cannot("make", folder.socket);
    }
    struct stat about {};
    if (::lstat(folder.socket.c_str(), &about) != 0)
        return cannot("read", folder.socket);
    auto const owner = folder.run_as ? folder.run_as->user : ::geteuid();
    if (!S_ISDIR(about.st_mode) || about.st_uid != owner || (about.st_mode & 077) != 0)
        return failure{
            errc::forbidden, folder.socket.string() + " is not a folder of ours alone: remove it", {}};
    // No server of ours runs when one is started, and nobody else may use this folder. What a killed one left
    // behind would name a process that may by now be another's, or a dead child that nobody has waited for
    // yet.
    std::error_code ignored;
    for (auto const* left : {".s.PGSQL.5432", ".s.PGSQL.5432.lock"})
        fs::remove(folder.socket / left, ignored);
    return {};
}

std::optional<int> major_version(cluster_folder const& folder)
{
    std::ifstream in(folder.data / "PG_VERSION");
    int major = 0;
    return in >> major ? std::optional(major) : std::nullopt;
}

std::optional<pid_t> running_server(cluster_folder const& folder)
{
    auto const text = line_of_pid_file(folder, 1);
    if (text.empty() || text.size() > 10 || text.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    if (works_in(text, folder.data))
        return static_cast<pid_t>(std::stol(text));
    // A dead child of ours keeps its number until somebody asks how it ended.
    if (::waitpid(static_cast<pid_t>(std::stol(text)), nullptr, WNOHANG) > 0)
        return std::nullopt;
    // PostgreSQL itself takes over a stale file, but not where the number belongs to some other living
    // process. Its own orphans must be gone before the file goes: it is what protects their shared memory.
    bool const stranger = ::kill(static_cast<pid_t>(std::stol(text)), 0) == 0 || errno == EPERM;
    if (stranger && !anybody_works_in(folder.data))
        ::unlink((folder.data / "postmaster.pid").c_str());
    return std::nullopt;
}

fs::path socket_of_running_server(cluster_folder const& folder)
{
    auto const said = line_of_pid_file(folder, 5);
    return said.empty() || said.starts_with("/proc/self/") ? folder.socket : fs::path(said);
}

} // namespace federwerk::db
