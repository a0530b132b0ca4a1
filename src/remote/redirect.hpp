// SPDX-License-Identifier: AGPL-3.0-or-later
// Where an answer sends us. The new address has to pass every check that the first one passed (T-24).
#pragma once

#include "core/url.hpp"
#include "http/message.hpp"

namespace federwerk::remote {

bool is_redirect(unsigned status);
// errc::unsupported without a Location, from https to http, and to the very same address.
result<core::url> redirect_target(core::url const& from, http::response const& answer);

} // namespace federwerk::remote
