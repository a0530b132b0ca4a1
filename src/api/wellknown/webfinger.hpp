// SPDX-License-Identifier: AGPL-3.0-or-later
// GET /.well-known/webfinger (RFC 7033).
#pragma once

#include "api/document_memory.hpp"
#include "app/instance.hpp"
#include "http/message.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>

namespace federwerk::api {

boost::asio::awaitable<http::response>
read_webfinger(app::instance in, std::shared_ptr<document_memory> memory, http::request request);

} // namespace federwerk::api
