// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests as the vectors write them, and requests that pass every check until a test spoils them.
#pragma once

#include "federation/signatures/http_signature.hpp"

namespace federwerk::tests {

inline std::string const our_base = "https://our.test";
inline std::string const their_key = "https://peer.test/u/bo#main-key";

inline core::time_point noon()
{
    return core::parse_rfc3339("2026-03-01T12:00:00Z").value();
}

// "POST /path HTTP/1.1", headers, an empty line, the body.
http::request read_request(std::string_view text);

// What the server makes of what the client sends.
http::request received(http::outgoing const& sent);

http::outgoing post(std::string url = "https://our.test/ap/inbox", std::string body = R"({"type":"Follow"})");
http::outgoing get(std::string url = "https://our.test/ap/actors/7?page=1");

signatures::private_key const& rsa_key(); // Generated once per process
signatures::private_key const& ed25519_key();

} // namespace federwerk::tests
