// SPDX-License-Identifier: AGPL-3.0-or-later
// The API as callers meet it: the real routes behind the real guard on a real database; only the sockets are
// left out.
#pragma once

#include "api/access.hpp"
#include "app/instance.hpp"
#include "support/people.hpp"
#include "support/test_database.hpp"
#include "support/test_server.hpp"
#include "json/document.hpp"

#include <memory>

namespace federwerk::tests {

struct letter {
    http::method method = http::method::get;
    std::string path; // With a query, where there is one
    std::string body, token, key, address = "192.0.2.1";
};

class front_desk {
public:
    front_desk();
    ~front_desk();

    http::response send(letter const& l); // From any thread
    http::response post(std::string path, std::string body, std::string token = {});
    http::response get(std::string path, std::string token = {});

    domain::actor member(std::string const& handle, std::string const& role = "member", int days_old = 30);
    std::string token(domain::actor const& who, std::string const& scopes = "read write");
    std::string latest_mail_to(std::string const& recipient); // The body, opened; empty where there is none
    int count_mails();
    void forget_throttles();

    app::instance const& instance() const { return *instance_; }
    std::vector<http::route> const& routes() const { return router_.routes(); }
    test_database base;

private:
    struct machinery;
    temporary_folder folder_;
    std::unique_ptr<machinery> machinery_;
    std::unique_ptr<app::instance> instance_;
    http::router router_;
};

// Runs a coroutine to its end on a loop of its own.
http::response finish(boost::asio::awaitable<http::response> work);
json::document parsed(http::response const& answer); // Fails the test where the body is no JSON
bool matches(http::response const& answer, std::string const& schema);
std::string link_in(std::string const& mail,
                    std::string const& prefix); // What follows the prefix on its line

} // namespace federwerk::tests
