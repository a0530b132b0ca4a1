// SPDX-License-Identifier: AGPL-3.0-or-later
// Puts the author's FEP-8b32 proof into a document: outside of transactions, on the worker pool.
#pragma once

#include "app/instance.hpp"
#include "domain/actor.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace federwerk::app {

boost::asio::awaitable<result<std::string>> sign_document(instance const& in, domain::actor const& author,
                                                          std::string document, core::time_point now);

boost::asio::awaitable<result<std::string>> sign_document(instance const& in, remote::signer const& with,
                                                          std::string document, core::time_point now);

} // namespace federwerk::app
