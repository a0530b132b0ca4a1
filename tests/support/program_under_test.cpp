// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/program_under_test.hpp"

#include "support/source_tree.hpp"

#include <csignal>
#include <fstream>
#include <stdexcept>

namespace federwerk::tests {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::string hosts_line()
{
    std::string out;
    for (auto const& name : neighbourhood::names())
        out += (out.empty() ? "\"" : ", \"") + name + "\" = \"127.0.0.1\"";
    return "hosts = { " + out + " }\n";
}

std::string port_of(std::string const& authority)
{
    return authority.substr(authority.find(':') + 1);
}

} // namespace

program_under_test::program_under_test(neighbourhood& around, std::string const& name, database_kind kind)
    : around_(around), authority_(around.authority(name)), folder_(around.folder() / name)
{
    fs::create_directories(folder_ / "data");
    fs::permissions(around.folder(), fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec);
    if (kind == database_kind::shared_server)
        database_.emplace();
    write_configuration(database_ ? database_->dsn() : "");
    start();
}

program_under_test::~program_under_test()
{
    kill(); // Before its database goes
}

void program_under_test::write_configuration(std::string const& database_url) const
{
    auto const& tls = around_.tls();
    std::ofstream out(folder_ / "federwerk.toml");
    out << "domain = \"" << authority_ << "\"\nlisten = \"127.0.0.1:" << port_of(authority_)
        << "\"\ndata = \"" << (folder_ / "data").string() << "\"\ndev = true\n"
        << "[database]\nurl = \"" << database_url << "\"\n"
        << "[tls]\ncertificate = \"" << tls.certificate().string() << "\"\nkey = \"" << tls.key().string()
        << "\"\n[network]\n"
        << hosts_line() << "extra_ca = \"" << tls.authority().string() << "\"\n"
        << "[logs]\nformat = \"json\"\nlevel = \"debug\"\n";
}

program_call program_under_test::call(std::vector<std::string> arguments, std::string const& output) const
{
    arguments.insert(arguments.begin(), program());
    arguments.insert(arguments.end(), {"--config", folder_ / "federwerk.toml"});
    return {std::move(arguments), sanitizer_options(), folder_ / output, "/dev/null"};
}

std::string program_under_test::seal_key() const
{
    auto const actor = around_.get(url("/ap/actor"));
    return std::string(actor["assertionMethod"].at(0)["publicKeyMultibase"].text().value_or(""));
}

std::string program_under_test::command(std::vector<std::string> arguments,
                                        std::map<std::string, std::string> const& environment) const
{
    auto what = call(std::move(arguments), "commands.log");
    what.environment.insert(environment.begin(), environment.end());
    auto out = run_to_end(what);
    while (out.ends_with('\n'))
        out.pop_back();
    return out;
}

std::string program_under_test::log() const
{
    return read_file(folder_ / "serve.log");
}

void program_under_test::start()
{
    process_ = std::make_unique<child_process>(call({"serve"}, "serve.log"));
    auto const ready = [&] {
        if (!process_->running())
            throw std::runtime_error("federwerk ended: " + log());
        try {
            return around_.get(url("/health/ready"), "*/*").status == 200;
        } catch (std::exception const&) { // Not listening yet
            return false;
        }
    };
    if (!eventually(ready, 120s))
        throw std::runtime_error("federwerk does not get ready: " + log());
}

void program_under_test::kill()
{
    process_->kill();
    kill_cluster();
}

// Its processes end by themselves when the first of them is gone.
void program_under_test::kill_cluster() const
{
    std::ifstream in(folder_ / "data/postgresql/postmaster.pid");
    pid_t first = 0;
    if (!database_ && in >> first)
        ::kill(first, SIGKILL);
}

int program_under_test::stop()
{
    return process_->stop();
}

void program_under_test::in_database(std::string const& statement)
{
    database_.value().commit([&](db::transaction& tx) { tx.exec(statement); });
}

std::string program_under_test::from_database(std::string const& question)
{
    std::string out;
    database_.value().in_transaction(
        [&](db::transaction& tx) { out = tx.exec1(question)[0].as<std::string>(""); });
    return out;
}

} // namespace federwerk::tests
