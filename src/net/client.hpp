// SPDX-License-Identifier: AGPL-3.0-or-later
// The one way out of the process: every connection that Federwerk opens is opened here, to an address that
// was checked.
#pragma once

#include "http/client.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace federwerk::core {
struct settings;
}

namespace federwerk::net {

struct client_options {
    bool dev = false;                         // Allows http, every port, loopback peers, and the next two
    std::map<std::string, std::string> hosts; // Host name to address literal
    std::filesystem::path extra_ca;           // PEM
    std::string user_agent = "Federwerk";
    std::chrono::milliseconds connect_deadline{5'000}; // Of TCP, and once more of the TLS handshake
    std::chrono::milliseconds idle_deadline{60'000};
    std::size_t idle_per_origin = 8; // And reactor
    std::size_t idle = 512;          // In all

    static client_options from(core::settings const& s, std::string_view version);
};

// May be used from every reactor at once; a connection is used again only on the reactor that opened it. The
// caller's executor must run one thing at a time: an io_context with one thread, or a strand.
class client final : public http::client {
public:
    static result<std::unique_ptr<client>> make(client_options options);
    ~client() override;

    boost::asio::awaitable<result<http::response>> send(http::outgoing request) override;

private:
    struct impl;
    explicit client(std::shared_ptr<impl> made);
    std::shared_ptr<impl> impl_;
};

} // namespace federwerk::net
