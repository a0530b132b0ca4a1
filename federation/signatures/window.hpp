// SPDX-License-Identifier: AGPL-3.0-or-later
// What both kinds of HTTP signatures share: when a signature is fresh, and how a refusal is said.
#pragma once

#include "core/time.hpp"
#include "federation/signatures/http_signature.hpp"

namespace federwerk::signatures {

failure unacceptable(std::string log); // errc::unauthenticated

// At most 1 h old, at most 15 min ahead (hardening T-10); the operator's clock is his own care.
result<> check_fresh(core::time_point signed_at, core::time_point now);
result<> check_created(std::int64_t created, core::time_point now);
result<> check_expires(std::int64_t expires, core::time_point now);

std::string method_name(http::request const& request); // Upper case
// Exactly one Host, and it is ours.
result<> check_host(http::request const& request, core::url const& base);
// All values of a header, trimmed and joined as RFC 9110 5.3 says; nothing where it is absent.
std::optional<std::string> joined(http::headers const& headers, std::string_view name);
// The one value of a header that must not be repeated.
result<std::string_view> only(http::headers const& headers, std::string_view name);
std::string_view strip(std::string_view text); // Spaces and tabs at both ends

// The two readers behind read_claim and the two signers behind sign.
result<claim> read_cavage(http::request const& request, core::url const& base, core::time_point now);
result<claim> read_rfc9421(http::request const& request, core::url const& base, core::time_point now);
result<> sign_cavage(http::outgoing& request, std::string const& key_uri, private_key const& key,
                     core::time_point now);
result<> sign_rfc9421(http::outgoing& request, std::string const& key_uri, private_key const& key,
                      core::time_point now);

} // namespace federwerk::signatures
