// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/test_server.hpp"

#include "core/wait_until.hpp"
#include "support/source_tree.hpp"

#include <pqxx/pqxx>

#include <csignal>
#include <stdexcept>

#include <sys/wait.h>
#include <unistd.h>

namespace federwerk::tests {
namespace {

template <class T>
T must(result<T> r)
{
    if (!r)
        throw std::runtime_error(r.error().log);
    return std::move(r).value();
}

} // namespace

temporary_folder::temporary_folder()
{
    std::string name = "/tmp/fw-test-XXXXXX"; // Short: the path of a unix socket has 107 bytes
    if (::mkdtemp(name.data()) == nullptr)
        throw std::runtime_error("cannot make a folder in /tmp");
    path_ = name;
}

temporary_folder::~temporary_folder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

// A static object: its destructor runs at exit, also after a failed test.
test_server& test_server::shared()
{
    static test_server one;
    return one;
}

test_server::test_server()
{
    start();
}

test_server::~test_server()
{
    if (server_ <= 0)
        return;
    ::kill(server_, SIGQUIT); // Immediate: nothing in it is worth a checkpoint
    ::waitpid(server_, nullptr, 0);
}

void test_server::start()
{
    auto const programs = must(db::find_postgres());
    auto const run_as = db::postgres_account();
    if (run_as && ::chown(folder_.path().c_str(), run_as->user, run_as->group) != 0)
        throw std::runtime_error("cannot hand over " + folder_.path().string());
    auto const data = folder_.path() / "data";
    auto const log = folder_.path() / "log";
    db::program initdb{{programs.folder / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                        "--locale=C.UTF-8", "--no-sync", "--no-instructions"},
                       folder_.path(),
                       log,
                       run_as,
                       true};
    if (must(db::run_program(initdb)) != 0)
        throw std::runtime_error("initdb: " + read_file(log));
    db::program server{{programs.folder / "postgres",
                        "-D",
                        data,
                        "-k",
                        folder_.path(),
                        "-c",
                        "listen_addresses=",
                        "-c",
                        "fsync=off",
                        "-c",
                        "synchronous_commit=off",
                        "-c",
                        "full_page_writes=off",
                        "-c",
                        "max_connections=100",
                        "-c",
                        "shared_buffers=32MB",
                        "-c",
                        "autovacuum=off",
                        "-c",
                        "jit=off",
                        "-c",
                        "deadlock_timeout=100ms",
                        "-c",
                        "log_statement=none"},
                       folder_.path(),
                       log,
                       run_as,
                       true};
    server_ = must(db::start_program(server));
    auto const answers = [&] {
        try {
            execute("SELECT 1");
            return true;
        } catch (pqxx::broken_connection const&) {
            if (::waitpid(server_, nullptr, WNOHANG) != 0)
                throw std::runtime_error("postgres: " + read_file(log));
            return false;
        }
    };
    if (!core::wait_until(answers, std::chrono::minutes(2), std::chrono::milliseconds(10)))
        throw std::runtime_error("postgres does not answer: " + read_file(log));
}

std::string test_server::dsn(std::string const& database) const
{
    return "host=" + folder_.path().string() + " user=postgres dbname=" + database;
}

void test_server::execute(std::string const& sql)
{
    pqxx::connection connection(dsn("postgres"));
    pqxx::nontransaction(connection).exec(sql);
}

} // namespace federwerk::tests
