// SPDX-License-Identifier: AGPL-3.0-or-later
// TLS contexts: version 1.2 or later, HTTP/1.1 alone by ALPN, certificates of peers always verified.
#pragma once

#include "core/result.hpp"

#include <boost/asio/ssl/context.hpp>

#include <filesystem>
#include <memory>

namespace federwerk::net {

result<std::shared_ptr<boost::asio::ssl::context>> server_tls(std::filesystem::path const& certificate,
                                                              std::filesystem::path const& key);

// With the system's authorities, and those of the file where one is named.
result<std::shared_ptr<boost::asio::ssl::context>> client_tls(std::filesystem::path const& extra_authorities);

} // namespace federwerk::net
