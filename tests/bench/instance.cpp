// SPDX-License-Identifier: AGPL-3.0-or-later
#include "bench/instance.hpp"

#include "core/wait_until.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <spawn.h>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace federwerk::bench {

namespace fs = std::filesystem;
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

std::uint16_t free_port()
{
    asio::io_context loop;
    return tcp::acceptor(loop, {asio::ip::address_v4::loopback(), 0}).local_endpoint().port();
}

std::string read(fs::path const& file)
{
    std::ifstream in(file);
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
}

// "VmRSS:   1234 kB" and "Pss:   1234 kB".
double megabytes(std::string const& text, std::string const& field)
{
    auto const at = text.find("\n" + field + ":");
    return at == std::string::npos ? 0 : std::stod(text.substr(at + field.size() + 2)) / 1024;
}

std::vector<fs::path> processes()
{
    std::vector<fs::path> out;
    for (auto const& entry : fs::directory_iterator("/proc"))
        if (entry.path().filename().string().find_first_not_of("0123456789") == std::string::npos)
            out.push_back(entry.path());
    return out;
}

std::string run_shell(std::string const& line)
{
    std::string out;
    auto* const pipe = popen(line.c_str(), "r");
    if (!pipe)
        throw std::runtime_error("cannot run " + line);
    std::array<char, 4096> block{};
    while (auto const count = fread(block.data(), 1, block.size(), pipe))
        out.append(block.data(), count);
    if (pclose(pipe) != 0)
        throw std::runtime_error("failed: " + line + "\n" + out);
    return out;
}

pid_t running = 0; // For the handler alone

// Whoever ends the benchmark ends the instance too.
void end_both(int)
{
    if (running > 0) {
        kill(running, SIGTERM);
        waitpid(running, nullptr, 0);
    }
    _exit(1);
}

} // namespace

answer ask(std::uint16_t port, std::string const& request)
{
    asio::io_context loop;
    tcp::socket socket(loop);
    socket.connect({asio::ip::address_v4::loopback(), port});
    asio::write(socket, asio::buffer(request));
    std::string text;
    boost::system::error_code ended;
    asio::read(socket, asio::dynamic_buffer(text), ended);
    auto const body = text.find("\r\n\r\n");
    if (body == std::string::npos)
        throw std::runtime_error("no answer");
    return {static_cast<unsigned>(std::stoul(text.substr(9, 3))), text.substr(body + 4)};
}

instance::instance(fs::path program, fs::path folder, std::vector<std::string> settings)
    : program_(fs::absolute(program)), folder_(fs::absolute(folder)), settings_(std::move(settings)),
      port_(free_port())
{
    fs::create_directories(folder_);
    // The database runs as another account where this one is root.
    fs::permissions(folder_, fs::perms(0755));
    start();
    wait_until_ready();
}

instance::~instance()
{
    cluster_.reset();
    if (pid_ == 0)
        return;
    running = 0;
    kill(pid_, SIGTERM);
    if (core::wait_until([&] { return waitpid(pid_, nullptr, WNOHANG) == pid_; }, std::chrono::seconds(30)))
        return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
}

void instance::start()
{
    std::vector<std::string> arguments{program_.string(),
                                       "serve",
                                       "--dev",
                                       "--data",
                                       (folder_ / "data").string(),
                                       "--listen",
                                       "127.0.0.1:" + std::to_string(port_),
                                       "--domain",
                                       authority()};
    std::vector<char*> raw;
    for (auto& a : arguments)
        raw.push_back(a.data());
    raw.push_back(nullptr);
    std::vector<char*> variables;
    for (auto** one = environ; *one; ++one)
        variables.push_back(*one);
    for (auto& one : settings_)
        variables.push_back(one.data());
    variables.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    auto const log = (folder_ / "federwerk.log").string();
    posix_spawn_file_actions_addopen(&actions, 2, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    posix_spawn_file_actions_adddup2(&actions, 2, 1);
    if (posix_spawn(&pid_, program_.c_str(), &actions, nullptr, raw.data(), variables.data()) != 0)
        throw std::runtime_error("cannot start " + program_.string());
    posix_spawn_file_actions_destroy(&actions);
    running = pid_;
    std::signal(SIGTERM, end_both);
    std::signal(SIGINT, end_both);
}

void instance::wait_until_ready() const
{
    auto const question =
        "GET /health/ready HTTP/1.1\r\nHost: " + authority() + "\r\nConnection: close\r\n\r\n";
    auto const ready = [&] {
        try {
            return ask(port_, question).status == 200;
        } catch (std::exception const&) { // Not listening yet
            return false;
        }
    };
    if (!core::wait_until(ready, std::chrono::seconds(60), std::chrono::milliseconds(100)))
        throw std::runtime_error("federwerk did not get ready: " + read(folder_ / "federwerk.log"));
}

std::string instance::dsn()
{
    if (!cluster_) {
        core::settings s;
        s.data = folder_ / "data";
        s.dev = true;
        cluster_ = std::make_unique<db::cluster>(db::cluster::open(s).value());
    }
    return cluster_->dsn();
}

std::string instance::command(std::string const& arguments) const
{
    return run_shell("'" + program_.string() + "' " + arguments + " --dev --data '" +
                     (folder_ / "data").string() + "' --domain " + authority() + " 2>>'" +
                     (folder_ / "commands.log").string() + "'");
}

memory instance::measure() const
{
    memory out;
    auto const own = std::to_string(pid_);
    for (auto const& process : processes()) {
        std::error_code hidden;
        auto const where = fs::read_symlink(process / "cwd", hidden).string();
        auto const status = read(process / "status");
        if (process.filename() == own || status.find("\nPPid:\t" + own + "\n") != std::string::npos) {
            if (read(process / "comm").starts_with("federwerk"))
                out.program_mb += megabytes(status, "VmRSS");
        }
        if (!hidden && where.starts_with((folder_ / "data").string()) &&
            read(process / "comm").starts_with("postgres"))
            out.database_mb += megabytes("\n" + read(process / "smaps_rollup"), "Pss");
    }
    return out;
}

double instance::cpu_seconds() const
{
    // proc(5): utime and stime are fields 14 and 15; the name in parentheses may hold spaces.
    auto const text = read("/proc/" + std::to_string(pid_) + "/stat");
    std::istringstream rest(text.substr(text.rfind(')') + 2));
    std::string skipped;
    for (int i = 3; i < 14; ++i)
        rest >> skipped;
    double user = 0, system = 0;
    rest >> user >> system;
    return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

} // namespace federwerk::bench
