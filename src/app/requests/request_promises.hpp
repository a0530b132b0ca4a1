// SPDX-License-Identifier: AGPL-3.0-or-later
// What the two of a request promise each other, in the terms of the opening that it answers.
#pragma once

#include "db/pool.hpp"
#include "translate/outgoing_request.hpp"

namespace federwerk::app {

result<translate::promises> promises_of(db::transaction& tx, domain::request const& r);

} // namespace federwerk::app
