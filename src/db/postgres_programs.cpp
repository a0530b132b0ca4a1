// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/postgres_programs.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>

namespace federwerk::db {
namespace {

namespace fs = std::filesystem;

std::optional<int> number(std::string const& text)
{
    int value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

// "PostgreSQL 15.6 (…)" as `pg_config --version` says it, and the folder of `pg_config --bindir`.
std::string line_of(char const* command)
{
    std::string out;
    std::FILE* const pipe = ::popen(command, "re"); // NOLINT: the commands are literals of ours
    if (pipe == nullptr)
        return out;
    char buffer[512];
    while (std::fgets(buffer, sizeof buffer, pipe) != nullptr)
        out += buffer;
    ::pclose(pipe);
    while (!out.empty() && out.back() == '\n')
        out.pop_back();
    return out;
}

std::vector<postgres_programs> installed()
{
    std::vector<postgres_programs> out;
    auto const add = [&](fs::path const& folder, int major) {
        std::error_code ignored;
        if (fs::exists(folder / "initdb", ignored) && fs::exists(folder / "postgres", ignored))
            out.push_back({folder, major});
    };
    std::error_code error;
    for (auto const& entry : fs::directory_iterator("/usr/lib/postgresql", error)) // Debian's place
        if (auto const major = number(entry.path().filename()))
            add(entry.path() / "bin", *major);
    if (out.empty()) {
        auto const version = line_of("pg_config --version 2>/dev/null");
        auto const space = version.find(' ');
        auto const dot = version.find_first_of(". ", space == std::string::npos ? space : space + 1);
        if (space != std::string::npos)
            if (auto const major = number(version.substr(space + 1, dot - space - 1)))
                add(line_of("pg_config --bindir 2>/dev/null"), *major);
    }
    return out;
}

// All that happens between fork and exec; only calls that POSIX allows there.
[[noreturn]] void become(program const& p, char* const* arguments, int output, int folder)
{
    static char const* const environment[] = {"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "TZ=UTC", nullptr};
    ::setsid();
    if (p.run_as &&
        (::setgroups(0, nullptr) != 0 || ::setgid(p.run_as->group) != 0 || ::setuid(p.run_as->user) != 0))
        ::_exit(126);
    if (p.dies_with_us)
        ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    int const nothing = ::open("/dev/null", O_RDONLY);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    if (folder == folder_descriptor)
        ::fcntl(folder, F_SETFD, 0);
    else
        ::dup2(folder, folder_descriptor);
    ::close_range(folder_descriptor + 1, ~0U, 0);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::signal(SIGPIPE, SIG_DFL);
    ::signal(SIGINT, SIG_DFL);
    ::signal(SIGTERM, SIG_DFL);
    ::execve(arguments[0], arguments, const_cast<char* const*>(environment)); // NOLINT: execve's signature
    ::_exit(127);
}

} // namespace

result<postgres_programs> find_postgres(std::optional<int> major)
{
    std::optional<postgres_programs> best;
    for (auto const& found : installed())
        if ((!major || found.major == *major) && (!best || found.major > best->major))
            best = found;
    if (!best)
        return failure{errc::unavailable,
                       "PostgreSQL" + (major ? " " + std::to_string(*major) : std::string()) +
                           " is not installed: install it (apt-get install postgresql), or set database.url",
                       {}};
    return *best;
}

std::optional<account> postgres_account()
{
    if (::geteuid() != 0)
        return std::nullopt;
    for (char const* name : {"postgres", "nobody"})
        if (auto const* entry = ::getpwnam(name))
            return account{entry->pw_uid, entry->pw_gid};
    return account{65534, 65534};
}

result<pid_t> start_program(program const& p)
{
    std::vector<char*> arguments;
    for (auto const& argument : p.arguments)
        arguments.push_back(const_cast<char*>(argument.c_str())); // NOLINT: execve's signature
    arguments.push_back(nullptr);
    int const output = ::open(p.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    int const folder = ::open(p.folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    pid_t const child = output < 0 || folder < 0 ? -1 : ::fork();
    if (child == 0) {
        if (::fchdir(folder) != 0)
            ::_exit(125);
        become(p, arguments.data(), output, folder);
    }
    int const error = errno;
    if (output >= 0)
        ::close(output);
    if (folder >= 0)
        ::close(folder);
    if (child < 0)
        return failure{
            errc::internal, "cannot start " + p.arguments.front() + ": " + std::strerror(error), {}};
    return child;
}

result<int> run_program(program const& p)
{
    TRY(auto const child, start_program(p));
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return failure{errc::internal, std::string("waitpid: ") + std::strerror(errno), {}};
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace federwerk::db
