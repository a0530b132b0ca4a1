// SPDX-License-Identifier: AGPL-3.0-or-later
// What is said about an introduction to the servers of the other two, and to people here. Rows only.
#pragma once

#include "app/introductions/ask_introduction.hpp"

namespace federwerk::app {

result<> send_wish(db::transaction& tx, introduction_file const& file, core::snowflake activity_id);
// To the owner with the sentence, and to the asker that it was done.
result<> send_passed_on(db::transaction& tx, domain::uris const& uris, introduction_file const& file);

// To the introducer, where they live elsewhere.
result<> send_introduction_withdrawal(db::transaction& tx, domain::uris const& uris,
                                      introduction_file const& file);

} // namespace federwerk::app
