// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pictures/picture_codec.hpp"
#include "app/pictures/picture_worker.hpp"
#include "core/descriptor.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace federwerk::app {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

constexpr auto longest = 30s;
constexpr std::size_t most_output = 32 * 1024 * 1024;

failure broken(std::string log)
{
    return {errc::internal, "picture worker: " + std::move(log), {}};
}
failure unreadable(std::string log)
{
    return {errc::invalid, "picture worker: " + std::move(log), "This picture cannot be read."};
}

// Memory with a descriptor: unlike a pipe it cannot block us or break under us.
bool put_into_memory(core::descriptor& memory, std::string_view bytes)
{
    memory = core::descriptor(memfd_create("picture", MFD_CLOEXEC));
    while (memory && !bytes.empty()) {
        auto const count = ::write(memory.get(), bytes.data(), bytes.size());
        if (count <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return memory && ::lseek(memory.get(), 0, SEEK_SET) == 0;
}

// The child gets three descriptors and, of our environment, only what the sanitizers read.
std::optional<pid_t> spawn(std::filesystem::path const& program, int input, int output)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    std::string path = program.string(), verb = "picture-worker";
    std::array<char*, 3> arguments{path.data(), verb.data(), nullptr};
    // ThreadSanitizer does not follow libvips, which is not instrumented, and the sandbox has no symbolizer
    // for it.
    std::vector<std::string> kept{"LC_ALL=C", "TSAN_OPTIONS=report_bugs=0"};
    for (std::string const name : {"ASAN_OPTIONS", "UBSAN_OPTIONS"})
        if (auto const* value = std::getenv(name.c_str()))
            kept.push_back(name + "=" + value);
    std::vector<char*> environment;
    for (auto& one : kept)
        environment.push_back(one.data());
    environment.push_back(nullptr);
    pid_t child = 0;
    auto const error =
        posix_spawn(&child, path.c_str(), &actions, nullptr, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    return error == 0 ? std::optional(child) : std::nullopt;
}

enum class ending { complete, late, too_much };

ending read_until(int from, clock::time_point deadline, std::string& out)
{
    std::array<char, 64 * 1024> part{};
    while (out.size() <= most_output) {
        auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - clock::now());
        pollfd waiting{from, POLLIN, 0};
        if (left <= 0ms)
            return ending::late;
        if (::poll(&waiting, 1, static_cast<int>(left.count())) < 1)
            continue;
        auto const count = ::read(from, part.data(), part.size());
        if (count == 0)
            return ending::complete;
        if (count < 0 && errno != EINTR)
            return ending::too_much;
        out.append(part.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    }
    return ending::too_much;
}

// A child that we have not waited for keeps its number, so that the signal cannot meet a stranger.
int reap(pid_t child, bool kill_first)
{
    if (kill_first)
        ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

std::optional<int> take_number(std::string_view& line)
{
    int number = 0;
    auto const [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
    line.remove_prefix(static_cast<std::size_t>(end - line.data()));
    bool const good =
        error == std::errc{} && number >= 1 && number <= most_picture_edge && line.starts_with(' ');
    line.remove_prefix(line.empty() ? 0 : 1);
    return good ? std::optional(number) : std::nullopt;
}

// The worker has handled hostile bytes: what it says is checked like a stranger's word.
result<picture_result> understand(std::string const& output)
{
    auto const end = output.find('\n');
    std::string_view line = std::string_view(output).substr(0, end);
    if (line == "unsupported")
        return failure{errc::unsupported, "picture: unknown type",
                       "Only PNG, JPEG, WebP, GIF, AVIF and HEIC pictures are accepted."};
    if (line == "too_large")
        return failure{errc::too_large, "picture: too large", "The picture has more than 64 megapixels."};
    if (end == output.npos || !line.starts_with("ok "))
        return unreadable(end == output.npos ? "no answer" : "refused");
    line.remove_prefix(3);
    auto const width = take_number(line), height = width ? take_number(line) : std::nullopt;
    bool const sane =
        line.size() <= 64 && std::ranges::all_of(line, [](char c) { return c > ' ' && c <= '~'; });
    auto webp = output.substr(end + 1);
    if (!height || !sane || !webp.starts_with("RIFF") || webp.compare(8, 4, "WEBP") != 0)
        return unreadable("a strange answer");
    return picture_result{std::move(webp), *width, *height, std::string(line)};
}

} // namespace

result<picture_result> process_picture(std::filesystem::path const& program, std::string_view bytes)
{
    if (bytes.size() > most_picture_bytes)
        return failure{errc::too_large, "picture: too many bytes", "The picture is larger than 40 MB."};
    if (!is_known_picture(bytes))
        return understand("unsupported\n");
    core::descriptor input;
    std::array<int, 2> ends{};
    if (!put_into_memory(input, bytes) || ::pipe2(ends.data(), O_CLOEXEC) != 0)
        return broken("no memory or no pipe");
    core::descriptor ours(ends[0]), theirs(ends[1]);
    auto const child = spawn(program, input.get(), theirs.get());
    theirs.close();
    if (!child)
        return broken("cannot start " + program.string());
    std::string output;
    auto const how = read_until(ours.get(), clock::now() + longest, output);
    auto const status = reap(*child, how != ending::complete);
    if (how != ending::complete || !WIFEXITED(status))
        return unreadable(how == ending::late ? "too slow" : "died");
    return WEXITSTATUS(status) == 0 ? understand(output) : result<picture_result>(broken("no sandbox"));
}

} // namespace federwerk::app
