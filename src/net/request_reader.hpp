// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads requests off a connection's bytes, one after the other. The limits are set on the parser itself.
#pragma once

#include "http/message.hpp"

#include <boost/asio/buffer.hpp>

#include <memory>

namespace federwerk::net {

class request_reader {
public:
    explicit request_reader(std::size_t header_limit);
    ~request_reader();

    enum class progress { more, done, failed }; // more: read bytes into room(), then ask again

    boost::asio::mutable_buffer room();
    void filled(std::size_t count);
    bool has_bytes() const; // Bytes that nobody has parsed yet: of a pipelined request, or a body's beginning

    void begin(); // A new request
    progress read_head();
    progress read_body(std::size_t limit); // A body over the limit fails with 413 as soon as that is known
    unsigned failure_status() const;       // Of the answer to a request that failed
    std::string target() const; // Of a request whose first line was read, also where the rest failed

    // Fields of a trailer never come here: they are taken from the head before the body is read.
    http::request take_head();
    std::string take_body();
    unsigned version() const; // 10 or 11
    bool keep_alive() const;

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace federwerk::net
