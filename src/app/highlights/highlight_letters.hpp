// SPDX-License-Identifier: AGPL-3.0-or-later
// What is said about a highlight, and to whom: the same for its Create, Update and Delete.
#pragma once

#include "domain/highlight.hpp"
#include "domain/uris.hpp"
#include "outbox/enqueue.hpp"

#include <string>

namespace federwerk::app {

// "Create", "Update" or "Delete"; the caller fills in the body.
outbox::letter letter_about(domain::uris const& uris, core::snowflake activity_id, domain::highlight const& h,
                            std::string type);

// The author's followers, or those named; and the homes of badges of other instances, which announce it
// there. A quiet highlight goes to nobody.
result<outbox::audience> audience_of(db::transaction& tx, domain::highlight const& h);

} // namespace federwerk::app
