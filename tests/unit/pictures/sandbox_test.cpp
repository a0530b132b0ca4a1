// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pictures/picture_sandbox.hpp"

#include <catch2/catch.hpp>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace federwerk;

namespace {

// What a child says after it has entered the sandbox: 0 refused with EPERM, 1 permitted, 2 no sandbox, 3
// otherwise.
int in_sandbox(std::function<int()> const& attempt)
{
    auto const child = ::fork();
    if (child == 0) {
        if (!app::enter_picture_sandbox())
            ::_exit(2);
        errno = 0;
        ::_exit(attempt() >= 0 ? 1 : errno == EPERM ? 0 : 3);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + status;
}

} // namespace

TEST_CASE("the picture sandbox leaves no way out", "[app][pictures][T-46]")
{
    auto const file = (std::filesystem::temp_directory_path() / "federwerk-sandbox").string();
    auto const [what, attempt] = GENERATE_COPY(table<std::string, std::function<int()>>({
        {"a socket", [] { return ::socket(AF_INET, SOCK_STREAM, 0); }},
        {"a pair of sockets",
         [] {
             int ends[2];
             return ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
         }},
        {"another program", [] { return ::execl("/bin/true", "true", nullptr); }},
        {"a new file", [file] { return ::open(file.c_str(), O_WRONLY | O_CREAT, 0600); }},
        {"an existing file to write", [] { return ::open("/dev/null", O_RDWR); }},
        {"removing a file", [file] { return ::unlinkat(AT_FDCWD, file.c_str(), 0); }},
        {"a signal to another", [] { return ::kill(::getppid(), 0); }},
    }));
    CAPTURE(what);
    CHECK(in_sandbox(attempt) == 0);
}

TEST_CASE("the picture sandbox still reads files and writes to pipes", "[app][pictures]")
{
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    CHECK(in_sandbox([] { return ::open("/proc/self/maps", O_RDONLY); }) == 1);
    CHECK(in_sandbox([&] { return static_cast<int>(::write(ends[1], "x", 1)); }) == 1);
    ::close(ends[0]);
    ::close(ends[1]);
}
