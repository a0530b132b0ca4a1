// SPDX-License-Identifier: AGPL-3.0-or-later
// The HTTP/1.1 server: limits, deadlines and the strict gate are here, so that a handler sees only sound
// requests.
#pragma once

#include "core/result.hpp"
#include "http/router.hpp"
#include "net/counters.hpp"
#include "net/reactors.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::core {
struct settings;
}

namespace federwerk::net {

// How what the server refuses by itself (no route, a body too large, a bug of ours …) is said to who asked
// for that target; nothing: in a line of text.
using refusal_words = std::function<std::optional<http::response>(unsigned status, std::string_view target)>;

struct server_options {
    std::string listen =
        "127.0.0.1:8080"; // HOST:PORT with an address literal or "localhost"; port 0: any free one
    std::filesystem::path certificate, key; // PEM; empty: plain HTTP
    std::vector<std::string>
        trusted_proxies; // Addresses or networks ("10.0.0.0/8") whose X-Forwarded-… are believed
    std::size_t header_limit = 16 * 1024;
    unsigned connections_per_address = 50; // An IPv6 /64 is one address; trusted proxies are not counted
    unsigned connections = 10'000;         // In all; 503 beyond
    std::chrono::milliseconds header_deadline{
        10'000}; // From a request's first byte; the TLS handshake has it too
    std::chrono::milliseconds body_deadline{30'000};
    std::chrono::milliseconds idle_deadline{60'000};
    std::chrono::milliseconds write_deadline{30'000}; // For each 64 KiB of an answer
    refusal_words words;

    static server_options from(core::settings const& s);
};

class server {
public:
    // Listens at once. Router and reactors must outlive the server; stop the reactors before the router ends.
    static result<std::unique_ptr<server>> listen(reactors& loops, http::router const& routes,
                                                  server_options options);
    ~server(); // stop(0 s)

    std::uint16_t port() const;
    server_counters const& counters() const;

    // Takes no more connections, closes the idle ones, lets requests in hand finish; what is left after grace
    // (at most 20 s) is cut off. Blocks; never call it from a reactor.
    void stop(std::chrono::milliseconds grace = std::chrono::seconds(20));

private:
    struct impl;
    explicit server(std::shared_ptr<impl> made);
    std::shared_ptr<impl> impl_;
};

} // namespace federwerk::net
