// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/durable_file.hpp"
#include "support/results.hpp"
#include "support/source_tree.hpp"
#include "support/test_server.hpp"

#include <atomic>
#include <csignal>
#include <fstream>
#include <future>
#include <set>
#include <thread>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace federwerk;
namespace fs = std::filesystem;

namespace {

unsigned mode_of(fs::path const& file)
{
    struct stat about {};
    REQUIRE(::stat(file.c_str(), &about) == 0);
    return about.st_mode & 0777;
}

std::set<std::string> names_in(fs::path const& folder)
{
    std::set<std::string> out;
    for (auto const& entry : fs::directory_iterator(folder))
        out.insert(entry.path().filename().string());
    return out;
}

// How a child ends that may write 100 bytes per file: killed in the middle of a longer one, or told that the
// disk is full and then 0 where that came back as a failure.
int in_small_child(bool killed, std::function<bool()> const& fails)
{
    auto const child = ::fork();
    if (child == 0) {
        rlimit const small{100, 100}, none{0, 0};
        ::setrlimit(RLIMIT_FSIZE, &small);
        ::setrlimit(RLIMIT_CORE, &none);
        std::signal(SIGXFSZ, killed ? SIG_DFL : SIG_IGN);
        ::_exit(fails() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

} // namespace

TEST_CASE("a file is written whole, with its mode, and nothing stays beside it", "[core][durable]")
{
    tests::temporary_folder const folder;
    auto const file = folder.path() / "f";
    auto const bytes = GENERATE(std::string(), std::string("a\0b", 3), std::string(3'000'000, 'x'));
    ::umask(022);
    REQUIRE(core::replace_file(file, bytes, 0640));
    CHECK(tests::read_file(file) == bytes);
    CHECK(mode_of(file) == 0640);
    REQUIRE(core::replace_file(file, "other", 0600));
    CHECK(tests::read_file(file) == "other");
    CHECK(mode_of(file) == 0600);
    CHECK(names_in(folder.path()) == std::set<std::string>{"f"});
}

TEST_CASE("who watches a file while it is replaced sees the old one or the new one", "[core][durable]")
{
    tests::temporary_folder const folder;
    auto const file = folder.path() / "f";
    std::string const a(200'000, 'a'), b(200'000, 'b');
    REQUIRE(core::replace_file(file, a, 0600));
    std::atomic<bool> done = false;
    auto watcher = std::async(std::launch::async, [&] {
        int partial = 0;
        while (!done) {
            auto const seen = tests::read_file(file);
            partial += seen != a && seen != b;
        }
        return partial;
    });
    for (int i = 0; i < 40; ++i)
        CHECK(core::replace_file(file, i % 2 == 0 ? b : a, 0600));
    done = true;
    CHECK(watcher.get() == 0);
}

TEST_CASE("a process that is killed while it writes leaves the old file, or none", "[core][durable]")
{
    tests::temporary_folder const folder;
    auto const old = folder.path() / "old", fresh = folder.path() / "fresh";
    REQUIRE(core::replace_file(old, "before", 0600));
    std::string const much(100'000, 'x');
    CHECK(in_small_child(true, [&] { return !core::replace_file(old, much, 0600); }) == -SIGXFSZ);
    CHECK(in_small_child(true, [&] { return !core::create_file(fresh, much, 0600); }) == -SIGXFSZ);
    CHECK(tests::read_file(old) == "before");
    CHECK(!fs::exists(fresh));
}

TEST_CASE("a full disk is a failure, leaves the old file, and takes no room", "[core][durable]")
{
    tests::temporary_folder const folder;
    auto const old = folder.path() / "old", fresh = folder.path() / "fresh";
    REQUIRE(core::replace_file(old, "before", 0600));
    std::string const much(100'000, 'x');
    auto const told = [](auto const& done) {
        return done.has_error() && done.error().code == errc::unavailable;
    };
    CHECK(in_small_child(false, [&] { return told(core::replace_file(old, much, 0600)); }) == 0);
    CHECK(in_small_child(false, [&] { return told(core::create_file(fresh, much, 0600)); }) == 0);
    CHECK(tests::read_file(old) == "before");
    CHECK(names_in(folder.path()) == std::set<std::string>{"old"});
}

TEST_CASE("of several who create one file the first wins, and all see its bytes", "[core][durable]")
{
    tests::temporary_folder const folder;
    auto const file = folder.path() / "f";
    std::atomic<int> winners = 0, failures = 0;
    {
        std::vector<std::jthread> writers;
        for (int i = 0; i < 8; ++i)
            writers.emplace_back([&, i] {
                auto const made =
                    core::create_file(file, std::string(1000, static_cast<char>('a' + i)), 0600);
                failures += !made;
                winners += made && *made;
                failures += tests::read_file(file).size() != 1000;
            });
    }
    CHECK(winners == 1);
    CHECK(failures == 0);
    auto const before = tests::read_file(file);
    CHECK_FALSE(core::create_file(file, "late", 0600).value());
    CHECK(tests::read_file(file) == before);
    CHECK(mode_of(file) == 0600);
    CHECK(names_in(folder.path()) == std::set<std::string>{"f"});
}

TEST_CASE("a folder that is missing or is a file is a failure that names it", "[core][durable]")
{
    tests::temporary_folder const folder;
    REQUIRE(core::replace_file(folder.path() / "file", "", 0600));
    auto const where = folder.path() / GENERATE(as<std::string>(), "missing", "file");
    CHECK(core::create_file(where / "f", "", 0600).error().log.find(where.string()) != std::string::npos);
    CHECK(core::replace_file(where / "f", "", 0600).error().code == errc::unavailable);
    CHECK(names_in(folder.path()) == std::set<std::string>{"file"});
}

TEST_CASE("folders are made as deep as it takes, and over no file", "[core][durable]")
{
    tests::temporary_folder const folder;
    REQUIRE(core::create_folders(folder.path() / "a" / "b" / "c"));
    CHECK(fs::is_directory(folder.path() / "a" / "b" / "c"));
    CHECK(core::create_folders(folder.path() / "a" / "b" / "c"));
    REQUIRE(core::replace_file(folder.path() / "file", "", 0600));
    CHECK_FALSE(core::create_folders(folder.path() / "file"));
    CHECK_FALSE(core::create_folders(folder.path() / "file" / "below"));
}
