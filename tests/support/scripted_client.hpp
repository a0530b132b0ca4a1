// SPDX-License-Identifier: AGPL-3.0-or-later
// The world beyond the socket, as a test tells it: what answers to which URL, and what was asked.
#pragma once

#include "http/client.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace federwerk::tests {

class scripted_client : public http::client {
public:
    using answer = std::function<result<http::response>(http::outgoing const&)>;

    void on(std::string const& url, answer how)
    {
        std::lock_guard const lock(mutex_);
        answers_[url] = std::move(how);
    }
    void serve(std::string const& url, std::string body, std::string type = "application/activity+json")
    {
        on(url,
           [body = std::move(body), type = std::move(type)](http::outgoing const&) -> result<http::response> {
               return http::response{.status = 200, .headers = {{"Content-Type", type}}, .body = body};
           });
    }
    void status(std::string const& url, unsigned status)
    {
        on(url, [status](http::outgoing const&) -> result<http::response> {
            return http::response{.status = status};
        });
    }
    void redirect(std::string const& url, std::string to)
    {
        on(url, [to = std::move(to)](http::outgoing const&) -> result<http::response> {
            return http::response{.status = 302, .headers = {{"Location", to}}};
        });
    }

    std::size_t count(std::string_view part) const // Requests whose URL has this in it
    {
        std::lock_guard const lock(mutex_);
        std::size_t n = 0;
        for (auto const& request : sent_)
            n += request.target.text().find(part) != std::string::npos ? 1 : 0;
        return n;
    }
    std::vector<http::outgoing> sent() const
    {
        std::lock_guard const lock(mutex_);
        return sent_;
    }

    // Who is not in the script does not exist.
    boost::asio::awaitable<result<http::response>> send(http::outgoing request) override
    {
        answer how;
        {
            std::lock_guard const lock(mutex_);
            sent_.push_back(request);
            if (auto const found = answers_.find(request.target.text()); found != answers_.end())
                how = found->second;
        }
        co_return how ? how(request) : result<http::response>(http::response{.status = 404});
    }

private:
    mutable std::mutex mutex_;
    std::map<std::string, answer> answers_;
    std::vector<http::outgoing> sent_;
};

} // namespace federwerk::tests
