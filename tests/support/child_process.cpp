// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/child_process.hpp"

#include "support/source_tree.hpp"

#include <csignal>
#include <cstdlib>
#include <stdexcept>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ; // NOLINT: POSIX says its name

namespace federwerk::tests {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts)
{
    std::vector<char*> out;
    for (auto& text : texts)
        out.push_back(text.data());
    out.push_back(nullptr);
    return out;
}

std::vector<std::string> environment_with(std::map<std::string, std::string> const& more)
{
    std::vector<std::string> out;
    for (auto const& [name, value] : more)
        out.push_back(name + "=" + value);
    for (char** at = environ; *at != nullptr; ++at) {
        std::string const variable(*at);
        // Settings of whoever runs the tests are not for the programs under test.
        if (!variable.starts_with("FEDERWERK_") && !more.contains(variable.substr(0, variable.find('='))))
            out.push_back(variable);
    }
    return out;
}

pid_t start(program_call const& call, int captured)
{
    auto arguments = call.arguments;
    auto environment = environment_with(call.environment);
    auto const argv = pointers(arguments);
    auto const envp = pointers(environment);
    int const log = ::open(call.output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    auto const parent = ::getpid();
    pid_t const child = log < 0 ? -1 : ::fork();
    if (child == 0) { // Only calls that POSIX allows between fork and exec
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent)
            ::_exit(125);
        int const input = ::open(call.input.c_str(), O_RDONLY);
        ::dup2(input, STDIN_FILENO);
        ::dup2(captured < 0 ? log : captured, STDOUT_FILENO);
        ::dup2(log, STDERR_FILENO);
        ::close_range(STDERR_FILENO + 1, ~0U, 0);
        ::execve(argv[0], argv.data(), envp.data());
        ::_exit(127);
    }
    if (log >= 0)
        ::close(log);
    if (child < 0)
        throw std::runtime_error("cannot start " + call.arguments.front());
    return child;
}

int plain_status(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace

child_process::child_process(program_call const& call) : pid_(start(call, -1)) {}

child_process::~child_process()
{
    kill();
}

void child_process::reap(int how)
{
    int status = 0;
    if (!status_ && ::waitpid(pid_, &status, how) == pid_)
        status_ = plain_status(status);
}

bool child_process::running()
{
    reap(WNOHANG);
    return !status_;
}

void child_process::kill()
{
    if (!running())
        return;
    ::kill(pid_, SIGKILL);
    reap(0);
}

int child_process::stop()
{
    if (running()) {
        ::kill(pid_, SIGTERM);
        reap(0);
    }
    return *status_;
}

std::map<std::string, std::string> sanitizer_options()
{
    auto const support = (source_tree() / "tests/support").string();
    return {{"ASAN_OPTIONS", "detect_stack_use_after_return=0"},
            {"LSAN_OPTIONS", "suppressions=" + support + "/lsan.supp"},
            {"TSAN_OPTIONS", "suppressions=" + support + "/tsan.supp"}};
}

std::string run_to_end(program_call const& call)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe");
    pid_t const child = start(call, ends[1]);
    ::close(ends[1]);
    std::string out;
    char buffer[4096];
    for (ssize_t count = 0; (count = ::read(ends[0], buffer, sizeof buffer)) > 0;)
        out.append(buffer, static_cast<std::size_t>(count));
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (status != 0)
        throw std::runtime_error(call.arguments[0] + " ended with " + std::to_string(plain_status(status)) +
                                 ": " + out + read_file(call.output));
    return out;
}

} // namespace federwerk::tests
