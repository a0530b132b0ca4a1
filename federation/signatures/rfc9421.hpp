// SPDX-License-Identifier: AGPL-3.0-or-later
// RFC 9421: the signature base, which the published vectors are compared with.
#pragma once

#include "core/url.hpp"
#include "federation/signatures/structured_fields.hpp"
#include "http/message.hpp"

namespace federwerk::signatures {

// RFC 9421 2.5. base is our public address: what @authority, @scheme and @target-uri are made of (interop
// quirk 6).
result<std::string> signature_base(http::request const& request, core::url const& base,
                                   sf_inner_list const& covered);

} // namespace federwerk::signatures
