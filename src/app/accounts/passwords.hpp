// SPDX-License-Identifier: AGPL-3.0-or-later
// Passwords as argon2id hashes, made and checked in the worker pool only: one takes 19 MiB and some 20 ms.
#pragma once

#include "core/result.hpp"
#include "core/worker_pool.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace federwerk::app {

boost::asio::awaitable<result<std::string>> hash_password(core::worker_pool& workers, std::string password);
// Without a stored hash it takes as long, and the answer is false (T-76).
boost::asio::awaitable<result<bool>> is_password(core::worker_pool& workers,
                                                 std::optional<std::string> stored, std::string password);

// For threads that may block: the command line.
result<std::string> hash_password_now(std::string_view password);
bool is_password_now(std::optional<std::string> const& stored, std::string_view password);

} // namespace federwerk::app
