// SPDX-License-Identifier: AGPL-3.0-or-later
// Names that all mean loopback, one certificate authority for them, and a client that trusts it: the internet
// of the federation tests. An authority is NAME:PORT, with a port from the kernel.
#pragma once

#include "net/client.hpp"
#include "support/certificates.hpp"
#include "support/test_server.hpp"
#include "json/document.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <functional>

namespace federwerk::tests {

struct answer {
    unsigned status = 0;
    std::string body;
    std::optional<json::document> document; // Where the body is JSON
    json::view operator[](std::string_view key) const
    {
        return document ? document->root()[key] : json::view();
    }
    std::string text(std::string_view key) const { return std::string((*this)[key].text().value_or("")); }
};

class neighbourhood {
public:
    neighbourhood();

    static std::vector<std::string> names();
    std::string authority(std::string const& name) const; // With a free port
    std::filesystem::path const& folder() const { return folder_.path(); }
    certificates const& tls() const { return tls_; }

    answer send(http::outgoing request); // Throws where nobody answers
    std::vector<answer> send_at_once(std::vector<http::outgoing> requests);
    answer get(std::string const& url, std::string const& accept = "application/activity+json");
    answer post(std::string const& url, std::string const& body);

private:
    temporary_folder folder_;
    certificates tls_;
    std::unique_ptr<net::client> client_;
    boost::asio::io_context loop_; // Ends before the client that it works for
};

// Asks again until it holds; false where it does not within the time.
bool eventually(std::function<bool()> const& holds,
                std::chrono::milliseconds within = std::chrono::seconds(180));

} // namespace federwerk::tests
