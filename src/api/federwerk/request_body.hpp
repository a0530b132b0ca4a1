// SPDX-License-Identifier: AGPL-3.0-or-later
// What POST /requests and POST /introductions take.
#pragma once

#include "domain/request.hpp"
#include "http/message.hpp"

namespace federwerk::api {

enum class way { straight, over_somebody }; // The latter names the introducer

// Shape only; that the message is not too long and all is answered, the act says with the opening at hand.
result<domain::request_draft> request_draft_of(http::request const& request, way to_the_owner);

} // namespace federwerk::api
