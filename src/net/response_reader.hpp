// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads one answer of a peer; the limits are set on the parser itself.
#pragma once

#include "http/message.hpp"

#include <boost/asio/buffer.hpp>

#include <memory>

namespace federwerk::net {

class response_reader {
public:
    response_reader(http::method asked, std::size_t body_limit);
    ~response_reader();

    enum class progress { more, done, malformed, too_large };

    boost::asio::mutable_buffer room();
    progress filled(std::size_t count);
    progress ended();       // The peer has closed: right only for a body without a length
    bool has_begun() const; // A byte has come

    http::response take();
    bool keeps_alive() const; // And nothing came after the answer

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace federwerk::net
